using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Network;
using Tongban.Partners.Exchange;
using Tongban.Partners.Webhooks;
using Tongban.Shared.Data;

namespace Tongban.Partners;

public sealed class PartnerMapping : IEntityTypeConfiguration<PartnerClient>, IEntityTypeConfiguration<PartnerEvent>, IEntityTypeConfiguration<ExchangeMessage>
{
    public void Configure(EntityTypeBuilder<PartnerClient> client)
    {
        client.ToTable("partner_client");
        client.IsKeyedByCentre();
        client.RefersTo<PartnerClient, Department>(c => c.DepartmentId);
        client.Property(c => c.Name).HasMaxLength(PartnerClient.MaxName);
        client.Property(c => c.SecretHash).HasMaxLength(PartnerSecrets.HashLength);
        client.Property(c => c.FormerSecretHash).HasMaxLength(PartnerSecrets.HashLength);
        client.Property(c => c.Address).HasMaxLength(WebhookRules.MaxLength);
        client.Property(c => c.TheirKey).HasMaxLength(PartnerSecrets.PublicKeyLength);
        client.Property(c => c.RatingsAddress).HasMaxLength(WebhookRules.MaxLength);
        client.Property(c => c.RatingsCursor).HasMaxLength(200);
        client.Property(c => c.RatingsAnswer).HasMaxLength(PartnerEvent.MaxAnswer);
        client.HasIndex(c => new { c.CentreId, c.Name }).RefusedAs("partner.name-taken");
    }

    public void Configure(EntityTypeBuilder<PartnerEvent> told)
    {
        told.ToTable("partner_event");
        told.HasKey(e => new { e.CentreId, e.Id });
        told.RefersTo<PartnerEvent, PartnerClient>(e => e.ClientId, isLookedUpBy: false);
        told.Property(e => e.Type).HasMaxLength(PartnerEvent.MaxType);
        told.Property(e => e.LastAnswer).HasMaxLength(PartnerEvent.MaxAnswer);
        told.Property(e => e.Receipt).HasMaxLength(PartnerEvent.MaxReceipt);

        // One fact is told to one client once, and what is told of one thing has one order.
        told.HasIndex(e => new { e.CentreId, e.ClientId, e.FactId, e.SubjectId }).IsUnique();
        told.HasIndex(e => new { e.CentreId, e.ClientId, e.SubjectId, e.Position }).RefusedAs("request.changed-meanwhile");
        told.HasIndex(e => new { e.CentreId, e.Status, e.NextTryAt });
        told.HasIndex(e => new { e.CentreId, e.ClientId, e.MadeAt });
    }

    public void Configure(EntityTypeBuilder<ExchangeMessage> message)
    {
        message.ToTable("exchange_message");
        message.HasKey(m => new { m.CentreId, m.Id });
        message.RefersTo<ExchangeMessage, PartnerClient>(m => m.ClientId, isLookedUpBy: false);
        message.Property(m => m.Number).HasMaxLength(ExchangeMessage.MaxNumber);
        message.HasIndex(m => new { m.CentreId, m.ClientId, m.Number }).RefusedAs("exchange.replayed");
    }
}
