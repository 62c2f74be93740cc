using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Catalogue.Editing;

/// <summary>An item's versions: which held when, and the open draft.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class ItemModel(TongbanDb db, ItemEditing editing, CurrentStaff staff, HallClock clock) : StaffItemPage(db)
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public ItemVersion? Held => HeldOn(clock.Today);

    public async Task<IActionResult> OnGetAsync() => await LoadAsync(Code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync(Code))
        {
            return NotFound();
        }

        var draft = await editing.DraftAsync(Item, staff.Actor);
        return RedirectToPage("/Catalogue/Editing/Edit", new { code = Code, number = draft.Number });
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync(Code));
}
