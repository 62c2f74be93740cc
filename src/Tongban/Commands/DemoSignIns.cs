namespace Tongban.Commands;

/// <summary>One address per role with its demo sign-in.</summary>
public static class DemoSignIns
{
    private static readonly (string Role, string Path, string? Name)[] Addresses =
    [
        ("Citizen: portal, guide, booking", "/", null),
        ("Window clerk, business start-up", "/staff", "w05"),
        ("Window clerk, social insurance", "/staff", "w27"),
        ("Gate", "/staff", "guard"),
        ("Hall guide", "/staff", "guide"),
        ("Hall manager", "/staff", "manager"),
        ("Approver, market supervision", "/staff", "approver-d02"),
        ("Head of department", "/staff", "head-d02"),
        ("Catalogue editor", "/staff/items", "editor"),
        ("Director", "/staff", "director"),
        ("Auditor", "/staff", "auditor"),
        ("Administrator", "/staff", "admin"),
    ];

    public static void Print(TextWriter output, int port)
    {
        output.WriteLine();
        foreach (var (role, path, name) in Addresses)
        {
            var address = $"http://localhost:{port}{path}";
            output.WriteLine(name is null ? $"  {role,-34}{address}" : $"  {role,-34}{address,-38}{name}");
        }

        output.WriteLine($"  Password of all demo accounts: {DemoStaff.Password}. Every window has its clerk: w01 to w40.");
        output.WriteLine();
    }
}
