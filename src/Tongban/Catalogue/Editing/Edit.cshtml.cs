using Microsoft.AspNetCore.Mvc;
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

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync(Code) || Version(Number) is not { State: ItemVersionState.Draft } draft)
        {
            return NotFound();
        }

        (Form, Seen) = (FormContent.Of(draft.Content), draft.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync(Code) || Version(Number) is not { } draft)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await editing.SaveAsync(draft, Seen, FormContent.Apply(Form, draft.Content), staff.Actor);
        return RedirectToPage("/Catalogue/Editing/Version", new { code = Code, number = Number });
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync(Code) && Version(Number) is not null);
}
