using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.OneThing;

/// <summary>
/// When the applicant comes for a step (银行面签): one side names a time, the other agrees or names another, until both have
/// said yes to the same.
/// </summary>
public sealed class Meeting : Entity
{
    private Meeting()
    {
    }

    public Meeting(Bundle of, int step, DateTime at, bool byBody, DateTime now, Actor by)
        : base(of.CentreId)
    {
        RefusePast(at, now);
        (BundleId, StepNo, StartsAt, ByBody) = (of.Id, step, at, byBody);
        Happened("meeting.proposed", now, by, new { step, at });
    }

    public Guid BundleId { get; private set; }

    public int StepNo { get; private set; }

    public DateTime StartsAt { get; private set; }

    /// <summary>The body named this time; otherwise the applicant did.</summary>
    public bool ByBody { get; private set; }

    public DateTime? AgreedAt { get; private set; }

    public void Agree(bool byBody, DateTime now, Actor by)
    {
        Refusal.Unless(AgreedAt is null && ByBody != byBody, "onething.meeting-not-yours");
        RefusePast(StartsAt, now);
        AgreedAt = now;
        Happened("meeting.agreed", now, by, new { at = StartsAt });
    }

    /// <summary>Another time, also after both had agreed.</summary>
    public void Move(DateTime at, bool byBody, DateTime now, Actor by)
    {
        RefusePast(at, now);
        (StartsAt, ByBody, AgreedAt) = (at, byBody, null);
        Happened("meeting.proposed", now, by, new { step = StepNo, at });
    }

    private static void RefusePast(DateTime at, DateTime now) => Refusal.Unless(at > now && at < now.AddDays(90), "onething.meeting-when");
}

public sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.IsKeyedByCentre();
        meeting.RefersTo<Meeting, Bundle>(m => m.BundleId);
        // Both sides may name a first time in the same moment.
        meeting.HasIndex(m => new { m.CentreId, m.BundleId, m.StepNo }).RefusedAs("request.changed-meanwhile");
    }
}

/// <summary>Arranges when the applicant comes.</summary>
public sealed class Arranging(TongbanDb db, HallClock clock, BundleMessages messages)
{
    /// <summary>Names a time, of the hall's own clock.</summary>
    /// <remarks>Refusals: <c>onething.no-meeting</c>, <c>onething.meeting-when</c>.</remarks>
    public async Task ProposeAsync(BundleView view, StepView step, DateTime? local, bool byBody, Actor by)
    {
        Refusal.Unless(step is { Content.Meeting: true, IsRunning: true }, "onething.no-meeting");
        var at = clock.At(DateOnly.FromDateTime(local ?? throw new Refusal("onething.meeting-when")), TimeOnly.FromDateTime(local.Value));
        Refusal.Unless(view.Opening.IsOpenAt(local.Value), "onething.meeting-closed");
        if (view.MeetingOf(step) is { } there)
        {
            there.Move(at, byBody, clock.Now, by);
        }
        else
        {
            db.Add(new Meeting(view.Bundle, step.Step.No, at, byBody, clock.Now, by));
        }

        if (byBody)
        {
            await messages.MeetingAsync(view.Bundle);
        }
    }

    public void Agree(BundleView view, StepView step, bool byBody, Actor by) =>
        (view.MeetingOf(step) ?? throw new Refusal("onething.no-meeting")).Agree(byBody, clock.Now, by);
}
