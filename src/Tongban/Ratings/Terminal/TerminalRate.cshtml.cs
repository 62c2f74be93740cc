using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Province;
using Tongban.Shared;
using Tongban.Shared.Rush;

namespace Tongban.Ratings.Terminal;

/// <summary>Rating at a self-service terminal (自助终端): levels and tags, no words and no phone on a shared screen.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class TerminalRateModel(RatableServices services, Group<Rate, Rated> ratings, EvaluationTags tags, RatingRules rules, CurrentDevice device, RatingOrigins origins, ProvincePage province) : TongbanPage
{
    private const string GivenKey = "rating.terminal";

    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public RatingForm Form { get; set; } = new();

    public ServiceView Service { get; private set; } = null!;

    public bool IsRated { get; private set; }

    public bool IsOpen { get; private set; }

    /// <summary>The province's page, where one rates there alone.</summary>
    public string? Elsewhere { get; private set; }

    /// <summary>Just given here; shown once.</summary>
    public bool IsGiven { get; private set; }

    public int Seconds => IsGiven ? 10 : rules.EvaluatorSeconds.Value;

    public string Shown => Form.Shown is { Length: > 0 } before ? before : origins.Shown(Token);

    public LevelRows Levels => LevelRows.Of(tags, Form, Request) with { WithText = false };

    public async Task<IActionResult> OnGetAsync()
    {
        IsGiven = TempData[GivenKey] is true;
        return await LoadAsync() ? Page() : NotFound();
    }

    [InGroup]
    public async Task<IActionResult> OnPostAsync()
    {
        // A terminal that a manager has opened without a device key: whoever stands there is a guest.
        var rate = new Rate(Token, Form.Opinion(tags, Request.Form), RatingChannel.SelfService, Contact: null, device.Id is { } id ? Actor.Device(id) : Actor.Guest, From: origins.OfDevice(device.Id, Token, Form.Shown));
        (await ratings.SendAsync(rate, HttpContext.RequestAborted)).OrRefuse();
        TempData[GivenKey] = true;
        return RedirectToPage(new { Token });
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    private async Task<bool> LoadAsync()
    {
        if (await services.FindAsync(Token) is not { } service)
        {
            return false;
        }

        Elsewhere = await province.ForAsync(service);
        (IsRated, IsOpen, Service) = (await services.IsRatedAsync(service), services.IsOpen(service), await services.ShowAsync(service));
        return true;
    }
}
