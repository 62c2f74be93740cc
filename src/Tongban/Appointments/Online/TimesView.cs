namespace Tongban.Appointments.Online;

/// <summary>Days and times to choose from, for every page that shows them.</summary>
/// <param name="Offer">What there is.</param>
/// <param name="Day">The day whose times are shown.</param>
/// <param name="Chosen">The first slot that was chosen.</param>
/// <param name="Gone">When the chosen time is gone: when it was. The nearest are shown.</param>
/// <param name="AddressOf">Where a day leads.</param>
public sealed record TimesView(Offer Offer, OfferedDay? Day, Guid? Chosen, DateTime? Gone, Func<DateOnly, string> AddressOf)
{
    /// <summary>So few places left that one should hurry.</summary>
    public const int Few = 2;

    private const int Alternatives = 3;

    /// <summary>Staff who may put a booking on top of a full time, for a reason.</summary>
    public bool MayOverbook { get; init; }

    /// <summary>Seconds until more places open on one of these days: the page is looked at again then. Null: none open later.</summary>
    public int? SecondsToNext(DateTime now) => Offer.NextAt is { } at ? Math.Max(1, (int)Math.Ceiling((at - now).TotalSeconds)) : null;

    public bool CanChoose(OfferedTime time) => time.Free > 0 || (MayOverbook && time.Extra > 0);

    /// <summary>Empty while the chosen time may still be had: then something else was wrong.</summary>
    public IReadOnlyList<OfferedTime> Nearest => Gone is { } wanted && !IsStillFree ? Offer.Nearest(wanted, Alternatives) : [];

    private bool IsStillFree => Offer.Days.SelectMany(day => day.Times).Any(time => time.SlotId == Chosen && time.Free > 0);
}
