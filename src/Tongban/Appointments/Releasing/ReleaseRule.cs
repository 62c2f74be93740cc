using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Appointments.Releasing;

/// <summary>A share of a day's public places.</summary>
/// <param name="Percent">Of the places of each slot.</param>
/// <param name="DaysAhead">It opens so many open days before; 0 is the day itself.</param>
/// <param name="At">At this time of the hall.</param>
public sealed record ReleaseShare(int Percent, int DaysAhead, TimeOnly At);

/// <summary>
/// In which shares, and when, the public places of a site's days open, from a day on (放号规则). The rule of a matter
/// group goes before that of the whole site, and the one that began last before the others. Where there is none,
/// everything opens with the day.
/// </summary>
public sealed class ReleaseRule : Entity
{
    public const int MostShares = 4;

    public const int FurthestDaysAhead = 30;

    /// <summary>A rule begins so many days from today at the latest: a year that was mistyped is no plan.</summary>
    public const int FurthestBegin = 366;

    private ReleaseRule()
    {
    }

    public ReleaseRule(Guid centreId, Guid siteId, Guid? groupId, DateOnly fromOn, IReadOnlyList<ReleaseShare> shares, DateTime now, Actor by)
        : base(centreId)
    {
        (SiteId, GroupId, FromOn) = (siteId, groupId, fromOn);
        Change(shares, now, by);
    }

    public Guid SiteId { get; private set; }

    /// <summary>Null for all groups of the site.</summary>
    public Guid? GroupId { get; private set; }

    /// <summary>The first day whose places it paces.</summary>
    public DateOnly FromOn { get; private set; }

    /// <summary>In the order in which they open; none: everything at once.</summary>
    public IReadOnlyList<ReleaseShare> Shares => JsonSerializer.Deserialize<List<ReleaseShare>>(SharesJson)!;

    internal string SharesJson { get; private set; } = "[]";

    /// <summary>Other shares. What was taken stays taken; a place that is not open any more is given to nobody until its minute.</summary>
    public void Change(IReadOnlyList<ReleaseShare> shares, DateTime now, Actor by)
    {
        Refusal.Unless(shares.Count <= MostShares, "release-rule.many", MostShares);
        Refusal.Unless(shares.All(share => share is { Percent: >= 1 and <= 100, DaysAhead: >= 0 and <= FurthestDaysAhead }), "release-rule.share");
        Refusal.Unless(shares.Count == 0 || shares.Sum(share => share.Percent) == 100, "release-rule.sum", shares.Sum(share => share.Percent));
        Refusal.Unless(shares.DistinctBy(share => (share.DaysAhead, share.At)).Count() == shares.Count, "release-rule.same-time");
        var inOrder = shares.OrderByDescending(share => share.DaysAhead).ThenBy(share => share.At).ToList();
        SharesJson = JsonSerializer.Serialize(inOrder);
        Happened("release-rule.set", now, by, new { SiteId, GroupId, FromOn, shares = inOrder });
    }

    /// <summary>The rule before it holds again; the caller removes it in the same transaction.</summary>
    public void Withdraw(DateTime now, Actor by) => Happened("release-rule.withdrawn", now, by, new { SiteId, GroupId, FromOn, shares = Shares });

    /// <summary>A share that opens on the day itself has to open before the last start: nobody could ever take it.</summary>
    /// <remarks>Refusal: <c>release-rule.after-last-start</c> with that start.</remarks>
    public static void MustSell(IEnumerable<ReleaseShare> shares, TimeOnly? lastStart) =>
        Refusal.Unless(lastStart is not { } last || shares.All(share => share.DaysAhead > 0 || share.At < last), "release-rule.after-last-start", lastStart ?? default);
}

public sealed class ReleaseRuleMapping : IEntityTypeConfiguration<ReleaseRule>
{
    public void Configure(EntityTypeBuilder<ReleaseRule> rule)
    {
        rule.IsKeyedByCentre();
        rule.RefersTo<ReleaseRule, Site>(r => r.SiteId);
        rule.RefersTo<ReleaseRule, MatterGroup>(r => r.GroupId);
        rule.Property(r => r.SharesJson).HasColumnName("shares");
        rule.Ignore(r => r.Shares);
        rule.HasIndex(r => new { r.CentreId, r.SiteId, r.GroupId, r.FromOn }).HasFilter("group_id is not null").RefusedAs("release-rule.already-there");
        rule.HasIndex(r => new { r.CentreId, r.SiteId, r.FromOn }).HasFilter("group_id is null").RefusedAs("release-rule.already-there");
    }
}
