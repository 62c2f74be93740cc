using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.Ratings;
using Tongban.Shared.Data;
using Tongban.Shared.Files;

namespace Tongban.Mending;

public sealed class RectificationMapping
    : IEntityTypeConfiguration<Rectification>, IEntityTypeConfiguration<RectificationNote>, IEntityTypeConfiguration<CallBack>,
        IEntityTypeConfiguration<RectificationFile>, IEntityTypeConfiguration<RectificationAlert>
{
    public void Configure(EntityTypeBuilder<Rectification> entity)
    {
        entity.IsKeyedByCentre();
        entity.RefersTo<Rectification, Rating>(r => r.RatingId);
        entity.RefersTo<Rectification, Service>(r => r.ServiceId);
        entity.RefersTo<Rectification, Site>(r => r.SiteId);
        entity.RefersTo<Rectification, Window>(r => r.WindowId);
        entity.RefersTo<Rectification, Item>(r => r.ItemId);
        entity.RefersTo<Rectification, Department>(r => r.DepartmentId);
        entity.HasIndex(r => new { r.CentreId, r.RatingId }).RefusedAs("rectification.there-already");
        entity.HasIndex(r => new { r.CentreId, r.Token }).IsUnique();
        entity.HasIndex(r => new { r.CentreId, r.Number }).IsUnique();
        entity.HasIndex(r => new { r.CentreId, r.Status, r.DueOn });
        entity.HasIndex(r => new { r.CentreId, r.RatedOn });
        entity.HasIndex(r => new { r.CentreId, r.ServedOn });
        entity.HasIndex(r => new { r.CentreId, r.RatedStaffId });
        entity.HasIndex(r => new { r.CentreId, r.PublicState, r.PublishedOn });
        entity.Property(r => r.Number).HasMaxLength(32);
        entity.Property(r => r.Token).HasMaxLength(32);
        Parts(entity);
    }

    public void Configure(EntityTypeBuilder<RectificationNote> note)
    {
        note.HasKey(n => new { n.CentreId, n.RectificationId, n.Number });
        note.Property(n => n.Text).HasMaxLength(RectificationNote.MaxText);
        note.Property(n => n.By).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<CallBack> call)
    {
        call.HasKey(c => new { c.CentreId, c.RectificationId, c.Number });
        call.Property(c => c.By).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<RectificationFile> file)
    {
        file.HasKey(f => new { f.CentreId, f.Id });
        file.RefersTo<RectificationFile, Rectification>(f => f.RectificationId);
        file.Property(f => f.Name).HasMaxLength(FileStore.MaxName);
        file.Property(f => f.Hash).HasMaxLength(FileStore.HashLength);
        file.Property(f => f.By).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<RectificationAlert> alert)
    {
        alert.IsKeyedByCentre();
        alert.RefersTo<RectificationAlert, Rectification>(a => a.RectificationId);
        alert.HasIndex(a => new { a.CentreId, a.RectificationId, a.Duty, a.Round, a.Colour }).RefusedAs("rectification-alert.raised-already");
    }

    private static void Parts(EntityTypeBuilder<Rectification> entity)
    {
        entity.Ignore(r => r.MendTerm);
        entity.Ignore(r => r.VerifyTerm);
        entity.Ignore(r => r.Reply);
        entity.Ignore(r => r.PublicWords);
        entity.Ignore(r => r.MayContradictUntil);
        entity.HasMany(r => r.Notes).WithOne().HasForeignKey(n => new { n.CentreId, n.RectificationId });
        entity.HasMany(r => r.Calls).WithOne().HasForeignKey(c => new { c.CentreId, c.RectificationId });
        entity.Navigation(r => r.Notes).AutoInclude();
        entity.Navigation(r => r.Calls).AutoInclude();
    }
}
