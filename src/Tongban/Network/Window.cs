using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Queue.Ordering;
using Tongban.Shared.Data;

namespace Tongban.Network;

/// <summary>A window (窗口): one person at a time (一窗口一群众), for the matter groups it serves.</summary>
public sealed class Window : Entity
{
    private readonly List<WindowGroup> groups = [];

    private Window()
    {
    }

    public Window(Guid centreId, Guid siteId, string code, WindowFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        SiteId = siteId;
        Code = code;
        Take(facts);
        Happened("window.added", now, by);
    }

    public Guid SiteId { get; private set; }

    public Guid ZoneId { get; private set; }

    public Guid DepartmentId { get; private set; }

    public string Code { get; private set; } = "";

    /// <summary>What the sign above says: <c>12</c>.</summary>
    public string Label { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>Serves on Saturdays and Sundays too.</summary>
    public bool WeekendService { get; private set; }

    public IReadOnlyList<WindowGroup> Groups => groups;

    /// <summary>The calling profile that it follows; null for the usual rule.</summary>
    public Guid? ProfileId { get; private set; }

    public WindowFacts Facts => new(ZoneId, DepartmentId, Label, NameZh, NameEn, WeekendService, [.. groups.Select(group => group.GroupId)]);

    public void Change(WindowFacts facts, DateTime now, Actor by)
    {
        Take(facts);
        Happened("window.changed", now, by);
    }

    /// <summary>What its screens show: itself and the groups that it serves.</summary>
    public IEnumerable<Guid> Touches => groups.Select(group => group.GroupId).Append(Id);

    /// <summary>Calls by this profile from now on; null for the usual rule.</summary>
    public void Follow(Guid? profileId, DateTime now, Actor by)
    {
        ProfileId = profileId;
        Happened("window.profile-chosen", now, by, new { profileId });
    }

    public bool Serves(Guid groupId) => groups.Any(group => group.GroupId == groupId);

    private void Take(WindowFacts facts)
    {
        (ZoneId, DepartmentId, Label, NameZh, NameEn, WeekendService) =
            (facts.ZoneId, facts.DepartmentId, facts.Label, facts.NameZh, facts.NameEn, facts.WeekendService);
        groups.RemoveAll(group => !facts.GroupIds.Contains(group.GroupId));
        groups.AddRange(facts.GroupIds.Where(id => !Serves(id)).ToList().ConvertAll(id => new WindowGroup(CentreId, Id, id)));
    }
}

/// <summary>What is known of a window.</summary>
public sealed record WindowFacts(
    Guid ZoneId, Guid DepartmentId, string Label, string NameZh, string NameEn, bool WeekendService, IReadOnlyList<Guid> GroupIds);

/// <summary>A matter group that a window serves.</summary>
public sealed class WindowGroup
{
    private WindowGroup()
    {
    }

    internal WindowGroup(Guid centreId, Guid windowId, Guid groupId) => (CentreId, WindowId, GroupId) = (centreId, windowId, groupId);

    public Guid CentreId { get; private set; }

    public Guid WindowId { get; private set; }

    public Guid GroupId { get; private set; }
}

public sealed class WindowMapping : IEntityTypeConfiguration<Window>, IEntityTypeConfiguration<WindowGroup>
{
    public void Configure(EntityTypeBuilder<Window> window)
    {
        window.IsKeyedByCentre();
        window.RefersTo<Window, Site>(w => w.SiteId);
        window.RefersTo<Window, Zone>(w => w.ZoneId);
        window.RefersTo<Window, Department>(w => w.DepartmentId);
        window.RefersTo<Window, CallingProfile>(w => w.ProfileId);
        window.Ignore(w => w.Facts);
        window.HasIndex(w => new { w.CentreId, w.SiteId, w.Code }).IsUnique();
        window.HasMany(w => w.Groups).WithOne().HasForeignKey(g => new { g.CentreId, g.WindowId });
        window.Navigation(w => w.Groups).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<WindowGroup> group)
    {
        group.HasKey(g => new { g.CentreId, g.WindowId, g.GroupId });
        group.RefersTo<WindowGroup, MatterGroup>(g => g.GroupId);
    }
}
