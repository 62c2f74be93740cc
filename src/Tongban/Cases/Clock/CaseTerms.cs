using Tongban.Catalogue;
using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>What an item's version promises and the law allows, and the steps of the work.</summary>
public sealed record CaseTerms(
    int? PromisedDays, int? StatutoryDays, TermUnit StatutoryUnit, IReadOnlyList<StepName> Steps, int ExtensionLimit = Case.LongestExtension, bool IsJoint = false)
{
    // Receiving, closing and delivery are not the department's steps of decision.
    private static readonly string[] Outside = ["申请", "收件", "受理", "办结", "送达", "评价", "归档"];

    private static readonly StepName Decision = new("审批", "Decision");

    /// <summary>An immediate matter (即办件) that was not finished at the window is promised within one working day.</summary>
    public static CaseTerms Of(ItemContent content) => new(
        content.IsImmediate ? 1 : content.PromisedDays > 0 ? content.PromisedDays : null,
        content.StatutoryDays is > 0 ? content.StatutoryDays : null,
        content.StatutoryInCalendarDays ? TermUnit.CalendarDay : TermUnit.Workday,
        StepsOf(content) is { Count: > 0 } steps ? steps : [Decision],
        content.LongestExtension,
        content.IsJoint);

    private static List<StepName> StepsOf(ItemContent content) =>
    [
        .. content.StepsZh
            .Select((zh, index) => new StepName(zh, content.StepsEn.ElementAtOrDefault(index) ?? zh))
            .Where(step => !Outside.Contains(step.Zh)),
    ];
}
