using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Network.Editing;

/// <summary>A matter group: its names and the letter of its numbers.</summary>
[Needs(Permission.Administer)]
public sealed partial class GroupEditModel(TongbanDb db, NetworkEditing editing, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty, Required, StringLength(PlacePage.LongestName)]
    public string NameZh { get; set; } = "";

    [BindProperty, Required, StringLength(PlacePage.LongestName)]
    public string NameEn { get; set; } = "";

    [BindProperty, Required, StringLength(2)]
    public string Letter { get; set; } = "";

    [BindProperty]
    public int Seen { get; set; }

    public MatterGroup Group { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        (NameZh, NameEn, Letter, Seen) = (Group.NameZh, Group.NameEn, Group.TicketLetter, Group.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var letter = Letter.Trim().ToUpperInvariant();
        Refusal.Unless(Letters().IsMatch(letter), "matter-group.letter-wrong");
        await editing.ChangeAsync(Group, Seen, now => Group.Change(new(NameZh.Trim(), NameEn.Trim(), letter), now, staff.Actor));
        return LocalRedirect("/staff/places");
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    private async Task<bool> LoadAsync()
    {
        var upper = Code.ToUpperInvariant();
        if (await db.Set<MatterGroup>().SingleOrDefaultAsync(group => group.Code.ToUpper() == upper) is not { } group)
        {
            return false;
        }

        Group = group;
        return true;
    }

    // I and O read like digits.
    [GeneratedRegex("^[A-HJ-NP-Z]{1,2}$")]
    private static partial Regex Letters();
}
