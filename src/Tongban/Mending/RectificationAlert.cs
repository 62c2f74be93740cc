using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Mending;

/// <summary>A clock of a rectification has come to a threshold (预警): told once to those who supervise.</summary>
public sealed class RectificationAlert : Entity
{
    private RectificationAlert()
    {
    }

    public RectificationAlert(Rectification of, MendingClock clock, CaseMoment at)
        : base(of.CentreId)
    {
        (RectificationId, Duty, Round, Colour, DueOn, RaisedAt) = (of.Id, clock.Duty, clock.Round, clock.Colour, clock.DueOn, at.Now);
        Happened("rectification-alert.raised", at.Now, at.By, new { RectificationId, duty = Duty.ToString(), Round, colour = Colour.ToString() });
    }

    public Guid RectificationId { get; private set; }

    public Duty Duty { get; private set; }

    public int Round { get; private set; }

    public TermColour Colour { get; private set; }

    public DateOnly? DueOn { get; private set; }

    public DateTime RaisedAt { get; private set; }

    public DateTime? SeenAt { get; private set; }

    public Guid? SeenById { get; private set; }

    /// <summary>A supervisor takes note; whoever comes second changes nothing.</summary>
    public void See(Guid accountId, CaseMoment at)
    {
        if (SeenAt is null)
        {
            (SeenAt, SeenById) = (at.Now, accountId);
            Happened("rectification-alert.seen", at.Now, at.By);
        }
    }
}
