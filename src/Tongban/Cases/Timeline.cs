using System.Text.Json;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Cases;

/// <summary>One line of a case's timeline; its state is ok, act, hold, wait, stop or todo.</summary>
public sealed record TimelineLine(string State, string Icon, string Title, DateTime? At, string? Note, string By);

/// <summary>Tells a case's facts in words, then what is still to come.</summary>
public sealed class Timeline(Say say)
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
        ["case.step-agreed"] = ("ok", "check"),
        ["case.granted"] = ("ok", "check"),
        ["case.refused"] = ("stop", "x"),
        ["case.closed"] = ("ok", "check"),
        ["case.delivered"] = ("ok", "check"),
    };

    public IReadOnlyList<TimelineLine> ForApplicant(CaseView view) =>
        [.. view.Facts.Where(fact => Public.ContainsKey(fact.What)).Select(fact => Line(view, fact)), .. ToCome(view)];

    /// <summary>Everything, with who.</summary>
    public IReadOnlyList<TimelineLine> ForStaff(CaseView view) => [.. view.Facts.Select(fact => Line(view, fact))];

    private TimelineLine Line(CaseView view, Fact fact)
    {
        var (state, icon) = Public.GetValueOrDefault(fact.What, ("", "circle-dot"));
        return new TimelineLine(state, icon, Title(view, fact), fact.At, Note(view, fact), view.NameOf(fact.By));
    }

    private string Title(CaseView view, Fact fact)
    {
        var key = "cases.fact." + fact.What["case.".Length..];
        return Value(fact, "step") is { } number && view.Case.Steps.FirstOrDefault(step => step.Number == number.GetInt32()) is { } step
            ? say[key, StepName(step)]
            : say[key];
    }

    private string? Note(CaseView view, Fact fact) => fact.What switch
    {
        "case.received" => say[view.Case.Channel == CaseChannel.Online ? "cases.by-online" : "cases.by-window"],
        "case.paused" when Value(fact, "kind") is { } kind => say["cases.procedure." + kind.GetString()],
        "case.extended" when Value(fact, "days") is { } days => say["cases.extended-by", days.GetInt32()],
        "case.material-marked" or "case.material-handed-in" when Value(fact, "key") is { } key => MaterialName(view, key.GetString()!),
        _ => null,
    };

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

    private static JsonElement? Value(Fact fact, string name)
    {
        if (fact.Data.Length == 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(fact.Data);
        return document.RootElement.TryGetProperty(name, out var value) ? value.Clone() : null;
    }
}
