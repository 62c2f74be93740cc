using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Network.Editing;

/// <summary>A matter group: its names and the letter of its numbers.</summary>
[Needs(Permission.Administer)]
public sealed partial class GroupEditModel(TongbanDb db, NetworkEditing editing, CurrentStaff staff) : EditPage(db)
{
    [BindProperty, Required, StringLength(LongestName)]
    public string NameZh { get; set; } = "";

    [BindProperty, Required, StringLength(LongestName)]
    public string NameEn { get; set; } = "";

    [BindProperty, Required, StringLength(2)]
    public string Letter { get; set; } = "";

    public MatterGroup Group { get; private set; } = null!;

    protected override string Back => "/staff/places";

    protected override async Task<bool> LoadAsync()
    {
        Group = (await ByCodeAsync(Db.Set<MatterGroup>(), Code))!;
        return Group is not null;
    }

    protected override Task FillAsync()
    {
        (NameZh, NameEn, Letter, Seen) = (Group.NameZh, Group.NameEn, Group.TicketLetter, Group.Version);
        return Task.CompletedTask;
    }

    protected override async Task SaveAsync()
    {
        var letter = Letter.Trim().ToUpperInvariant();
        Refusal.Unless(Letters().IsMatch(letter), "matter-group.letter-wrong");
        await editing.ChangeAsync(Group, Seen, now => Group.Change(new(NameZh.Trim(), NameEn.Trim(), letter), now, staff.Actor));
    }

    // I and O read like digits.
    [GeneratedRegex("^[A-HJ-NP-Z]{1,2}$")]
    private static partial Regex Letters();
}
