using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Cases.Receiving;

/// <summary>Applying online, without script: the questions, then one form with an upload for each material.</summary>
[AllowAnonymous]
public sealed class ApplyModel(TongbanDb db, OfferedItems items, Reception reception, CaseFiles files, ProgressAccess access, RequestPerson person) : TongbanPage
{
    private const string Online = "online";

    [BindProperty(SupportsGet = true, Name = "itemCode")]
    public string ItemCode { get; set; } = "";

    [BindProperty]
    public ApplicantForm Form { get; set; } = new();

    public OfferedItem Offered { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Answers { get; private set; } = new Dictionary<string, string>();

    public bool IsOnline => Offered.Content.Channels.Contains(Online);

    public bool IsAnswered => Offered.Content.AnsweredBy(Answers);

    public IEnumerable<Material> Brought => Offered.Content.MaterialsFor(Answers).Where(m => !OfferedItem.IsFetched(m));

    public IEnumerable<Material> Fetched => Offered.Content.MaterialsFor(Answers).Where(OfferedItem.IsFetched);

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        Refusal.Unless(IsOnline, "case.not-online");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var opened = await reception.OpenAsync(new Application(Offered, Answers, Form, await SiteAsync(), null, CaseChannel.Online, access.AccountId), person.Actor);
        await files.TakeAsync(opened, Request.Form.Files, person.Actor);
        await db.SaveChangesAsync();
        access.Give(opened.Id);
        return RedirectToPage("/Cases/Progress/Show", new { number = opened.Number, just = "applied" });
    }

    public override Task ShowAgainAsync() => LoadAsync();

    private async Task<bool> LoadAsync()
    {
        if (await items.FindAsync(ItemCode) is not { } offered)
        {
            return false;
        }

        (Offered, Answers) = (offered, QuestionAnswers.Read(Request.Query, offered.Content));
        return true;
    }

    // The site whose windows check it: the first that offers the matter.
    private async Task<Guid> SiteAsync()
    {
        var codes = Offered.Content.Sites;
        var sites = await db.Set<Site>().Select(site => new { site.Id, site.Code }).ToListAsync();
        return sites.OrderBy(site => codes.Contains(site.Code) ? codes.ToList().IndexOf(site.Code) : int.MaxValue).ThenBy(site => site.Code).First().Id;
    }
}
