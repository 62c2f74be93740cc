using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Voices;

/// <summary>A threshold of a clock, told once.</summary>
public enum VoiceThreshold
{
    /// <summary>Nearly due: to those who work on it.</summary>
    Near,

    /// <summary>Passed (催办).</summary>
    Passed,

    /// <summary>Passed long ago (通报).</summary>
    Criticised,
}

/// <summary>The clock of one voice on one day; <paramref name="Left"/> is negative when late.</summary>
public sealed record VoiceClock(VoiceDuty Duty, int Round, DateOnly? DueOn, int Left, TermColour Colour, bool IsLate, bool IsCriticised, IReadOnlyList<TermDay> Days)
{
    /// <summary>What has come by this day.</summary>
    public IEnumerable<VoiceThreshold> Come()
    {
        if (Colour == TermColour.Yellow)
        {
            yield return VoiceThreshold.Near;
        }

        if (IsLate)
        {
            yield return VoiceThreshold.Passed;
        }

        if (IsCriticised)
        {
            yield return VoiceThreshold.Criticised;
        }
    }

    public static VoiceClock? Of(Voice of, WorkCalendar calendar, ClockRules rules, DateOnly today)
    {
        if (of.Running is not { } running)
        {
            return null;
        }

        var reading = running.Term.Read(calendar, today, rules.For(running.Term.Total));
        var longAgo = reading.DueOn is { } due && new Term(due, of.CriticiseDays).IsOverdue(calendar, today);
        return new VoiceClock(running.Duty, of.Round, reading.DueOn, reading.Left, reading.Colour, reading.IsOverdue, longAgo, running.Term.Days(calendar, today));
    }
}
