using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Shared.Data;

namespace Tongban.Ratings.FairPlay;

/// <summary>From where a rating was given, as far as it must be known to see bursts.</summary>
/// <param name="DeviceId">The evaluator or terminal in the hall.</param>
/// <param name="NetworkMark">Which network, by a mark that means nothing on another day; null for what came from the hall itself.</param>
/// <param name="BrowserMark">Which phone or computer, likewise.</param>
/// <param name="Seconds">How long the page had been open; 0 where it never was. Null where there is no page.</param>
public sealed record GivenFrom(Guid? DeviceId, string? NetworkMark, string? BrowserMark, int? Seconds);

/// <summary>
/// What is kept beside a rating for a few days so that bursts can be seen, and then deleted (个人信息保护法 §19: the shortest time).
/// No address stands in it, and no journal tells of it: it is no move of anything.
/// </summary>
public sealed class RatingTrace
{
    /// <summary>64 bits: enough to tell the networks of a day apart.</summary>
    public const int MarkLength = 16;

    private RatingTrace()
    {
    }

    internal RatingTrace(Rating rating, GivenFrom from)
    {
        (CentreId, RatingId, GivenAt) = (rating.CentreId, rating.Id, rating.RatedAt);
        (DeviceId, NetworkMark, BrowserMark, Seconds) = (from.DeviceId, from.NetworkMark, from.BrowserMark, from.Seconds);
    }

    public Guid CentreId { get; private set; }

    public Guid RatingId { get; private set; }

    public Guid? DeviceId { get; private set; }

    public string? NetworkMark { get; private set; }

    public string? BrowserMark { get; private set; }

    public int? Seconds { get; private set; }

    public DateTime GivenAt { get; private set; }
}

public sealed class RatingTraceMapping : IEntityTypeConfiguration<RatingTrace>
{
    public void Configure(EntityTypeBuilder<RatingTrace> trace)
    {
        trace.ToTable("rating_trace");
        trace.HasKey(t => new { t.CentreId, t.RatingId });
        trace.RefersTo<RatingTrace, Rating>(t => t.RatingId);
        trace.Property(t => t.NetworkMark).HasMaxLength(RatingTrace.MarkLength);
        trace.Property(t => t.BrowserMark).HasMaxLength(RatingTrace.MarkLength);
        trace.HasIndex(t => new { t.CentreId, t.GivenAt });
    }
}
