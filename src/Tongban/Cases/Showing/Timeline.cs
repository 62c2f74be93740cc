using System.Globalization;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Cases.Showing;

/// <summary>One line of a case's timeline, with the paper that the move led to; its state is ok, act, hold, wait, stop or todo.</summary>
public sealed record TimelineLine(string State, string Icon, string Title, DateTime? At, string? Note, string By, string? Paper = null);

/// <summary>Tells a case's facts in words, then what is still to come.</summary>
public sealed class Timeline(Say say, Formats formats)
{
    // What the applicant sees, with how it looks. Facts that are the office's own stand only on staff's pages.
    private static readonly Dictionary<string, (string State, string Icon)> Public = new()
    {
        ["case.received"] = ("ok", "check"),
        ["case.notified"] = ("wait", "alert-triangle"),
        ["case.notified-again"] = ("wait", "alert-triangle"),
        ["case.supplemented"] = ("ok", "check"),
        ["case.accepted"] = ("ok", "check"),
        ["case.deemed-accepted"] = ("ok", "check"),
        ["case.not-accepted"] = ("stop", "x"),
        ["case.withdrawn"] = ("stop", "x"),
        ["case.paused"] = ("hold", "player-pause"),
        ["case.resumed"] = ("act", "player-play"),
        ["case.extended"] = ("hold", "hourglass"),
        ["case.promised"] = ("ok", "check"),
        ["case.owed-passed"] = ("wait", "alert-triangle"),
        ["case.terminated"] = ("stop", "x"),
        ["case.step-agreed"] = ("ok", "check"),
        ["case.granted"] = ("ok", "check"),
        ["case.refused"] = ("stop", "x"),
        ["case.closed"] = ("ok", "check"),
        ["case.delivered"] = ("ok", "check"),
    };

    public IReadOnlyList<TimelineLine> ForApplicant(CaseView view) =>
        [.. view.Facts.Where(fact => Public.ContainsKey(fact.What)).Select(fact => Line(view, fact)), .. ToCome(view)];

    /// <summary>Everything, with who and in what words.</summary>
    public IReadOnlyList<TimelineLine> ForStaff(CaseView view) => [.. view.Facts.Select(fact => InFull(view, fact))];

    /// <summary>The same for who may see the case and not its papers.</summary>
    public IReadOnlyList<TimelineLine> WithoutPapers(CaseView view) => [.. ForStaff(view).Select(line => line with { Paper = null })];

    /// <summary>The move that was made last.</summary>
    public TimelineLine Latest(CaseView view) => InFull(view, view.Facts[^1]);

    private TimelineLine InFull(CaseView view, Fact fact)
    {
        var line = Line(view, fact);
        string?[] notes = [line.Note, view.WordsOf(fact)];
        return line with { Note = string.Join(say["cases.and-note"], notes.OfType<string>()), By = view.NameOf(fact.By) };
    }

    private TimelineLine Line(CaseView view, Fact fact)
    {
        var (state, icon) = Public.GetValueOrDefault(fact.What, ("", "circle-dot"));
        (state, icon) = IsLate(fact) ? ("stop", "alert-triangle") : (state, icon);
        return new TimelineLine(state, icon, Title(view, fact), fact.At, Note(view, fact), "", Papers.Of(fact) is { } paper && Papers.Has(view, paper) ? paper : null);
    }

    private string Title(CaseView view, Fact fact)
    {
        var key = "cases.fact." + fact.What["case.".Length..];
        return fact.Value("step") is { } number && view.Case.Steps.FirstOrDefault(step => step.Number.ToString(CultureInfo.InvariantCulture) == number) is { } step
            ? say[key, StepName(step)]
            : say[key];
    }

    // Late is late: what was decided after its promised day bears the mark for ever.
    private static bool IsLate(Fact fact) => fact.What is "case.granted" or "case.refused" && fact.Value("inTime") == bool.FalseString;

    private string? Note(CaseView view, Fact fact) => fact.What switch
    {
        _ when IsLate(fact) => say["cases.late-by", formats.Workdays(int.Parse(fact.Value("lateBy") ?? "0", CultureInfo.InvariantCulture))],
        "case.received" => say[view.Case.Channel == CaseChannel.Online ? "cases.by-online" : "cases.by-window"],
        "case.paused" when Pause(view, fact) is { } pause => say["cases.paused-until", say["cases.procedure." + pause.Kind], formats.Day(pause.ExpectedUntil)],
        "case.extended" or "case.extension-asked" or "case.extension-declined" when fact.Value("days") is { } days => say["cases.extended-by", days],
        "case.material-marked" or "case.material-handed-in" or "case.material-reused" when fact.Value("key") is { } key => MaterialName(view, key),
        "case.field-marked" or "case.field-corrected" when fact.Value("field") is { } field => say["cases.field." + field],
        "case.party-added" or "case.party-ended" when Party(view, fact) is { } party => say["cases.party-note", say["cases.party." + party.Kind], Masking.Name(party.Name)],
        _ => null,
    };

    private static CaseParty? Party(CaseView view, Fact fact) =>
        view.Case.Parties.FirstOrDefault(party => party.Number.ToString(CultureInfo.InvariantCulture) == fact.Value("number"));

    private static CasePause? Pause(CaseView view, Fact fact) =>
        view.Case.Pauses.FirstOrDefault(pause => pause.Number.ToString(CultureInfo.InvariantCulture) == fact.Value("number"));

    private IEnumerable<TimelineLine> ToCome(CaseView view)
    {
        var status = view.Case.Status;
        if (status is CaseStatus.Received or CaseStatus.AwaitingMaterials or CaseStatus.Supplemented)
        {
            yield return Todo("cases.todo-acceptance", "");
        }

        foreach (var step in view.Case.Steps.Where(step => step.State != StepState.Done && status == CaseStatus.Accepted))
        {
            yield return step.State == StepState.Open && !view.Case.IsPaused
                ? new TimelineLine("act", "loader-2", say["cases.todo-now", StepName(step)], null, null, "")
                : new TimelineLine("todo", "circle-dot", StepName(step), null, null, "");
        }

        if (status.Allows(CaseMove.Claim) || status.Allows(CaseMove.Close) || status.Allows(CaseMove.Accept))
        {
            yield return Todo("cases.todo-result", "cases.delivery-note." + view.Case.Delivery);
        }
    }

    private TimelineLine Todo(string key, string note) => new("todo", "circle-dot", say[key], null, note.Length > 0 ? say[note] : null, "");

    public static string StepName(CaseStep step) => Bilingual.Of(step.NameZh, step.NameEn);

    private static string MaterialName(CaseView view, string key) =>
        view.Content.Materials.FirstOrDefault(m => m.Id == key) is { } material ? Bilingual.Of(material.NameZh, material.NameEn) : key;
}
