using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Network.Editing;

/// <summary>A department's names and telephones. Its credit code stands in the codes of its items and stays.</summary>
[Needs(Permission.Administer)]
public sealed class DepartmentEditModel(TongbanDb db, NetworkEditing editing, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty, Required, StringLength(PlacePage.LongestName)]
    public string NameZh { get; set; } = "";

    [BindProperty, Required, StringLength(PlacePage.LongestName)]
    public string NameEn { get; set; } = "";

    [BindProperty, Required, StringLength(PlacePage.LongestName)]
    public string ShortZh { get; set; } = "";

    [BindProperty, Required, StringLength(PlacePage.LongestPhone)]
    public string ConsultPhone { get; set; } = "";

    [BindProperty, Required, StringLength(PlacePage.LongestPhone)]
    public string ComplaintPhone { get; set; } = "";

    [BindProperty]
    public int Seen { get; set; }

    public Department Department { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        (NameZh, NameEn, ShortZh, Seen) = (Department.NameZh, Department.NameEn, Department.ShortZh, Department.Version);
        (ConsultPhone, ComplaintPhone) = (Department.ConsultPhone, Department.ComplaintPhone);
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

        var facts = new DepartmentFacts(NameZh.Trim(), NameEn.Trim(), ShortZh.Trim(), Department.Uscc, ConsultPhone.Trim(), ComplaintPhone.Trim());
        Refusal.Unless(facts.ConsultPhone != facts.ComplaintPhone, "department.same-phone");
        await editing.ChangeAsync(Department, Seen, now => Department.Change(facts, now, staff.Actor));
        return LocalRedirect("/staff/places");
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    private async Task<bool> LoadAsync()
    {
        var upper = Code.ToUpperInvariant();
        if (await db.Set<Department>().SingleOrDefaultAsync(department => department.Code.ToUpper() == upper) is not { } department)
        {
            return false;
        }

        Department = department;
        return true;
    }
}
