using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Queue.Ordering;

/// <summary>叫号方案: a calling rule with a name, made by the hall's manager, followed by the windows that choose it.</summary>
public sealed class CallingProfile : Entity
{
    public const int MaxName = 40;
    public const int MaxText = 4000;

    private CallingProfile()
    {
    }

    public CallingProfile(Guid centreId, Guid siteId, string nameZh, string nameEn, CallingRule rule, DateTime now, Actor by)
        : base(centreId)
    {
        SiteId = siteId;
        Take(nameZh, nameEn, rule);
        Happened("profile.made", now, by, new { siteId, rule = RuleText });
    }

    public Guid SiteId { get; private set; }

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>The rule as JSON; <see cref="Rule"/> reads it.</summary>
    public string RuleText { get; private set; } = "";

    public CallingRule Rule => CallingRule.Of(RuleText);

    /// <summary>Another name or rule; the journal keeps each that was.</summary>
    public void Change(string nameZh, string nameEn, CallingRule rule, DateTime now, Actor by)
    {
        Take(nameZh, nameEn, rule);
        Happened("profile.changed", now, by, new { rule = RuleText });
    }

    /// <summary>Nobody follows it any more: the caller deletes the row in the same transaction. The journal keeps what it was.</summary>
    public void Discard(DateTime now, Actor by) => Happened("profile.deleted", now, by, new { SiteId, rule = RuleText });

    private void Take(string nameZh, string nameEn, CallingRule rule)
    {
        Refusal.Unless(nameZh.Trim() is { Length: > 0 and <= MaxName } && nameEn.Trim() is { Length: > 0 and <= MaxName }, "profile.needs-name", MaxName);
        rule.RefuseUnlessSound();
        (NameZh, NameEn, RuleText) = (nameZh.Trim(), nameEn.Trim(), rule.ToText());
        Refusal.Unless(RuleText.Length <= MaxText, "profile.too-long");
    }
}

public sealed class ProfileMapping : IEntityTypeConfiguration<CallingProfile>, IEntityTypeConfiguration<CallingTurns>
{
    public void Configure(EntityTypeBuilder<CallingProfile> profile)
    {
        profile.IsKeyedByCentre();
        profile.RefersTo<CallingProfile, Site>(p => p.SiteId);
        profile.Ignore(p => p.Rule);
        profile.Property(p => p.NameZh).HasMaxLength(CallingProfile.MaxName);
        profile.Property(p => p.NameEn).HasMaxLength(CallingProfile.MaxName);
        profile.Property(p => p.RuleText).HasMaxLength(CallingProfile.MaxText);
        profile.HasIndex(p => new { p.CentreId, p.SiteId, p.NameZh }).RefusedAs("profile.name-taken");
    }

    public void Configure(EntityTypeBuilder<CallingTurns> turns)
    {
        turns.HasKey(t => new { t.CentreId, t.WindowId, t.On });
        turns.RefersTo<CallingTurns, Window>(t => t.WindowId);
        turns.Ignore(t => t.Now);
    }
}
