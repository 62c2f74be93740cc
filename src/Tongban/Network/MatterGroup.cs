using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Network;

/// <summary>Items that share windows, slots and a number series (业务类别).</summary>
public sealed class MatterGroup : Entity
{
    private MatterGroup()
    {
    }

    public MatterGroup(Guid centreId, string code, MatterGroupFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        Code = code;
        Take(facts);
        Happened("matter-group.added", now, by);
    }

    public string Code { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>The letter before the ticket's number; one group's alone.</summary>
    public string TicketLetter { get; private set; } = "";

    public MatterGroupFacts Facts => new(NameZh, NameEn, TicketLetter);

    public void Change(MatterGroupFacts facts, DateTime now, Actor by)
    {
        Take(facts);
        Happened("matter-group.changed", now, by);
    }

    private void Take(MatterGroupFacts facts) => (NameZh, NameEn, TicketLetter) = (facts.NameZh, facts.NameEn, facts.TicketLetter);
}

/// <summary>What is known of a matter group.</summary>
public sealed record MatterGroupFacts(string NameZh, string NameEn, string TicketLetter);

public sealed class MatterGroupMapping : IEntityTypeConfiguration<MatterGroup>
{
    public void Configure(EntityTypeBuilder<MatterGroup> group)
    {
        group.IsKeyedByCentre();
        group.Ignore(g => g.Facts);
        group.HasIndex(g => new { g.CentreId, g.Code }).IsUnique();
        group.HasIndex(g => new { g.CentreId, g.TicketLetter }).RefusedAs("matter-group.letter-taken");
        group.Property(g => g.TicketLetter).HasMaxLength(2);
    }
}
