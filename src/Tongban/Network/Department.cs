using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Network;

/// <summary>A body that owns items and decides cases (实施主体).</summary>
public sealed class Department : Entity
{
    private Department()
    {
    }

    public Department(Guid centreId, string code, DepartmentFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        Code = code;
        Take(facts);
        Happened("department.added", now, by);
    }

    public string Code { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public string ShortZh { get; private set; } = "";

    /// <summary>统一社会信用代码, GB 32100-2015.</summary>
    public string Uscc { get; private set; } = "";

    public string ConsultPhone { get; private set; } = "";

    public string ComplaintPhone { get; private set; } = "";

    public DepartmentFacts Facts => new(NameZh, NameEn, ShortZh, Uscc, ConsultPhone, ComplaintPhone);

    public void Change(DepartmentFacts facts, DateTime now, Actor by)
    {
        Take(facts);
        Happened("department.changed", now, by);
    }

    private void Take(DepartmentFacts facts)
    {
        (NameZh, NameEn, ShortZh, Uscc, ConsultPhone, ComplaintPhone) =
            (facts.NameZh, facts.NameEn, facts.ShortZh, facts.Uscc, facts.ConsultPhone, facts.ComplaintPhone);
    }
}

/// <summary>What is known of a department.</summary>
public sealed record DepartmentFacts(string NameZh, string NameEn, string ShortZh, string Uscc, string ConsultPhone, string ComplaintPhone);

public sealed class DepartmentMapping : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> department)
    {
        department.IsKeyedByCentre();
        department.Ignore(d => d.Facts);
        department.HasIndex(d => new { d.CentreId, d.Code }).IsUnique();
    }
}
