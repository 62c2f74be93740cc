using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.OneThing.Desk;

/// <summary>A body's steps: what is new, what it works on, what came back, what it finished.</summary>
[Needs(Permission.HandleSteps)]
public sealed class InboxModel(TongbanDb db, StepsInSight sight, BundleViews views) : TongbanPage
{
    private const int Most = 50;

    public static IReadOnlyList<string> Tabs { get; } = ["open", "returned", "done"];

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    public IReadOnlyList<(BundleView View, StepView Step)> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Show = Tabs.FirstOrDefault(tab => tab == Show) ?? Tabs[0];
        var cases = Chosen(await sight.OfMyBodiesAsync(), Show);
        var found = await cases.AsNoTracking().IgnoreAutoIncludes().Select(c => new { c.Id, BundleId = c.BundleId!.Value, c.ReceivedAt, c.EndedAt }).OrderByDescending(c => c.EndedAt).ThenBy(c => c.ReceivedAt).Take(Most).ToListAsync(stop);
        var ids = found.Select(one => one.BundleId).Distinct().ToList();
        var bundles = await db.Set<Bundle>().AsNoTracking().Where(bundle => ids.Contains(bundle.Id)).ToDictionaryAsync(bundle => bundle.Id, stop);
        var rows = new List<(BundleView View, StepView Step)>();
        foreach (var group in found.GroupBy(one => one.BundleId))
        {
            var view = await views.OfAsync(bundles[group.Key], stop);
            rows.AddRange(group.Select(one => view.Steps.FirstOrDefault(step => step.Case?.Id == one.Id)).OfType<StepView>().Select(step => (view, step)));
        }

        // What is most urgent first.
        Rows = Show == "done" ? rows : [.. rows.OrderBy(row => row.Step.Clock?.DueAt ?? DateTime.MaxValue)];
    }

    private static IQueryable<Case> Chosen(IQueryable<Case> cases, string show) => show switch
    {
        "returned" => cases.Where(c => c.Status == CaseStatus.AwaitingMaterials),
        "done" => cases.Where(c => c.EndedAt != null),
        _ => cases.Where(c => c.Status == CaseStatus.Received || c.Status == CaseStatus.Supplemented || c.Status == CaseStatus.Accepted || c.Status == CaseStatus.Decided),
    };
}
