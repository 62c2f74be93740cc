using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Appointments.Planning;

/// <summary>How a matter group's opening hours become places: the length of a slot, and the shares of its windows that are bookable.</summary>
/// <param name="Minutes">Length of a slot.</param>
/// <param name="PublicPercent">Places for the public, in percent of the windows open then.</param>
/// <param name="StaffPercent">Places beside them that only staff may give.</param>
public sealed record SlotMeasure(int Minutes, int PublicPercent, int StaffPercent)
{
    /// <summary>
    /// Where a group has no rule of its own: one booking a window and half hour. Matters take about a quarter of an
    /// hour, so half of the time is left for those who just come.
    /// </summary>
    public static SlotMeasure Usual { get; } = new(30, 100, 25);

    public int PublicPlaces(int windows) => Share(windows, PublicPercent);

    public int StaffPlaces(int windows) => Share(windows, StaffPercent);

    // Rounded up: a share of one window is still a place.
    private static int Share(int windows, int percent) => ((windows * percent) + 99) / 100;
}

/// <summary>A group's own <see cref="SlotMeasure"/>. It holds for days that are planned from now on; planned days stay.</summary>
public sealed class SlotRule : Entity
{
    public const int ShortestSlot = 5;

    public const int LongestSlot = 120;

    private SlotRule()
    {
    }

    public SlotRule(Guid centreId, Guid groupId, SlotMeasure measure, DateTime now, Actor by)
        : base(centreId)
    {
        GroupId = groupId;
        Change(measure, now, by);
    }

    public Guid GroupId { get; private set; }

    public int Minutes { get; private set; }

    public int PublicPercent { get; private set; }

    public int StaffPercent { get; private set; }

    public SlotMeasure Measure => new(Minutes, PublicPercent, StaffPercent);

    public void Change(SlotMeasure measure, DateTime now, Actor by)
    {
        Refusal.Unless(measure.Minutes is >= ShortestSlot and <= LongestSlot, "slot-rule.minutes", ShortestSlot, LongestSlot);
        Refusal.Unless(measure is { PublicPercent: >= 0 and <= 1000, StaffPercent: >= 0 and <= 1000 }, "slot-rule.percent");
        (Minutes, PublicPercent, StaffPercent) = (measure.Minutes, measure.PublicPercent, measure.StaffPercent);
        Happened("slot-rule.set", now, by, new { GroupId, measure });
    }
}

public sealed class SlotRuleMapping : IEntityTypeConfiguration<SlotRule>
{
    public void Configure(EntityTypeBuilder<SlotRule> rule)
    {
        rule.IsKeyedByCentre();
        rule.RefersTo<SlotRule, MatterGroup>(r => r.GroupId);
        rule.HasIndex(r => new { r.CentreId, r.GroupId }).RefusedAs("slot-rule.already-there");
        rule.Ignore(r => r.Measure);
    }
}
