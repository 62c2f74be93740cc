using System.ComponentModel.DataAnnotations;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases;

/// <summary>A co-applicant or an agent, as a clerk enters them.</summary>
public sealed class PartyForm
{
    public PartyKind Kind { get; set; }

    [StringLength(Case.MaxName)]
    public string? Name { get; set; }

    public string? IdNumber { get; set; }

    public string? Phone { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }

    public List<PartyAct> May { get; set; } = [];

    /// <remarks>Refusals: <c>case.name</c>, those of the kernel's types.</remarks>
    public PartyGiven Read(PersonalData personal, DateOnly today)
    {
        var name = Name?.Trim() ?? "";
        Refusal.Unless(name.Length is > 0 and <= Case.MaxName, "case.name");
        var id = personal.Seal(Sealed.IdNumber, IdDocument.Parse(IdNumber, today).Value);
        var phone = string.IsNullOrWhiteSpace(Phone) ? null : personal.Seal(Sealed.Phone, MobileNumber.Parse(Phone).Value);
        return Kind == PartyKind.CoApplicant
            ? new PartyGiven(Kind, name, id, phone, null, null, [])
            : new PartyGiven(Kind, name, id, phone, From ?? today, Until, May);
    }
}
