using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Voices.Giving;

/// <summary>我要说: one page for inquiry, help, suggestion, complaint and praise; without a name too.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class NewModel(TongbanDb db, VoiceOpening opening, VoiceAccess access, SaidAlready already, VoiceRules rules, CurrentCitizen citizen, PersonalData personal, RatableServices services, Say say) : TongbanPage
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

    /// <summary>The link of the service from which the person comes.</summary>
    [BindProperty(SupportsGet = true, Name = "about")]
    public string? About { get; set; }

    /// <summary>What it is about, where the link leads to a service.</summary>
    public ServiceView? Service { get; private set; }

    /// <summary>The person has said the same already and wants it taken once more.</summary>
    [BindProperty]
    public bool Again { get; set; }

    /// <summary>The number under which the same was said already.</summary>
    public string? Already { get; private set; }

    /// <summary>Browsers send files once: shown again, the form has lost them.</summary>
    public bool HasLostFiles => Request.HasFormContentType && Request.Form.Files.Any(file => file.FileName.Length > 0);

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
        if (IsTorn())
        {
            return await WrongAsync("voice.anonymous-with-contact");
        }

        var said = new VoiceSaid(Kind, Heading, Text) { DepartmentId = Body, MayPublish = MayPublish };
        said = (await AboutAsync(said)).Checked();
        var person = await PersonAsync(stop);
        Already = Again ? null : await already.FindAsync(said, person, stop);
        if (Already is not null)
        {
            return await WrongAsync("voice.said-already");
        }

        var taken = await opening.OpenAsync(said, person, new(VoiceChannel.Portal), Anonymous ? Actor.Guest : citizen.Actor, Request.Form.Files, stop);
        await db.SaveChangesAsync(stop);
        access.Give(taken.Voice.Id);
        TempData[CodeKey] = taken.Code;
        return RedirectToPage("/Voices/Giving/Mine", new { number = taken.Voice.Number });
    }

    public override async Task ShowAgainAsync()
    {
        Service = await ServiceAsync() is { } service ? await services.ShowAsync(service) : null;
        Bodies = [.. (await db.Set<Department>().AsNoTracking().OrderBy(one => one.Code).ToListAsync()).Select(one => (one.Id, Named.In(one.NameZh, one.NameEn)))];
        OwnPhone = await citizen.AccountAsync() is { } account ? Masking.Phone(personal.Open(account.Phone)) : null;
    }

    private async Task<Service?> ServiceAsync() => About is { Length: > 0 and <= Codes.RowTokenLength } token ? await services.FindAsync(token) : null;

    // A service leads to who was served: of somebody who leaves nothing only who did it is kept, who must not answer it.
    private async Task<VoiceSaid> AboutAsync(VoiceSaid said) =>
        await ServiceAsync() is { } service ? said with { AboutServiceId = Anonymous ? null : service.Id, AboutStaffId = service.StaffId } : said;

    // What was typed beside "nothing about me" is not dropped in silence: the person chooses between the two.
    private bool IsTorn()
    {
        var fields = Anonymous ? new[] { (nameof(Name), Name), (nameof(Phone), Phone) }.Where(field => !string.IsNullOrWhiteSpace(field.Item2)).Select(field => field.Item1).ToList() : [];
        fields.ForEach(field => ModelState.AddModelError(field, say["voices.anonymous-or-" + field]));
        return fields.Count > 0;
    }

    private async Task<IActionResult> WrongAsync(string code)
    {
        await ShowAgainAsync();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Response.Headers["Tongban-Refusal"] = code;
        return Page();
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
