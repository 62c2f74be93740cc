namespace Tongban.Partners.Webhooks;

/// <summary>Which facts are told to partners, and under which name.</summary>
public static class EventTypes
{
    public const string Amended = "step.amended";
    public const string Cancelled = "step.cancelled";
    public const string MeetingProposed = "meeting.proposed";
    public const string MeetingAgreed = "meeting.agreed";
    public const string CaseEnded = "case.ended";

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

    /// <summary>How any case ends, told to the province.</summary>
    public static IReadOnlyList<string> Endings { get; } = ["case.closed", "case.not-accepted", "case.terminated", "case.withdrawn"];

    /// <summary>Licences, told to the province under their own names.</summary>
    public static IReadOnlyList<string> OfLicences { get; } = ["licence.issued", "licence.revoked", "licence.cancelled", "licence.replaced"];

    public const string AmendmentMade = "amendment.made";
    public const string BundleCancelled = "bundle.cancelled";

    /// <summary>Whether anybody outside could be told of it: most facts are nobody's business.</summary>
    public static bool IsTold(string what) =>
        OfSteps.ContainsKey(what) || what is AmendmentMade or BundleCancelled or MeetingProposed or MeetingAgreed || OfLicences.Contains(what);
}
