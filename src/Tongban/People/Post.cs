using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.People;

/// <summary>A member of staff in a role of this centre: at a window, in a department or everywhere.</summary>
public sealed class Post : Entity
{
    private Post()
    {
    }

    public Post(Guid centreId, Guid accountId, Role role, Guid? departmentId, Guid? siteId, Guid? windowId, DateTime now, Actor by)
        : base(centreId)
    {
        AccountId = accountId;
        Role = role;
        DepartmentId = departmentId;
        SiteId = siteId;
        WindowId = windowId;
        Happened("post.given", now, by, new { accountId, role = role.ToString(), windowId });
    }

    /// <summary>The platform account; no foreign key joins it to a centre's row.</summary>
    public Guid AccountId { get; private set; }

    public Role Role { get; private set; }

    public Guid? DepartmentId { get; private set; }

    public Guid? SiteId { get; private set; }

    /// <summary>The window a clerk usually serves at; another may be chosen where the role allows it.</summary>
    public Guid? WindowId { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public void End(DateTime now, Actor by)
    {
        Refusal.Unless(EndedAt is null, "post.already-ended");
        EndedAt = now;
        Happened("post.ended", now, by);
    }
}

public sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> post)
    {
        post.IsKeyedByCentre();
        post.RefersTo<Post, Department>(p => p.DepartmentId);
        post.RefersTo<Post, Site>(p => p.SiteId);
        post.RefersTo<Post, Window>(p => p.WindowId);
        post.HasIndex(p => new { p.CentreId, p.AccountId });
    }
}
