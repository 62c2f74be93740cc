using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Province;
using Tongban.Shared;
using Tongban.Shared.Rush;

namespace Tongban.Ratings.Evaluator;

/// <summary>The evaluator while somebody rates. When the time runs out nothing is sent: the service stays unrated.</summary>
[NeedsDevice(DeviceKind.Evaluator)]
public sealed class EvaluatorRateModel(EvaluatorWindow evaluator, RatableServices services, Group<Rate, Rated> ratings, EvaluationTags tags, RatingRules rules, CurrentDevice device, RatingVia vias, RatingOrigins origins, ProvincePage province)
    : TongbanPage
{
    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public RatingForm Form { get; set; } = new();

    public ServiceView Service { get; private set; } = null!;

    public Window Window { get; private set; } = null!;

    public bool IsRated { get; private set; }

    /// <summary>The province's page, where one rates there alone.</summary>
    public string? Elsewhere { get; private set; }

    public int Seconds => rules.EvaluatorSeconds.Value;

    /// <summary>The same rating on the person's own phone, where words can be written.</summary>
    public string PhoneLink => Url.PageLink("/Ratings/Giving/Rate", values: new { Token, via = vias.Sign(Token, RatingVia.Qr) })!;

    public string Shown => Form.Shown is { Length: > 0 } before ? before : origins.Shown(Token);

    public LevelRows Rows => LevelRows.Of(tags, Form, Request) with { WithText = false };

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        return IsRated ? RedirectToPage("/Ratings/Evaluator/Evaluator") : Page();
    }

    // A device in the hall: no phone is asked for, so the rating is anonymous.
    [InGroup]
    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        var rate = new Rate(Token, Form.Opinion(tags, Request.Form), RatingChannel.HallTablet, Contact: null, Actor.Device(device.Id!.Value), From: origins.OfDevice(device.Id, Token, Form.Shown));
        (await ratings.SendAsync(rate, HttpContext.RequestAborted)).OrRefuse();
        return RedirectToPage("/Ratings/Evaluator/EvaluatorThanks");
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    // Only what was done at this evaluator's own window.
    private async Task<bool> LoadAsync()
    {
        if (await evaluator.FindAsync() is not { } window || await services.FindAsync(Token) is not { } service || service.WindowId != window.Id)
        {
            return false;
        }

        (Window, IsRated) = (window, await services.IsRatedAsync(service));
        Service = await services.ShowAsync(service);
        Elsewhere = await province.ForAsync(service);
        return true;
    }
}
