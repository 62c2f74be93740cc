using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Voices.Giving;

/// <summary>我要说: one page for inquiry, help, suggestion, complaint and praise; without a name too.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class NewModel(TongbanDb db, VoiceOpening opening, VoiceAccess access, VoiceRules rules, CurrentCitizen citizen, PersonalData personal) : TongbanPage
{
    internal const string CodeKey = "voice.code";

    public static IReadOnlyList<VoiceKind> Kinds { get; } = [VoiceKind.Inquiry, VoiceKind.Help, VoiceKind.Suggestion, VoiceKind.Complaint, VoiceKind.Praise];

    [BindProperty]
    public VoiceKind? Kind { get; set; }

    [BindProperty]
    public string? Heading { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Guid? Body { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public bool Anonymous { get; set; }

    [BindProperty]
    public bool MayPublish { get; set; }

    public IReadOnlyList<(Guid Id, string Name)> Bodies { get; private set; } = [];

    /// <summary>The number of who has signed in, masked; it is used without being typed again.</summary>
    public string? OwnPhone { get; private set; }

    public int DaysFor(VoiceKind kind) => rules.WorkdaysFor(kind).Value;

    public async Task OnGetAsync(VoiceKind? kind)
    {
        Kind = kind is { } known && Kinds.Contains(known) ? known : null;
        await ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var said = new VoiceSaid(Kind, Heading, Text) { DepartmentId = Body, MayPublish = MayPublish };
        var taken = await opening.OpenAsync(said, await PersonAsync(stop), new(VoiceChannel.Portal), Anonymous ? Actor.Guest : citizen.Actor, Request.Form.Files, stop);
        await db.SaveChangesAsync(stop);
        access.Give(taken.Voice.Id);
        TempData[CodeKey] = taken.Code;
        return RedirectToPage("/Voices/Giving/Mine", new { number = taken.Voice.Number });
    }

    public override async Task ShowAgainAsync()
    {
        Bodies = [.. (await db.Set<Department>().AsNoTracking().OrderBy(one => one.Code).ToListAsync()).Select(one => (one.Id, Named.In(one.NameZh, one.NameEn)))];
        OwnPhone = await citizen.AccountAsync() is { } account ? Masking.Phone(personal.Open(account.Phone)) : null;
    }

    // Who signed in and does not want to be known is not: not the account, not its number.
    private async Task<VoicePerson> PersonAsync(CancellationToken stop)
    {
        if (Anonymous)
        {
            return new VoicePerson();
        }

        var typed = string.IsNullOrWhiteSpace(Phone) ? null : personal.Seal(Sealed.Phone, MobileNumber.Parse(Phone).Value);
        var account = await citizen.AccountAsync(stop);
        return new VoicePerson(Name, typed ?? account?.Phone, null, account?.Id);
    }
}
