using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Province;
using Tongban.Shared;
using Tongban.Shared.Rush;

namespace Tongban.Ratings.Giving;

/// <summary>Rating by link or QR, on the person's own phone; works without script. What was rated before is never shown again: the link may have gone through other hands.</summary>
[AllowAnonymous]
public sealed class RateModel(RatableServices services, Group<Rate, Rated> ratings, EvaluationTags tags, PersonalData people, RatingRules rules, RatingVia vias, RatingOrigins origins, ProvincePage province, CurrentStaff staff) : TongbanPage
{
    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public RatingForm Form { get; set; } = new();

    public ServiceView Service { get; private set; } = null!;

    public IReadOnlyList<ServiceView> Others { get; private set; } = [];

    public bool IsRated { get; private set; }

    /// <summary>Of whoever is signed in as staff: they neither rate it nor learn whether it was rated.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Until when something may be added to the first rating; null: no more.</summary>
    public DateOnly? AddUntil { get; private set; }

    public bool IsOpen { get; private set; }

    /// <summary>The province's page, where one rates there alone.</summary>
    public string? Elsewhere { get; private set; }

    public DateOnly LastDay { get; private set; }

    public int VerifyWorkdays => rules.VerifyWorkdays.Value;

    /// <summary>When it was first shown, sealed: it is the same after a refusal.</summary>
    public string Shown => Form.Shown is { Length: > 0 } before ? before : origins.Shown(Service.Service.Token);

    public LevelRows Rows => LevelRows.Of(tags, Form, Request);

    public async Task<IActionResult> OnGetAsync(string? via, bool more)
    {
        (Form.Via, Form.Additional) = (via, more);
        return await LoadAsync() ? Page() : NotFound();
    }

    [InGroup]
    public async Task<IActionResult> OnPostAsync()
    {
        Refusal.Unless(staff.AccountId is not { } me || await services.FindAsync(Token) is not { StaffId: { } served } || served != me, "rating.of-oneself");

        // Guest, even when somebody is signed in: the journal must not say who rated.
        var rate = new Rate(
            Token, Form.Opinion(tags, Request.Form), vias.ChannelOf(Token, Form.Via, Request), Form.Contact(people), Actor.Guest, Form.Number, From: origins.OfPerson(HttpContext, Token, Form.Shown));
        var rated = (await ratings.SendAsync(rate, HttpContext.RequestAborted)).OrRefuse();
        TempData[ThanksModel.LevelKey] = rated.Level.ToString();
        TempData[ThanksModel.CallKey] = rated.MayCallBack;
        TempData[ThanksModel.NumberKey] = rated.MendingNumber;
        TempData[ThanksModel.MendingKey] = rated.MendingToken;
        return RedirectToPage("/Ratings/Giving/Thanks", new { Token });
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    private async Task<bool> LoadAsync()
    {
        if (await services.FindAsync(Token) is not { } service)
        {
            return false;
        }

        IsOwn = service.StaffId is { } rated && rated == staff.AccountId;
        Form.Via = HttpMethods.IsGet(Request.Method) ? vias.SignAgain(Token, Form.Via, service.Token) : Form.Via;
        (IsRated, IsOpen, LastDay) = (await services.IsRatedAsync(service), services.IsOpen(service), services.LastDayOf(service));
        Service = await services.ShowAsync(service);
        Elsewhere = await province.ForAsync(service);
        AddUntil = IsRated ? await services.MayAddUntilAsync(service) : null;
        var others = new List<ServiceView>();
        foreach (var other in await services.OthersAsync(service))
        {
            others.Add(await services.ShowAsync(other));
        }

        Others = others;
        return true;
    }
}
