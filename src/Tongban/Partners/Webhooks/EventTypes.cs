namespace Tongban.Partners.Webhooks;

/// <summary>Which facts are told to partners, and under which name.</summary>
public static class EventTypes
{
    public const string Amended = "step.amended";
    public const string Cancelled = "step.cancelled";
    public const string MeetingProposed = "meeting.proposed";
    public const string MeetingAgreed = "meeting.agreed";
    public const string ParcelReady = "parcel.ready";
    public const string CaseAccepted = "case.accepted";
    public const string CaseEnded = "case.ended";

    public const string AmendmentMade = "amendment.made";
    public const string BundleDone = "bundle.done";
    public const string BundleCancelled = "bundle.cancelled";

    /// <summary>What happens to a step's case, told to its body.</summary>
    public static IReadOnlyDictionary<string, string> OfSteps { get; } = new Dictionary<string, string>
    {
        ["case.received"] = "step.ready",
        ["case.notified"] = "step.returned",
        ["case.notified-again"] = "step.returned",
        ["case.supplemented"] = "step.mended",
        ["case.accepted"] = "step.accepted",
        ["case.deemed-accepted"] = "step.accepted",
        ["case.closed"] = "step.finished",
        ["case.not-accepted"] = "step.ended",
        ["case.terminated"] = "step.ended",
        ["case.withdrawn"] = "step.withdrawn",
    };

    /// <summary>What the province is told of any case: accepted, and how it ended.</summary>
    public static IReadOnlyDictionary<string, string> OfCases { get; } = new Dictionary<string, string>
    {
        ["case.accepted"] = CaseAccepted,
        ["case.deemed-accepted"] = CaseAccepted,
        ["case.closed"] = CaseEnded,
        ["case.not-accepted"] = CaseEnded,
        ["case.terminated"] = CaseEnded,
        ["case.withdrawn"] = CaseEnded,
    };

    /// <summary>One-things, told to the province under their own names.</summary>
    public static IReadOnlyList<string> OfBundles { get; } = ["bundle.submitted", BundleDone, BundleCancelled];

    /// <summary>Licences, told to the province under their own names.</summary>
    public static IReadOnlyList<string> OfLicences { get; } = ["licence.issued", "licence.revoked", "licence.cancelled", "licence.replaced"];

    /// <summary>Whether anybody outside could be told of it: most facts are nobody's business.</summary>
    public static bool IsTold(string what) =>
        OfSteps.ContainsKey(what) || what is AmendmentMade or MeetingProposed or MeetingAgreed || OfBundles.Contains(what) || OfLicences.Contains(what);
}
