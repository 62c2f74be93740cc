using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Catalogue.Importing;

/// <summary>Departments and matter groups.</summary>
public static class NetworkRows
{
    public static Row<DepartmentFacts> Department(JsonPart part)
    {
        var facts = new DepartmentFacts(
            part.Text("name_zh", 200), part.Text("name_en", 200), part.Text("short_zh", 40),
            part.Text("uscc"), part.Text("consult_phone", 40), part.Text("complaint_phone", 40));
        if (facts.Uscc.Length > 0 && !UnifiedSocialCreditCode.TryParse(facts.Uscc, out _))
        {
            part.Fault("uscc", $"“{facts.Uscc}” is no unified social credit code (GB 32100-2015: 18 characters, the last a check digit)");
        }

        return new(part.Text("id", 20), facts, part);
    }

    public static Row<MatterGroupFacts> Group(JsonPart part) =>
        new(part.Text("id", 20), new(part.Text("name_zh", 200), part.Text("name_en", 200), part.Text("ticket_letter", 2)), part);
}
