using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue.Guiding;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Cases.Receiving;

/// <summary>Applying online, without script: the questions, then one form with an upload for each material.</summary>
[AllowAnonymous]
public sealed class ApplyModel(TongbanDb db, OfferedItems items, Reception reception, CaseFiles files, ProgressAccess access, RequestPerson person, CurrentCitizen citizen, PersonalData personal, ClockRules rules, CaseMoments moments)
    : TongbanPage
{
    private const string Online = "online";

    [BindProperty(SupportsGet = true, Name = "itemCode")]
    public string ItemCode { get; set; } = "";

    [BindProperty]
    public ApplicantForm Form { get; set; } = new();

    /// <summary>The applicant promises to hand in later what may follow (容缺).</summary>
    [BindProperty]
    public bool Promise { get; set; }

    public int OwedWorkdays => rules.OwedWorkdays.Value;

    public OfferedItem Offered { get; private set; } = null!;

    public Answers Answers { get; private set; } = null!;

    public bool IsOnline => Offered.Content.Channels.Contains(Online);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        await FillInAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        Refusal.Unless(IsOnline, "case.not-online");
        Refusal.Unless(!string.IsNullOrWhiteSpace(Form.Phone), "case.phone-missing");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var opened = await reception.OpenAsync(new Application(Offered, Answers.Given, Form, await SiteAsync(), null, CaseChannel.Online, citizen.AccountId), person.Actor);
        await files.TakeAsync(opened, Request.Form.Files, person.Actor);
        if (Promise && opened.Missing.Any(material => material.Deferrable))
        {
            opened.PromiseToFollow(moments.By(person.Actor));
        }

        await db.SaveChangesAsync();
        access.Give(opened.Id);
        return RedirectToPage("/Cases/Progress/Show", new { number = opened.Number, just = "applied" });
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    private async Task<bool> LoadAsync()
    {
        if (await items.FindAsync(ItemCode) is not { } offered)
        {
            return false;
        }

        (Offered, Answers) = (offered, Answers.From(offered.Content, Request.Query));
        return true;
    }

    // Who has signed in need not type again what we know.
    private async Task FillInAsync()
    {
        if (await citizen.AccountAsync() is { } account)
        {
            (Form.Name, Form.Phone) = (account.Name, personal.Open(account.Phone));
            Form.IdNumber = account.IdNumber is { } id ? personal.Open(id) : null;
        }
    }

    // The site whose windows check it: the first that offers the matter.
    private async Task<Guid> SiteAsync()
    {
        var codes = Offered.Content.Sites;
        var sites = await db.Set<Site>().Select(site => new { site.Id, site.Code }).ToListAsync();
        return sites.OrderBy(site => codes.Contains(site.Code) ? codes.ToList().IndexOf(site.Code) : int.MaxValue).ThenBy(site => site.Code).First().Id;
    }
}
