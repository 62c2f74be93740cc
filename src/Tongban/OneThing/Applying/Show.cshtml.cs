using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.OneThing.Applying;

/// <summary>What a one-thing is: its steps and bodies, how long, what to have at hand.</summary>
[AllowAnonymous]
public sealed class ShowModel(Templates templates, BundleViews views) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public OfferedTemplate Offered { get; private set; } = null!;

    public MergedForm Form { get; private set; } = null!;

    public IReadOnlyList<(int Level, StepContent Step, Department Body)> Steps { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await templates.FindAsync(Code, stop) is not { } offered)
        {
            return NotFound();
        }

        Offered = offered;
        Form = await views.FormAsync(offered.Content, new Dictionary<string, string>(), stop);
        var steps = new List<(int, StepContent, Department)>();
        foreach (var (level, number) in new TemplateGraph(offered.Content).Levels().Select((level, number) => (level, number)))
        {
            foreach (var step in level)
            {
                steps.Add((number, step, await views.BodyOfAsync(Form, step, stop)));
            }
        }

        Steps = steps;
        return Page();
    }
}
