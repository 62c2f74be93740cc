using Tongban.Catalogue.Importing;
using Tongban.People;

namespace Tongban.Commands;

/// <summary>Somebody on the demo district's staff list, with a sign-in name that says what the person does.</summary>
public sealed record DemoPerson(string SignIn, string Name, Role Role, string Department, string Site, string? Window)
{
    private static readonly Dictionary<string, Role> RolesByName = new()
    {
        ["window"] = Role.Clerk,
        ["bank"] = Role.BankClerk,
        ["benefits"] = Role.BenefitsClerk,
        ["guide"] = Role.Guide,
        ["helper"] = Role.Guide,
        ["gate"] = Role.Guard,
        ["hall_manager"] = Role.HallManager,
        ["department_head"] = Role.DepartmentHead,
        ["approver"] = Role.Approver,
        ["supervisor"] = Role.Director,
        ["ratings_officer"] = Role.RatingsOfficer,
        ["voices_officer"] = Role.VoicesOfficer,
        ["admin"] = Role.Administrator,
        ["auditor"] = Role.Auditor,
        ["partner"] = Role.Partner,
        ["catalogue_editor"] = Role.CatalogueEditor,
    };

    /// <summary>Everybody whose work the program knows, each with a name of their own.</summary>
    public static IReadOnlyList<DemoPerson> All(IEnumerable<JsonPart> rows)
    {
        var taken = new Dictionary<string, int>();
        return [.. rows.Where(row => RolesByName.ContainsKey(row.Text("role"))).Select(row => Read(row, taken))];
    }

    private static DemoPerson Read(JsonPart row, Dictionary<string, int> taken)
    {
        var person = new DemoPerson("", row.Text("name_zh", 40), RolesByName[row.Text("role")], row.Text("department_id"), row.Text("site_id"), row.OptionalText("window_id"));
        var name = Stem(person).ToLowerInvariant();
        taken[name] = taken.GetValueOrDefault(name) + 1;
        return person with { SignIn = taken[name] == 1 ? name : $"{name}-{taken[name]}" };
    }

    private static string Stem(DemoPerson person) => person.Role switch
    {
        Role.Clerk or Role.BankClerk when person.Window is not null => person.Window,
        Role.BenefitsClerk => "benefits",
        Role.RatingsOfficer => "ratings",
        Role.VoicesOfficer => "voices",
        Role.Clerk => "clerk",
        Role.Guide => "guide",
        Role.Guard => "guard",
        Role.HallManager => "manager",
        Role.DepartmentHead => $"head-{person.Department}",
        Role.Approver => $"approver-{person.Department}",
        Role.Director => "director",
        Role.Partner => $"partner-{person.Department}",
        Role.Administrator => "admin",
        Role.Auditor => "auditor",
        _ => "editor",
    };
}
