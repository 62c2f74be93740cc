using Tongban.Kernel;

namespace Tongban.Ratings.FairPlay;

/// <summary>What is odd (异常评价规则).</summary>
public enum FairPlayRule
{
    /// <summary>One device of the hall rates more often than people can be served.</summary>
    DeviceBurst,

    /// <summary>One phone or computer rates many services in a short time.</summary>
    BrowserBurst,

    /// <summary>Many ratings from one network in a short time.</summary>
    NetworkBurst,

    /// <summary>Rated before the page could be read.</summary>
    FasterThanReading,

    /// <summary>A member of staff's phone or identity number.</summary>
    StaffContact,

    /// <summary>One phone rates many matters.</summary>
    OnePhoneManyCases,

    /// <summary>A level that nobody ever chose, although better and worse ones were.</summary>
    LevelNeverUsed,

    /// <summary>One clerk gets nothing but the best for longer than chance explains.</summary>
    BestStreak,

    /// <summary>At an evaluator, while the hall was closed.</summary>
    OutsideHours,

    /// <summary>Before the service had ended.</summary>
    BeforeEnd,
}

public enum FairPlayStatus
{
    /// <summary>待研判.</summary>
    Open,

    /// <summary>判定为正常: nothing was wrong; the ratings count.</summary>
    Dismissed,

    /// <summary>已剔除: some or all of the ratings were taken out of the figures.</summary>
    Excluded,
}

/// <summary>
/// Something odd about ratings, for a supervisor to judge. It takes nothing out by itself: whoever judges says why, and
/// whoever was rated or handled the matter does not judge.
/// </summary>
public sealed class FairPlayAlert : Entity
{
    public const int MaxEvidence = 500;
    public const int MaxKey = 120;
    public const int MaxReason = 500;

    private readonly List<FairPlayEvidence> evidence = [];

    private FairPlayAlert()
    {
    }

    public FairPlayAlert(Guid centreId, Finding found, IReadOnlyCollection<FoundRating> ratings, int round, DateTime now)
        : base(centreId)
    {
        (Rule, Key, Round, FromOn, ThroughOn) = (found.Rule, found.Key, round, found.FromOn, found.ThroughOn);
        (SiteId, StaffId, DeviceId, Limit, Within, Levels) = (found.SiteId, found.StaffId, found.DeviceId, found.Limit, found.Within, found.Levels);
        RaisedAt = now;
        Counted = CountOf(found, ratings);
        Take(ratings);
        Happened("fair-play.raised", now, Actor.System, new { rule = Rule.ToString(), Round, Counted, Limit });
    }

    public FairPlayRule Rule { get; private set; }

    /// <summary>What makes it this one and no other: raised once, whichever node finds it.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The same thing again, with enough new ratings after somebody had judged it.</summary>
    public int Round { get; private set; }

    public FairPlayStatus Status { get; private set; }

    public DateOnly FromOn { get; private set; }

    public DateOnly ThroughOn { get; private set; }

    /// <summary>Null: the whole centre, or more than one site.</summary>
    public Guid? SiteId { get; private set; }

    /// <summary>Whose ratings they are, where they are one clerk's.</summary>
    public Guid? StaffId { get; private set; }

    public Guid? DeviceId { get; private set; }

    /// <summary>How many this alert is about, against how many are usual.</summary>
    public int Counted { get; private set; }

    public int Limit { get; private set; }

    /// <summary>Minutes, seconds or thousandths, as the rule counts.</summary>
    public int Within { get; private set; }

    /// <summary>Counts of the five levels, the best first: <c>41567,0,4802,0,0</c>.</summary>
    public string Levels { get; private set; } = "";

    public DateTime RaisedAt { get; private set; }

    public DateTime? JudgedAt { get; private set; }

    public Guid? JudgedById { get; private set; }

    /// <summary>Why it was judged so; it lies here and not in the journal, so that it can be erased.</summary>
    public string Reason { get; private set; } = "";

    public IReadOnlyList<FairPlayEvidence> Evidence => evidence;

    public bool IsOpen => Status == FairPlayStatus.Open;

