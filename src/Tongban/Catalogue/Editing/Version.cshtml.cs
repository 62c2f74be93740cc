using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Catalogue.Editing;

/// <summary>One version: what it changes, what the rules say, and for a draft from which day it shall hold.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class VersionModel(TongbanDb db, ItemEditing editing, CurrentStaff staff, HallClock clock) : StaffItemPage(db)
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>The row's version when the page was opened.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public ItemVersion Shown { get; private set; } = null!;

    public ItemVersion? Earlier => Versions.FirstOrDefault(version => version.Number < Number);

    public IReadOnlyList<Difference> Differences => Earlier is null ? [] : ContentDiff.Between(Earlier.Content, Shown.Content);

    public IReadOnlyList<Finding> Findings => Check(Shown.Content);

    public async Task<IActionResult> OnGetAsync() => await ShowAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await ShowAsync(keep: true))
        {
            return NotFound();
        }

        Refusal.Unless(From is not null, "item-version.day-missing");
        await editing.PublishAsync(Shown, Seen, From!.Value, staff.Actor);
        return RedirectToPage("/Catalogue/Editing/Item", new { code = Code });
    }

    public override async Task ShowAgainAsync() => MustBeThere(await ShowAsync(keep: true));

    private async Task<bool> ShowAsync(bool keep = false)
    {
        if (!await LoadAsync(Code) || Version(Number) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        (From, Seen) = keep ? (From, Seen) : (clock.Today, shown.Version);
        return true;
    }
}
