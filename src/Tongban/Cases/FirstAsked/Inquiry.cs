using Tongban.Kernel;

namespace Tongban.Cases.FirstAsked;

public enum InquiryStatus
{
    Open,

    /// <summary>Offered to a colleague, who has not taken it yet: the first one still owns it.</summary>
    Offered,
    Answered,
}

/// <summary>
/// An inquiry (首问负责): whoever receives it first owns it until a colleague has taken it over. It never lies between
/// two desks, and it ends only by an answer.
/// </summary>
public sealed class Inquiry : Entity
{
    public const int MaxText = 1000;
    public const int MaxName = 60;

    private Inquiry()
    {
    }

    public Inquiry(Guid centreId, string? question, string? askerName, People.Sealed? phone, Guid ownerId, DateTime now, Actor by)
        : base(centreId)
    {
        Question = Text(question, "inquiry.question-missing");
        AskerName = askerName?.Trim() ?? "";
        Refusal.Unless(AskerName.Length <= MaxName, "inquiry.name-too-long", MaxName);
        (PhoneCipher, PhoneHash, OwnerId, FirstOwnerId, AskedAt) = (phone?.Cipher, phone?.Hash, ownerId, ownerId, now);
        Happened("inquiry.asked", now, by, new { ownerId });
    }

    /// <summary>What was asked, in words; a column, so that it can be erased.</summary>
    public string Question { get; private set; } = "";

    public string? Answer { get; private set; }

    public string AskerName { get; private set; } = "";

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    public InquiryStatus Status { get; private set; }

    /// <summary>Who was asked first.</summary>
    public Guid FirstOwnerId { get; private set; }

    /// <summary>Who owns it now.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>To whom it is offered.</summary>
    public Guid? OfferedToId { get; private set; }

    public DateTime AskedAt { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Offers it to a colleague; the owner stays the owner.</summary>
    public void Offer(Guid ownerId, Guid toId, DateTime now, Actor by)
    {
        NeedOwner(ownerId);
        Refusal.Unless(toId != ownerId, "inquiry.to-oneself");
        (Status, OfferedToId) = (InquiryStatus.Offered, toId);
        Happened("inquiry.offered", now, by, new { toId });
    }

    public void TakeOver(Guid accountId, DateTime now, Actor by)
    {
        NeedOffer(accountId);
        (Status, OwnerId, OfferedToId) = (InquiryStatus.Open, accountId, null);
        Happened("inquiry.taken-over", now, by, new { ownerId = accountId });
    }

    /// <summary>Not mine: it stays with its owner.</summary>
    public void Decline(Guid accountId, DateTime now, Actor by)
    {
        NeedOffer(accountId);
        (Status, OfferedToId) = (InquiryStatus.Open, null);
        Happened("inquiry.declined", now, by, new { byId = accountId });
    }

    /// <summary>The owner looks at the number to call back; looking is told.</summary>
    public void CallBack(Guid ownerId, DateTime now, Actor by)
    {
        NeedOwner(ownerId);
        Refusal.Unless(PhoneCipher is not null, "inquiry.no-phone");
        Happened("inquiry.called-back", now, by);
    }

    public void Reply(Guid ownerId, string? answer, DateTime now, Actor by)
    {
        NeedOwner(ownerId);
        (Answer, Status, OfferedToId, AnsweredAt) = (Text(answer, "inquiry.answer-missing"), InquiryStatus.Answered, null, now);
        Happened("inquiry.answered", now, by);
    }

    private void NeedOwner(Guid accountId)
    {
        Refusal.Unless(Status != InquiryStatus.Answered, "inquiry.answered");
        Refusal.Unless(OwnerId == accountId, "inquiry.not-yours");
    }

    private void NeedOffer(Guid accountId) => Refusal.Unless(Status == InquiryStatus.Offered && OfferedToId == accountId, "inquiry.not-offered");

    private static string Text(string? text, string missing)
    {
        var clean = text?.Trim() ?? "";
        Refusal.Unless(clean.Length > 0, missing);
        Refusal.Unless(clean.Length <= MaxText, "inquiry.too-long", MaxText);
        return clean;
    }
}