    /// <summary>More of the same, while nobody has judged it.</summary>
    public void Extend(IReadOnlyCollection<FoundRating> more, Finding found, DateTime now)
    {
        NeedOpen();
        if (more.Count == 0 || evidence.Count >= MaxEvidence)
        {
            return;
        }

        Take(more);
        (Counted, ThroughOn) = (Counted + more.Count, found.ThroughOn > ThroughOn ? found.ThroughOn : ThroughOn);
        Happened("fair-play.more", now, Actor.System, new { ratings = more.Count });
    }

    /// <summary>Nothing was wrong.</summary>
    public void Dismiss(string? reason, DateTime now, Actor by)
    {
        NeedOpen();
        Judged(FairPlayStatus.Dismissed, reason, now, by);
        Happened("fair-play.dismissed", now, by);
    }

    /// <summary>Some of the ratings are taken out of the figures; each says so itself.</summary>
    public void Exclude(int ratings, string? reason, DateTime now, Actor by)
    {
        NeedOpen();
        Refusal.Unless(ratings > 0, "fair-play.choose-ratings");
        Judged(FairPlayStatus.Excluded, reason, now, by);
        Happened("fair-play.excluded", now, by, new { ratings });
    }

    /// <summary>What may be kept as a reason.</summary>
    internal static string Checked(string? reason)
    {
        var text = Shared.PlainText.Of(reason ?? "");
        Refusal.Unless(text.Length > 0, "fair-play.reason-needed");
        Refusal.Unless(text.Length <= MaxReason, "fair-play.reason-too-long", MaxReason, text.Length);
        return text;
    }

    private void Judged(FairPlayStatus status, string? reason, DateTime now, Actor by)
    {
        Refusal.Unless(by.Id is not null && by.Id != StaffId, "fair-play.own");
        (Reason, Status, JudgedAt, JudgedById) = (Checked(reason), status, now, by.Id);
    }

    // What another round pointed at before is not counted again: head and list say the same.
    private static int CountOf(Finding found, IReadOnlyCollection<FoundRating> ratings) => found.Ratings.Count == 0 ? found.Counted : ratings.Count;

    private void Take(IReadOnlyCollection<FoundRating> ratings) =>
        evidence.AddRange(ratings.Take(MaxEvidence - evidence.Count).Select(rating => new FairPlayEvidence(this, rating)));

    private void NeedOpen() => Refusal.Unless(IsOpen, "fair-play.judged-already");
}

/// <summary>A rating that an alert points at, with what is kept of how it was given; never who gave it.</summary>
public sealed class FairPlayEvidence
{
    private FairPlayEvidence()
    {
    }

    internal FairPlayEvidence(FairPlayAlert of, FoundRating rating) =>
        (CentreId, AlertId, RatingId, Seconds, DeviceId) = (of.CentreId, of.Id, rating.Id, rating.Seconds, rating.DeviceId);

    public Guid CentreId { get; private set; }

    public Guid AlertId { get; private set; }

    public Guid RatingId { get; private set; }

    public int? Seconds { get; private set; }

    public Guid? DeviceId { get; private set; }
}

/// <summary>A rating that a rule has found.</summary>
public sealed record FoundRating(Guid Id, int? Seconds = null, Guid? DeviceId = null);

/// <summary>What a rule has found on these days.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Key">What makes it this finding: the same again has the same key.</param>
/// <param name="FromOn">The first day.</param>
/// <param name="ThroughOn">The last day.</param>
/// <param name="Ratings">Which ratings; none where the whole is odd and no single one.</param>
/// <param name="Counted">How many.</param>
/// <param name="Limit">From how many on it is odd.</param>
public sealed record Finding(FairPlayRule Rule, string Key, DateOnly FromOn, DateOnly ThroughOn, IReadOnlyList<FoundRating> Ratings, int Counted, int Limit)
{
    public Guid? SiteId { get; init; }

    public Guid? StaffId { get; init; }

    public Guid? DeviceId { get; init; }

    public int Within { get; init; }

    public string Levels { get; init; } = "";
}
