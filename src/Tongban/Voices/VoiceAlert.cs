using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Voices;

/// <summary>The clock of a voice has come to a threshold (预警): told once, until a supervisor has seen it.</summary>
public sealed class VoiceAlert : Entity
{
    private VoiceAlert()
    {
    }

    public VoiceAlert(Voice of, VoiceClock clock, VoiceThreshold threshold, CaseMoment at)
        : base(of.CentreId)
    {
        (VoiceId, Duty, Round, Threshold, DueOn, RaisedAt) = (of.Id, clock.Duty, clock.Round, threshold, clock.DueOn, at.Now);
        Happened("voice-alert.raised", at.Now, at.By, new { VoiceId, duty = Duty.ToString(), Round, threshold = Threshold.ToString() });
    }

    public Guid VoiceId { get; private set; }

    public VoiceDuty Duty { get; private set; }

    public int Round { get; private set; }

    public VoiceThreshold Threshold { get; private set; }

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
            Happened("voice-alert.seen", at.Now, at.By);
        }
    }
}
