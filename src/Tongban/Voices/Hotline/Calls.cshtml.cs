using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Voices.Hotline;

/// <summary>接听热线: a new call, those that I have not finished, and what today's came to.</summary>
[Needs(Permission.TakeVoices)]
public sealed class CallsModel(TongbanDb db, CurrentStaff staff, HallClock clock) : TongbanPage
{
    private const int Most = 50;

    public IReadOnlyList<HotlineCall> Unfinished { get; private set; } = [];

    public IReadOnlyList<HotlineCall> Today { get; private set; } = [];

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var call = new HotlineCall(db.CentreId, staff.AccountId!.Value, clock.Now, staff.Actor);
        db.Add(call);
        await db.SaveChangesAsync();
        return RedirectToPage("/Voices/Hotline/Call", new { id = call.Id });
    }

    public override async Task ShowAgainAsync()
    {
        var (me, since) = (staff.AccountId, clock.At(clock.Today, TimeOnly.MinValue));
        var mine = db.Set<HotlineCall>().AsNoTracking().Where(call => call.TakerId == me);
        Unfinished = await mine.Where(call => call.Status == HotlineCallStatus.Talking).OrderByDescending(call => call.SavedAt).Take(Most).ToListAsync();
        Today = await mine.Where(call => call.Status != HotlineCallStatus.Talking && call.StartedAt >= since).OrderByDescending(call => call.StartedAt).Take(Most).ToListAsync();
    }
}
