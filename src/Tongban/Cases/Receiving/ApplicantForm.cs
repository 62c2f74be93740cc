using System.ComponentModel.DataAnnotations;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases;

/// <summary>What an applicant is asked for, at the window and online alike.</summary>
public sealed class ApplicantForm
{
    public const int MaxAddress = 120;

    [Required(ErrorMessage = "cases.name-missing")]
    [StringLength(Case.MaxName)]
    public string? Name { get; set; }

    /// <summary>Only where organisations apply, and not even then when one is being founded.</summary>
    public string? Uscc { get; set; }

    /// <summary>Who acts for an organisation.</summary>
    [StringLength(Case.MaxName)]
    public string? Handler { get; set; }

    [Required(ErrorMessage = "cases.id-missing")]
    public string? IdNumber { get; set; }

    /// <summary>Whoever has none leaves it out at the window; online the messages go there.</summary>
    public string? Phone { get; set; }

    public DeliveryWay Delivery { get; set; }

    [StringLength(MaxAddress)]
    public string? Address { get; set; }

    /// <summary>Reads and seals it.</summary>
    /// <remarks>Refusals: those of the kernel's types, <c>case.name</c>, <c>case.handler</c>, <c>case.address-missing</c>.</remarks>
    public (Applicant Applicant, Sealed? Address) Read(PersonalData personal, DateOnly today, Guid? accountId, ItemContent content)
    {
        var name = Name?.Trim() ?? "";
        Refusal.Unless(name.Length is > 0 and <= Case.MaxName, "case.name");
        var id = IdDocument.Parse(IdNumber, today).Value;
        var phone = string.IsNullOrWhiteSpace(Phone) ? null : personal.Seal(Sealed.Phone, MobileNumber.Parse(Phone).Value);
        var uscc = string.IsNullOrWhiteSpace(Uscc) ? null : UnifiedSocialCreditCode.Parse(Uscc).Value;
        var applicant = new Applicant(name, phone, personal.Seal(Sealed.IdNumber, id), uscc, accountId, HandlerOf(content, uscc));
        return (applicant, AddressTo(personal));
    }

    // An organisation acts through somebody whose identity is checked.
    private string? HandlerOf(ItemContent content, string? uscc)
    {
        var handler = Handler?.Trim() ?? "";
        var isOrganisation = uscc is not null || !content.Audience.Contains("personal");
        Refusal.Unless(handler.Length <= Case.MaxName && (handler.Length > 0 || !isOrganisation), "case.handler");
        return isOrganisation ? handler : null;
    }

    private Sealed? AddressTo(PersonalData personal)
    {
        var address = Address?.Trim() ?? "";
        Refusal.Unless(Delivery != DeliveryWay.Post || address.Length is > 0 and <= MaxAddress, "case.address-missing");
        return Delivery == DeliveryWay.Post ? personal.Seal(Sealed.Address, address) : null;
    }
}
