using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Network.Editing;

/// <summary>A department's names and telephones. Its credit code stands in the codes of its items and stays.</summary>
[Needs(Permission.Administer)]
public sealed class DepartmentEditModel(TongbanDb db, NetworkEditing editing, CurrentStaff staff) : EditPage(db)
{
    [BindProperty, Required, StringLength(LongestName)]
    public string NameZh { get; set; } = "";

    [BindProperty, Required, StringLength(LongestName)]
    public string NameEn { get; set; } = "";

    [BindProperty, Required, StringLength(LongestName)]
    public string ShortZh { get; set; } = "";

    [BindProperty, Required, StringLength(LongestPhone)]
    public string ConsultPhone { get; set; } = "";

    [BindProperty, Required, StringLength(LongestPhone)]
    public string ComplaintPhone { get; set; } = "";

    public Department Department { get; private set; } = null!;

    protected override string Back => "/staff/places";

    protected override async Task<bool> LoadAsync()
    {
        Department = (await ByCodeAsync(Db.Set<Department>(), Code))!;
        return Department is not null;
    }

    protected override Task FillAsync()
    {
        (NameZh, NameEn, ShortZh, Seen) = (Department.NameZh, Department.NameEn, Department.ShortZh, Department.Version);
        (ConsultPhone, ComplaintPhone) = (Department.ConsultPhone, Department.ComplaintPhone);
        return Task.CompletedTask;
    }

    protected override async Task SaveAsync()
    {
        var facts = new DepartmentFacts(NameZh.Trim(), NameEn.Trim(), ShortZh.Trim(), Department.Uscc, ConsultPhone.Trim(), ComplaintPhone.Trim());
        Refusal.Unless(facts.ConsultPhone != facts.ComplaintPhone, "department.same-phone");
        await editing.ChangeAsync(Department, Seen, now => Department.Change(facts, now, staff.Actor));
    }
}
