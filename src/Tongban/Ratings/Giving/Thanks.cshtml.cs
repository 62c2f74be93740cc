using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Ratings.Giving;

/// <summary>
/// Thanks, and after a bad rating what happens next. The level is shown to the one who has just rated, once, and
/// not read from the database: whoever has the link later learns only that it was rated.
/// </summary>
[AllowAnonymous]
public sealed class ThanksModel(RatableServices services, RatingRules rules, WorkCalendar calendar, HallClock clock, CurrentStaff staff) : TongbanPage
{
    public const string LevelKey = "rating.level";
    public const string CallKey = "rating.call";
    public const string NumberKey = "rating.mending-number";
    public const string MendingKey = "rating.mending";

    [FromRoute]
    public string Token { get; set; } = "";

    public RatingLevel? Level { get; private set; }

    public bool WillBeCalled { get; private set; }

    /// <summary>Of the rectification that a bad rating has opened, and its page; told once, to whoever rated.</summary>
    public string? MendingNumber { get; private set; }

    public string? MendingToken { get; private set; }

    /// <summary>Until when something may be added.</summary>
    public DateOnly? AddUntil { get; private set; }

    public int ComplexWorkdays => rules.ComplexWorkdays.Value;

    /// <summary>Null while the year's calendar is not published.</summary>
    public DateOnly? CallBy => calendar.AddWorkdays(clock.Today, rules.VerifyWorkdays.Value);

    public DateOnly? MendedBy => calendar.AddWorkdays(clock.Today, rules.SimpleWorkdays.Value);

    public async Task<IActionResult> OnGetAsync()
    {
        // Whoever was rated is not told here either whether they were.
        if (await services.FindAsync(Token) is not { } service || (service.StaffId is { } rated && rated == staff.AccountId))
        {
            return NotFound();
        }

        Level = Enum.TryParse<RatingLevel>(TempData[LevelKey] as string, out var level) ? level : null;
        WillBeCalled = TempData[CallKey] is true;
        (MendingNumber, MendingToken, AddUntil) = (TempData[NumberKey] as string, TempData[MendingKey] as string, await services.MayAddUntilAsync(service));
        return Level is not null || await services.IsRatedAsync(service) ? Page() : RedirectToPage("/Ratings/Giving/Rate", new { Token });
    }
}
