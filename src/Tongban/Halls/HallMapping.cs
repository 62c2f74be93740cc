using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Halls;

public sealed class HallMapping : IEntityTypeConfiguration<HallDay>, IEntityTypeConfiguration<GroupStop>, IEntityTypeConfiguration<HallMessage>
{
    public void Configure(EntityTypeBuilder<HallDay> day)
    {
        day.IsKeyedByCentre();
        day.RefersTo<HallDay, Site>(d => d.SiteId);
        day.HasIndex(d => new { d.CentreId, d.SiteId, d.On }).RefusedAs("request.changed-meanwhile");
    }

    public void Configure(EntityTypeBuilder<GroupStop> stop)
    {
        stop.IsKeyedByCentre();
        stop.RefersTo<GroupStop, Site>(s => s.SiteId);
        stop.RefersTo<GroupStop, MatterGroup>(s => s.GroupId);
        stop.Property(s => s.Reason).HasMaxLength(GroupStop.MaxReason);
        stop.HasIndex(s => new { s.CentreId, s.SiteId, s.GroupId, s.On }).HasFilter("ended_at is null").RefusedAs("hall.tickets-already-stopped");
    }

    public void Configure(EntityTypeBuilder<HallMessage> message)
    {
        message.IsKeyedByCentre();
        message.RefersTo<HallMessage, Site>(m => m.SiteId);
        message.RefersTo<HallMessage, MatterGroup>(m => m.GroupId);
        message.Property(m => m.TextZh).HasMaxLength(HallMessage.MaxText);
        message.Property(m => m.TextEn).HasMaxLength(HallMessage.MaxText);
        message.HasIndex(m => new { m.CentreId, m.SiteId, m.On });
    }
}
