using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments.WaitingList;

public enum WaitingStatus
{
    /// <summary>The phone is not verified yet: not in line.</summary>
    Named,
    Waiting,

    /// <summary>A place is kept for it until the offer ends.</summary>
    Offered,
    Booked,

    /// <summary>The person left the list.</summary>
    Left,

    /// <summary>Its days are over, or too many offers passed.</summary>
    Over,
}

/// <summary>Of which part of the day a place would do.</summary>
public enum PartOfDay
{
    Whole,
    Morning,
    Afternoon,
}

/// <summary>A matter that somebody waits for.</summary>
public sealed record WaitingMatter(Guid CentreId, Guid EntryId, Guid ItemId, int Seq);

/// <summary>A day on which a place would do.</summary>
public sealed record WaitingDay(Guid CentreId, Guid EntryId, DateOnly On);

/// <summary>What somebody waits for.</summary>
public sealed record WaitingWish(Guid SiteId, Guid GroupId, IReadOnlyList<Guid> ItemIds, IReadOnlyList<DateOnly> Days, PartOfDay Part);

/// <summary>How links begin that this person is sent, and in which language.</summary>
public sealed record ToldHow(string LinkBase, string Language);

/// <summary>
/// Somebody on the waiting list (候补). Named → Waiting → Offered → Booked; an offer that passes leads back to Waiting.
/// An entry is over at the end of its last day, whether or not anybody has tidied it up; who it was is then forgotten.
/// </summary>
public sealed class WaitingEntry : Entity
{
    private readonly List<WaitingMatter> matters = [];
    private readonly List<WaitingDay> days = [];

    private WaitingEntry()
    {
    }

    public WaitingEntry(Guid centreId, WaitingWish wish, Person person, ToldHow told, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(wish.Days.Count > 0, "waiting.no-day");
        Refusal.Unless(person.Phone is not null && person.IdNumber is not null && person.Name.Length > 0, "appointment.nobody-named");
        (Token, SiteId, GroupId, Part, MadeAt) = (Codes.Token(), wish.SiteId, wish.GroupId, wish.Part, now);
        (PersonName, PhoneCipher, PhoneHash) = (Kernel.PersonName.MustBePlain(person.Name), person.Phone!.Cipher, person.Phone.Hash);
        (IdCipher, IdHash, AccountId) = (person.IdNumber!.Cipher, person.IdNumber.Hash, person.AccountId);
        (LinkBase, Language) = (told.LinkBase, told.Language);
        matters.AddRange(wish.ItemIds.Select((item, index) => new WaitingMatter(CentreId, Id, item, index + 1)));
        days.AddRange(wish.Days.Distinct().Order().Select(day => new WaitingDay(CentreId, Id, day)));
        LastOn = days[^1].On;
        Happened("waiting.named", now, by);
    }

    /// <summary>The address of the entry's page: whoever has it may see and leave it.</summary>
    public string Token { get; private set; } = "";

    public WaitingStatus Status { get; private set; }

    public Guid SiteId { get; private set; }

    /// <summary>The group of the first matter.</summary>
    public Guid GroupId { get; private set; }

    public PartOfDay Part { get; private set; }

    public DateOnly LastOn { get; private set; }

    public DateTime MadeAt { get; private set; }

    /// <summary>Its place in line.</summary>
    public DateTime? JoinedAt { get; private set; }

    /// <summary>The document's hash while the entry is open: one open entry of a person and group.</summary>
    public string? OpenKey { get; private set; }

    public string PersonName { get; private set; } = "";

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    public string? IdCipher { get; private set; }

    public string? IdHash { get; private set; }

    public Guid? AccountId { get; private set; }

    public string LinkBase { get; private set; } = "";

    public string Language { get; private set; } = "";

    /// <summary>The hold that is offered, or was booked.</summary>
    public Guid? OfferId { get; private set; }

    /// <summary>The slot with which the last offer began: it is not offered to the same person again.</summary>
    public Guid? LastSlotId { get; private set; }

    public int OffersMade { get; private set; }

    public IReadOnlyList<WaitingMatter> Matters => matters;

    public IReadOnlyList<WaitingDay> Days => days;

    public bool IsOpen => Status is WaitingStatus.Waiting or WaitingStatus.Offered;

    public Sealed? Phone => PhoneHash is { } hash ? new(PhoneCipher!, hash) : null;

    public Person Person => new(PersonName, Phone, IdHash is { } hash ? new(IdCipher!, hash) : null, AccountId);

    /// <summary>Whether a place of this day and hour would do.</summary>
    public bool Wants(DateOnly on, int hour) =>
        days.Any(day => day.On == on) && Part switch { PartOfDay.Morning => hour < 12, PartOfDay.Afternoon => hour >= 12, _ => true };

    public bool IsOver(DateOnly today) => LastOn < today;

    /// <summary>The phone is verified: from now on it stands in line.</summary>
    public void Join(DateTime now, DateOnly today, Actor by)
    {
        Refusal.Unless(Status == WaitingStatus.Named, "waiting.not-open");
        Refusal.Unless(!IsOver(today), "waiting.over");
        (JoinedAt, OpenKey) = (now, IdHash);
        Become(WaitingStatus.Waiting, "waiting.joined", now, by);
    }

    public void Offer(Guid appointmentId, Guid firstSlotId, DateTime now, Actor by)
    {
        Refusal.Unless(Status == WaitingStatus.Waiting, "waiting.not-open");
        (OfferId, LastSlotId, OffersMade) = (appointmentId, firstSlotId, OffersMade + 1);
        Become(WaitingStatus.Offered, "waiting.offered", now, by, new { appointment = appointmentId });
    }

    public void Book(DateTime now, Actor by)
    {
        MustBeOffered();
        Become(WaitingStatus.Booked, "waiting.booked", now, by);
        Forget();
    }

    /// <summary>The offer was declined, or ran out: the next in line has it. The entry stays where it was, or ends after too many.</summary>
    public void Pass(int most, DateTime now, Actor by)
    {
        MustBeOffered();
        OfferId = null;
        if (OffersMade < most)
        {
            Become(WaitingStatus.Waiting, "waiting.passed", now, by);
            return;
        }

        End(now, by);
    }

    public void Leave(DateTime now, Actor by)
    {
        Refusal.Unless(Status is WaitingStatus.Waiting or WaitingStatus.Named, "waiting.not-open");
        Become(WaitingStatus.Left, "waiting.left", now, by);
        Forget();
    }

    /// <summary>Its days are over, or its phone was never verified, or too many offers passed.</summary>
    public void End(DateTime now, Actor by)
    {
        Refusal.Unless(IsOpen || Status == WaitingStatus.Named, "waiting.not-open");
        Become(WaitingStatus.Over, "waiting.over", now, by);
        Forget();
    }

    private void MustBeOffered() => Refusal.Unless(Status == WaitingStatus.Offered, "waiting.no-offer");

    private void Forget()
    {
        (OpenKey, PersonName, PhoneCipher, PhoneHash, IdCipher, IdHash) = (null, "", null, null, null, null);
    }

    private void Become(WaitingStatus next, string what, DateTime now, Actor by, object? data = null)
    {
        Status = next;
        Happened(what, now, by, data);
    }
}
