using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Network;

/// <summary>The tenant: one district's government-service centre (政务服务中心) with all its sites.</summary>
public sealed class Centre : Entity
{
    private Centre()
    {
    }

    public Centre(Guid centreId, string code, string nameZh, string nameEn, DateTime now, Actor by)
        : base(centreId)
    {
        Code = code;
        NameZh = nameZh;
        NameEn = nameEn;
        Happened("centre.founded", now, by);
    }

    public string Code { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";
}

public sealed class CentreMapping : IEntityTypeConfiguration<Centre>
{
    public void Configure(EntityTypeBuilder<Centre> centre)
    {
        centre.IsKeyedByCentre();
        centre.HasIndex(c => new { c.CentreId, c.Code }).IsUnique();
    }
}
