using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Words;

namespace Tongban.Voices.Giving;

/// <summary>The person's own page: how far it is, the answer, urging, adding something, and whether the answer answers it.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class MineModel(TongbanDb db, VoiceAccess access, VoiceFiles files, CaseMoments moments, CurrentCitizen citizen, HallClock clock, GivenAnswers given) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "number")]
    public string Number { get; set; } = "";

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public AnswerLevel? Level { get; set; }

    [BindProperty]
    public string? Opinion { get; set; }

    [BindProperty]
    public string? More { get; set; }

    public Voice One { get; private set; } = null!;

    public string Body { get; private set; } = "";

    public IReadOnlyList<VoiceFile> Sent { get; private set; } = [];

    /// <summary>Just given: told now and never again.</summary>
    public string? Code { get; private set; }

    /// <summary>Every answer that was given, in order.</summary>
    public IReadOnlyList<GivenAnswer> Answers { get; private set; } = [];

    /// <summary>What staff noted has opened it again, and is not what the person said: only that is left to say.</summary>
    public bool IsReopenedByNote => One.IsReopenedByNote;

    public IEnumerable<AnswerLevel> Levels => Enum.GetValues<AnswerLevel>().Where(level => !IsReopenedByNote || level != AnswerLevel.Dissatisfied);

    public bool MayJudge => One.MayJudge(clock.Today);

    public bool MayUrge => One.IsOpen && One.UrgedOn != clock.Today;

    public async Task<IActionResult> OnGetAsync()
    {
        Code = TempData[NewModel.CodeKey] as string;
        return await LoadAsync() ? Page() : RedirectToPage("/Voices/Giving/Find");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await access.FindAsync(Number) is not { } seen)
        {
            return RedirectToPage("/Voices/Giving/Find");
        }

        await db.LockAsync<Voice>([seen.Id], HttpContext.RequestAborted);
        db.ChangeTracker.Clear();
        await ActAsync((await access.FindAsync(Number))!);
        await db.SaveChangesAsync();
        return RedirectToPage(new { number = seen.Number });
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        MustBeThere(await LoadAsync());
    }

    private async Task ActAsync(Voice on)
    {
        var at = moments.By(on.AccountId is { } owner && owner == citizen.AccountId ? citizen.Actor : Actor.Guest);
        switch (Do)
        {
            case "urge":
                on.Urge(More, at);
                break;
            case "add":
                on.Add(More, at);
                await files.KeepAsync(on, Request.Form.Files, at.By, HttpContext.RequestAborted);
                break;
            case "judge":
                on.Judge(Level ?? throw new Refusal("voice.choose-level"), Opinion, at);
                break;
            default:
                throw new Refusal("voice.unknown-act");
        }
    }

    private async Task<bool> LoadAsync()
    {
        if (await access.FindAsync(Number) is not { } found)
        {
            return false;
        }

        One = found;
        Body = await db.Set<Department>().AsNoTracking().Where(one => one.Id == found.DepartmentId).SingleOrDefaultAsync() is { } body ? Named.In(body.NameZh, body.NameEn) : "";
        Answers = await given.OfAsync(found, HttpContext.RequestAborted);
        Sent = await db.Set<VoiceFile>().AsNoTracking().Where(file => file.VoiceId == found.Id).OrderBy(file => file.UploadedAt).ToListAsync();
        return true;
    }
}
