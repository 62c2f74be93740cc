using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Windows;

/// <summary>
/// A clerk at a window from opening to closing. One open session a window and one a clerk; a browser that
/// crashed comes back to the session it left.
/// </summary>
public sealed class WindowSession : Entity
{
    private WindowSession()
    {
    }

    public WindowSession(Window window, Guid accountId, DateTime now, Actor by)
        : base(window.CentreId)
    {
        (WindowId, SiteId, AccountId, OpenedAt) = (window.Id, window.SiteId, accountId, now);
        Happened("window.opened", now, by, new { WindowId });
    }

    public Guid WindowId { get; private set; }

    public Guid SiteId { get; private set; }

    public Guid AccountId { get; private set; }

    public DateTime OpenedAt { get; private set; }

    /// <summary>暂停接待 since; null while receiving.</summary>
    public DateTime? PausedAt { get; private set; }

    /// <summary>请主管来: since when the supervisor is asked for.</summary>
    public DateTime? HelpWantedAt { get; private set; }

    /// <summary>候叫 since: nobody waited when the clerk pressed "next", so who comes next is called at once.</summary>
    public DateTime? ArmedAt { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    /// <summary>The fact of its end: who closed it stands there.</summary>
    public const string Closed = "window.closed";

    /// <summary>Only a window that receives may call.</summary>
    public void RefuseUnlessReceiving()
    {
        Refusal.Unless(ClosedAt is null, "window.already-closed");
        Refusal.Unless(PausedAt is null, "window.paused");
    }

    /// <summary>候叫: the next who comes for this window is called at once. Armed again it keeps its place.</summary>
    public void Arm(DateTime now, Actor by)
    {
        RefuseUnlessReceiving();
        if (ArmedAt is null)
        {
            ArmedAt = now;
            Happened("window.armed", now, by);
        }
    }

    /// <summary>Somebody was called, or the clerk thought better of it.</summary>
    public void Disarm(DateTime now, Actor by)
    {
        if (ArmedAt is not null)
        {
            ArmedAt = null;
            Happened("window.disarmed", now, by);
        }
    }

    public void AskForHelp(bool wanted, DateTime now, Actor by)
    {
        Refusal.Unless(ClosedAt is null, "window.already-closed");
        HelpWantedAt = wanted ? now : null;
        Happened(wanted ? "window.help-wanted" : "window.help-over", now, by);
    }

    public void Pause(DateTime now, Actor by)
    {
        Refusal.Unless(ClosedAt is null && PausedAt is null, "window.already-paused");
        (PausedAt, ArmedAt) = (now, null);
        Happened("window.paused", now, by);
    }

    public void Resume(DateTime now, Actor by)
    {
        Refusal.Unless(ClosedAt is null && PausedAt is not null, "window.not-paused");
        PausedAt = null;
        Happened("window.resumed", now, by);
    }

    public void Close(DateTime now, Actor by)
    {
        Refusal.Unless(ClosedAt is null, "window.already-closed");
        (ClosedAt, ArmedAt) = (now, null);
        Happened(Closed, now, by);
    }
}

public sealed class WindowSessionMapping : IEntityTypeConfiguration<WindowSession>
{
    public void Configure(EntityTypeBuilder<WindowSession> session)
    {
        session.IsKeyedByCentre();
        session.RefersTo<WindowSession, Window>(s => s.WindowId);
        session.RefersTo<WindowSession, Site>(s => s.SiteId);
        session.HasIndex(s => new { s.CentreId, s.WindowId }).HasFilter("closed_at is null").RefusedAs("window.taken-by-colleague");
        session.HasIndex(s => new { s.CentreId, s.AccountId }).HasFilter("closed_at is null").RefusedAs("window.already-at-another");
    }
}
