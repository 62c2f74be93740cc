using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Catalogue;

/// <summary>An occasion in a life or in a firm's life under which people look for items (主题): having a child, starting a business.</summary>
public sealed class LifeEvent : Entity
{
    private LifeEvent()
    {
    }

    public LifeEvent(Guid centreId, string code, LifeEventFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        Code = code;
        Take(facts);
        Happened("life-event.added", now, by);
    }

    public string Code { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary><see cref="ItemContent.Personal"/> or <see cref="ItemContent.Enterprise"/>.</summary>
    public string Audience { get; private set; } = "";

    /// <summary>Name of a Tabler icon.</summary>
    public string Icon { get; private set; } = "";

    public int Sort { get; private set; }

    public LifeEventFacts Facts => new(NameZh, NameEn, Audience, Icon, Sort);

    public void Change(LifeEventFacts facts, DateTime now, Actor by)
    {
        Take(facts);
        Happened("life-event.changed", now, by);
    }

    private void Take(LifeEventFacts facts) =>
        (NameZh, NameEn, Audience, Icon, Sort) = (facts.NameZh, facts.NameEn, facts.Audience, facts.Icon, facts.Sort);
}

/// <summary>What is known of a life event.</summary>
public sealed record LifeEventFacts(string NameZh, string NameEn, string Audience, string Icon, int Sort);

public sealed class LifeEventMapping : IEntityTypeConfiguration<LifeEvent>
{
    public void Configure(EntityTypeBuilder<LifeEvent> lifeEvent)
    {
        lifeEvent.IsKeyedByCentre();
        lifeEvent.HasIndex(e => new { e.CentreId, e.Code }).IsUnique();
        lifeEvent.Ignore(e => e.Facts);
    }
}
