using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Rush;

namespace Tongban.Ratings.Giving;

/// <summary>Rating by link or QR, on the person's own phone; works without script. What was rated before is never shown again: the link may have gone through other hands.</summary>
[AllowAnonymous]
public sealed class RateModel(RatableServices services, Group<Rate, Rated> ratings, EvaluationTags tags, PersonalData people, RatingRules rules) : TongbanPage
{
    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public RatingForm Form { get; set; } = new();

    public ServiceView Service { get; private set; } = null!;

    public IReadOnlyList<ServiceView> Others { get; private set; } = [];

    public bool IsRated { get; private set; }

    /// <summary>Until when something may be added to the first rating; null: no more.</summary>
    public DateOnly? AddUntil { get; private set; }

    public bool IsOpen { get; private set; }

    public DateOnly LastDay { get; private set; }

    public int VerifyWorkdays => rules.VerifyWorkdays.Value;

    public LevelRows Rows => LevelRows.Of(tags, Form, Request);

    public async Task<IActionResult> OnGetAsync(string? via, bool more)
    {
        (Form.Via, Form.Additional) = (via, more);
        return await LoadAsync() ? Page() : NotFound();
    }

    [InGroup]
    public async Task<IActionResult> OnPostAsync()
    {
        // Guest, even when somebody is signed in: the journal must not say who rated.
        var rate = new Rate(Token, Form.Opinion(tags, Request.Form), Form.Channel(Request), Form.Contact(people), Actor.Guest, Form.Number);
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

        (IsRated, IsOpen, LastDay) = (await services.IsRatedAsync(service), services.IsOpen(service), services.LastDayOf(service));
        Service = await services.ShowAsync(service);
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
