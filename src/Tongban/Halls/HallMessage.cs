using Tongban.Kernel;

namespace Tongban.Halls;

/// <summary>What the manager tells those who wait, on walls and mobile tickets, until it is taken down or the day ends.</summary>
public sealed class HallMessage : Entity
{
    public const int MaxText = 120;

    private HallMessage()
    {
    }

    public HallMessage(Guid centreId, Guid siteId, Guid? groupId, DateOnly on, string textZh, string textEn, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(textZh.Trim() is { Length: > 0 and <= MaxText } && textEn.Trim().Length <= MaxText, "hall.needs-message", MaxText);
        (SiteId, GroupId, On, TextZh, TextEn, SaidAt) = (siteId, groupId, on, textZh.Trim(), textEn.Trim(), now);
        Happened("hall.message-said", now, by, new { siteId, groupId });
    }

    public Guid SiteId { get; private set; }

    /// <summary>Only to those who wait for this group; null for everybody.</summary>
    public Guid? GroupId { get; private set; }

    public DateOnly On { get; private set; }

    public string TextZh { get; private set; } = "";

    /// <summary>Empty where nobody translated it; then the Chinese is shown.</summary>
    public string TextEn { get; private set; } = "";

    public DateTime SaidAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public void End(DateTime now, Actor by)
    {
        Refusal.Unless(EndedAt is null, "hall.message-already-ended");
        EndedAt = now;
        Happened("hall.message-ended", now, by);
    }
}
