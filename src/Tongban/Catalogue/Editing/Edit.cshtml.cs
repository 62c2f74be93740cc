using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;

namespace Tongban.Catalogue.Editing;

/// <summary>Edits a draft. What two people save at once: the second is told and loses nothing typed.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class EditModel(TongbanDb db, ItemEditing editing, CurrentStaff staff) : StaffItemPage(db)
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public ItemForm Form { get; set; } = new();

    [BindProperty]
    public int Seen { get; set; }

    /// <summary>Where it may be offered.</summary>
    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await ShowAsync() || Version(Number) is not { State: ItemVersionState.Draft } draft)
        {
            return NotFound();
        }

        (Form, Seen) = (FormContent.Of(draft.Content), draft.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await ShowAsync() || Version(Number) is not { } draft)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        Refusal.Unless(Form.LifeEvent == draft.Content.LifeEvent || LifeEvents.Any(lifeEvent => lifeEvent.Code == Form.LifeEvent), "item-form.life-event");
        Refusal.Unless(Form.Sites.All(code => draft.Content.Sites.Contains(code) || Sites.Any(site => site.Code == code)), "item-form.site");
        await editing.SaveAsync(draft, Seen, FormContent.Apply(Form, draft.Content), staff.Actor);
        return RedirectToPage("/Catalogue/Editing/Version", new { code = Code, number = Number });
    }

    public override async Task ShowAgainAsync() => MustBeThere(await ShowAsync() && Version(Number) is not null);

    private async Task<bool> ShowAsync()
    {
        Sites = await Db.Set<Site>().AsNoTracking().OrderBy(site => site.Kind == SiteKind.MainHall ? 0 : 1).ThenBy(site => site.Code).ToListAsync();
        return await LoadAsync(Code);
    }
}
