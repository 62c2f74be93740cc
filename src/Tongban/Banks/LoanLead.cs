using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Banks;

/// <summary>What an enterprise lets a bank know, by the names under which it agreed to each.</summary>
public static class SharedFields
{
    public const string Name = "name";
    public const string Uscc = "uscc";
    public const string Type = "type";
    public const string Industry = "industry";
    public const string Capital = "capital";
    public const string RegisteredOn = "registered_on";
    public const string LegalRep = "legal_rep_name";
    public const string Phone = "phone";

    public static IReadOnlyList<string> All { get; } = [Name, Uscc, Type, Industry, Capital, RegisteredOn, LegalRep, Phone];
}

/// <summary>
/// An enterprise asks to hear about an offer of credit, and agrees to exactly which of its data the bank may see for it
/// (个人信息保护法 §14, §15: given for this purpose, as easily withdrawn). There is no lead without it; once withdrawn the
/// bank sees nothing any more.
/// </summary>
public sealed class LoanLead : Entity
{
    private LoanLead()
    {
    }

    internal LoanLead(Guid centreId, Guid enterpriseId, CreditOffer offer, IReadOnlyList<string> fields, Sealed? phone, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(fields.Count > 0 && fields.All(SharedFields.All.Contains), "lead.no-fields");
        Refusal.Unless(fields.Contains(SharedFields.Phone) == (phone is not null), "lead.phone");
        (EnterpriseId, BankId, OfferId, ConsentedAt) = (enterpriseId, offer.BankId, offer.Id, now);
        FieldList = string.Join(',', SharedFields.All.Where(fields.Contains));
        (PhoneCipher, PhoneHash) = (phone?.Cipher, phone?.Hash);
        Happened("lead.consented", now, by, new { enterpriseId, offer = offer.Code, fields = FieldList });
    }

    public Guid EnterpriseId { get; private set; }

    public Guid BankId { get; private set; }

    public Guid OfferId { get; private set; }

    /// <summary>What the bank may see, joined by commas.</summary>
    public string FieldList { get; private set; } = "";

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    public DateTime ConsentedAt { get; private set; }

    public DateTime? WithdrawnAt { get; private set; }

    public DateTime? ContactedAt { get; private set; }

    /// <summary>Who of the bank took it up and may see the telephone number.</summary>
    public Guid? ContactedById { get; private set; }

    public IReadOnlyList<string> Fields => FieldList.Split(',');

    public bool Shares(string field) => WithdrawnAt is null && Fields.Contains(field);

    /// <summary>The bank takes it up; from then on whoever did sees the number to call.</summary>
    public void Contact(Guid byId, DateTime now, Actor by)
    {
        Refusal.Unless(WithdrawnAt is null, "lead.withdrawn");
        Refusal.Unless(ContactedAt is null, "lead.contacted");
        (ContactedAt, ContactedById) = (now, byId);
        Happened("lead.contacted", now, by);
    }

    /// <summary>The enterprise takes its consent back; the number is forgotten.</summary>
    public void Withdraw(DateTime now, Actor by)
    {
        Refusal.Unless(WithdrawnAt is null, "lead.withdrawn");
        (WithdrawnAt, PhoneCipher, PhoneHash) = (now, null, null);
        Happened("lead.withdrawn", now, by);
    }
}
