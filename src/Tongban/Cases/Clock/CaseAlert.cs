using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Cases;

/// <summary>
/// A clock of a case has come to a threshold (预警): told to the leaders of its department once. Its key is the clock and
/// the colour, so that two nodes that find it at the same moment tell it once.
/// </summary>
public sealed class CaseAlert : Entity
{
    private CaseAlert()
    {
    }

    public CaseAlert(Case of, RunningClock clock, CaseMoment at)
        : base(of.CentreId)
    {
        (CaseId, DepartmentId) = (of.Id, of.DepartmentId);
        (Clock, Round, Colour, DueOn, RaisedAt) = (clock.Kind, clock.Round, clock.Colour, clock.DueOn, at.Now);
        Happened("case-alert.raised", at.Now, at.By, new { caseId = CaseId, clock = Clock.ToString(), Round, colour = Colour.ToString() });
    }

    public Guid CaseId { get; private set; }

    public Guid DepartmentId { get; private set; }

    public ClockKind Clock { get; private set; }

    public int Round { get; private set; }

    public TermColour Colour { get; private set; }

    /// <summary>The day that was due then.</summary>
    public DateOnly? DueOn { get; private set; }

    public DateTime RaisedAt { get; private set; }

    /// <summary>When a leader took note of it.</summary>
    public DateTime? SeenAt { get; private set; }

    public Guid? SeenById { get; private set; }

    /// <summary>A leader takes note; whoever comes second changes nothing.</summary>
    public void See(Guid accountId, CaseMoment at)
    {
        if (SeenAt is not null)
        {
            return;
        }

        (SeenAt, SeenById) = (at.Now, accountId);
        Happened("case-alert.seen", at.Now, at.By);
    }
}

public sealed class CaseAlertMapping : IEntityTypeConfiguration<CaseAlert>
{
    public void Configure(EntityTypeBuilder<CaseAlert> alert)
    {
        alert.IsKeyedByCentre();
        alert.RefersTo<CaseAlert, Case>(a => a.CaseId);
        alert.HasIndex(a => new { a.CentreId, a.CaseId, a.Clock, a.Round, a.Colour }).RefusedAs("case-alert.raised-already");
        alert.HasIndex(a => new { a.CentreId, a.DepartmentId }).HasFilter("seen_at is null");
    }
}
