using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Catalogue;

/// <summary>A government-service item (政务服务事项). What it needs and promises stands in its versions.</summary>
public sealed class Item : Entity
{
    private Item()
    {
    }

    public Item(Guid centreId, string code, Guid departmentId, Guid groupId, string baseCode, string implementationCode, DateTime now, Actor by)
        : base(centreId)
    {
        Code = code;
        Take(departmentId, groupId, baseCode, implementationCode);
        Happened("item.added", now, by);
    }

    /// <summary>The short code in addresses and lists: <c>SU01</c>.</summary>
    public string Code { get; private set; } = "";

    public Guid DepartmentId { get; private set; }

    public Guid GroupId { get; private set; }

    /// <summary>基本编码, GB/T 39554.1 (12) or GB/T 39046 (10).</summary>
    public string BaseCode { get; private set; } = "";

    /// <summary>实施编码 (31, or 24 in the older scheme).</summary>
    public string ImplementationCode { get; private set; } = "";

    public void Change(Guid departmentId, Guid groupId, string baseCode, string implementationCode, DateTime now, Actor by)
    {
        Take(departmentId, groupId, baseCode, implementationCode);
        Happened("item.changed", now, by);
    }

    private void Take(Guid departmentId, Guid groupId, string baseCode, string implementationCode) =>
        (DepartmentId, GroupId, BaseCode, ImplementationCode) = (departmentId, groupId, baseCode, implementationCode);
}

public sealed class ItemMapping : IEntityTypeConfiguration<Item>
{
    public void Configure(EntityTypeBuilder<Item> item)
    {
        item.IsKeyedByCentre();
        item.RefersTo<Item, Department>(i => i.DepartmentId);
        item.RefersTo<Item, MatterGroup>(i => i.GroupId);
        item.HasIndex(i => new { i.CentreId, i.Code }).IsUnique();
    }
}
