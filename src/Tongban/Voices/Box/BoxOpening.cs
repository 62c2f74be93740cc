using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Voices.Box;

/// <summary>
/// One opening of the suggestion box (意见箱开箱记录). Two people open it, and each says by their own account how many cards
/// were in it: only when both say the same is anything entered, so that no card is lost between box and desk.
/// </summary>
public sealed class BoxOpening : Entity
{
    public const int MostCards = 500;

    /// <summary>Counts that differ, after which it is opened anew: a witness who tries numbers until one fits is none.</summary>
    public const int MostDiffering = 3;

    private BoxOpening()
    {
    }

    public BoxOpening(Guid centreId, Guid siteId, DateOnly on, int? cards, DateTime now, Actor by)
        : base(centreId)
    {
        (SiteId, OpenedOn, OpenedAt, Cards) = (siteId, on, now, Checked(cards));
        OpenedById = by.Id ?? throw new InvalidOperationException("Only staff open the box.");
        Happened("box.opened", now, by, new { siteId, Cards });
    }

    public Guid SiteId { get; private set; }

    public DateOnly OpenedOn { get; private set; }

    public DateTime OpenedAt { get; private set; }

    public int Cards { get; private set; }

    public Guid OpenedById { get; private set; }

    public Guid? ConfirmedById { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>The two counts differed and the first one counted again.</summary>
    public int CountedAgain { get; private set; }

    /// <summary>How often the second count was another.</summary>
    public int Differing { get; private set; }

    /// <summary>Given up: the counts did not come together.</summary>
    public bool IsVoid => !IsConfirmed && Differing >= MostDiffering;

    public bool IsConfirmed => ConfirmedAt is not null;

    /// <summary>The second who was there says how many cards they counted, without being shown the first count. Another number is a fact too, and is kept.</summary>
    /// <returns>Whether both counted the same.</returns>
    public bool Confirm(int? cards, DateTime now, Actor by)
    {
        Refusal.Unless(!IsConfirmed, "box.confirmed-already");
        Refusal.Unless(by.Id is not null && by.Id != OpenedById, "box.by-two");
        Refusal.Unless(!IsVoid, "box.void");
        if (Checked(cards) is var counted && counted != Cards)
        {
            Differing++;
            Happened("box.count-differed", now, by, new { counted, first = Cards, Differing });
            return false;
        }

        (ConfirmedById, ConfirmedAt) = (by.Id, now);
        Happened("box.confirmed", now, by, new { Cards });
        return true;
    }

    /// <summary>Counted once more by who opened it, before the second has confirmed.</summary>
    public void CountAgain(int? cards, DateTime now, Actor by)
    {
        Refusal.Unless(!IsConfirmed, "box.confirmed-already");
        Refusal.Unless(by.Id == OpenedById, "box.by-opener");
        Refusal.Unless(!IsVoid, "box.void");
        var before = Cards;
        (Cards, CountedAgain) = (Checked(cards), CountedAgain + 1);
        Happened("box.counted-again", now, by, new { before, Cards });
    }

    /// <summary>Whether this card may be entered from it.</summary>
    public void NeedCard(int? card)
    {
        Refusal.Unless(IsConfirmed, "box.not-confirmed");
        Refusal.Unless(card is { } number && number >= 1 && number <= Cards, "box.no-such-card", Cards);
    }

    private static int Checked(int? cards)
    {
        Refusal.Unless(cards is >= 0 and <= MostCards, "box.cards", MostCards);
        return cards!.Value;
    }
}

public sealed class BoxOpeningMapping : IEntityTypeConfiguration<BoxOpening>
{
    public void Configure(EntityTypeBuilder<BoxOpening> opening)
    {
        opening.IsKeyedByCentre();
        opening.RefersTo<BoxOpening, Site>(o => o.SiteId);
        opening.HasIndex(o => new { o.CentreId, o.OpenedAt });
    }
}
