using Tongban.Kernel;

namespace Tongban.Gate;

/// <summary>A site goes over to another admission profile: by whom, why and when. The latest one holds.</summary>
public sealed class ProfileSwitch : Entity
{
    public const int MaxReason = 200;

    private ProfileSwitch()
    {
    }

    public ProfileSwitch(Guid centreId, Guid siteId, string profile, string reason, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(reason.Trim() is { Length: > 0 and <= MaxReason }, "gate.needs-reason", MaxReason);
        (SiteId, Profile, Reason, SwitchedAt, By) = (siteId, profile, reason.Trim(), now, by.ToString());
        Happened("gate.profile-switched", now, by, new { siteId, profile });
    }

    public Guid SiteId { get; private set; }

    public string Profile { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public DateTime SwitchedAt { get; private set; }

    public string By { get; private set; } = "";
}

/// <summary>Somebody counted heads and set a zone's number right, with the reason.</summary>
public sealed class ZoneCorrection : Entity
{
    private ZoneCorrection()
    {
    }

    public ZoneCorrection(Guid centreId, Guid zoneId, int from, int to, string reason, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(reason.Trim() is { Length: > 0 and <= ProfileSwitch.MaxReason }, "gate.needs-reason", ProfileSwitch.MaxReason);
        (ZoneId, From, To, Reason, CorrectedAt, By) = (zoneId, from, to, reason.Trim(), now, by.ToString());
        Happened("gate.count-corrected", now, by, new { zoneId, from, to });
    }

    public Guid ZoneId { get; private set; }

    public int From { get; private set; }

    public int To { get; private set; }

    public string Reason { get; private set; } = "";

    public DateTime CorrectedAt { get; private set; }

    public string By { get; private set; } = "";
}
