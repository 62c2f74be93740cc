namespace Tongban.Commands;

/// <summary>One address per role with its demo sign-in.</summary>
public static class DemoSignIns
{
    private static readonly (string Role, string Path, string? Name)[] Addresses =
    [
        ("Citizen: portal, guide, booking", "/", null),
        ("Devices: kiosk, wall, gate, evaluator", "/device", null),
        ("Window clerk, business start-up", "/desk", "w05"),
        ("Window clerk, social insurance", "/desk", "w27"),
        ("Gate", "/gate", "guard"),
        ("Hall guide", "/staff/bookings", "guide"),
        ("Hall manager", "/staff", "manager"),
        ("Approver, market supervision", "/staff/inbox", "approver-d02"),
        ("Seal maker, steps of one-things", "/staff/steps", "partner-d20"),
        ("Head of department", "/staff/inbox", "head-d02"),
        ("Benefits clerk", "/staff/benefits", "benefits"),
        ("Bank clerk, ICBC", "/staff/bank", "w38"),
        ("Ratings officer", "/staff/mending", "ratings"),
        ("Voices officer: hotline, box, voices", "/staff/hotline", "voices"),
        ("Catalogue editor", "/staff/items", "editor"),
        ("Director", "/staff/ratings", "director"),
        ("Auditor", "/staff", "auditor"),
        ("Administrator", "/staff/people", "admin"),
    ];

    public static void Print(TextWriter output, int port)
    {
        output.WriteLine();
        foreach (var (role, path, name) in Addresses)
        {
            var address = $"http://localhost:{port}{path}";
            output.WriteLine(name is null ? $"  {role,-40}{address}" : $"  {role,-40}{address,-40}{name}");
        }

        output.WriteLine($"  Password of all demo accounts: {DemoStaff.Password}. Every window has its clerk: w01 to w40.");
        output.WriteLine();
    }
}
