namespace Tongban.Commands;

/// <summary>One address per role with its demo sign-in.</summary>
public static class DemoSignIns
{
    public static void Print(TextWriter output, int port)
    {
        output.WriteLine($"Tongban: http://localhost:{port}/");
    }
}
