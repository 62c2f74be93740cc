using Tongban.Shared.Words;

namespace Tongban.Queue.Ordering;

/// <summary>The reason for a place, as the clerk reads it: a word in a coloured tag, and a sentence with numbers.</summary>
/// <param name="State">The tag's colour; null where there is no tag.</param>
/// <param name="Tag">One to four characters.</param>
/// <param name="Line">The sentence.</param>
public sealed record ReasonWords(string? State, string? Tag, string Line)
{
    public static ReasonWords Of(Position place, DateTime now, Say say, Formats formats)
    {
        var who = place.Who;
        var due = who.DueAt is { } at ? formats.Time(at) : "";
        return place.Reason switch
        {
            CallReason.AppointmentDue => new("act", say["queue.tag.appointment", due], say["queue.reason.due"]),
            CallReason.WaitedLongest => new("wait", say["queue.tag.longest"], say["queue.reason.longest", place.Why.Minutes]),
            CallReason.Precedence => new("ok", say["queue.tag." + First(who.Precedence)], say["queue.reason.precedence"]),
            CallReason.Returned => new("none", say["queue.tag.returned"], say["queue.reason.returned", formats.Time(who.ReturnedAt!.Value)]),
            CallReason.Transferred => new("none", say["queue.tag.transferred"], say["queue.reason.transferred", formats.Time(who.ArrivedAt)]),
            CallReason.GreenChannel => new("ok", say["queue.tag.green"], say[who.Green ? "queue.reason.green" : place.Why.IsOpenTo(who.Precedence) ? "queue.reason.green-said" : "queue.reason.green-matter"]),
            CallReason.Matter => new("none", say["queue.tag.matter"], say["queue.reason.matter"]),
            CallReason.Ratio => new("none", say["queue.tag.ratio"], say["queue.reason.ratio", say["profile.side." + place.Why.First], place.Why.FirstTurns, say["profile.side." + place.Why.Second], place.Why.SecondTurns]),
            CallReason.AppointmentSoon => new("act", say["queue.tag.appointment", due], say["queue.reason.soon"]),
            _ when who.DueAt is { } booked => new(null, null, say[now < booked ? "queue.reason.early" : "queue.reason.late", due]),
            _ => new(null, null, say["queue.reason.ordinary"]),
        };
    }

    // Whoever said several things is told one: it is reason enough.
    private static string First(Precedence precedence) =>
        precedence.HasFlag(Precedence.Disabled) ? "disabled" : precedence.HasFlag(Precedence.Pregnant) ? "pregnant" : "elderly";
}
