using Tongban.Kernel;
using Tongban.Queue.Ordering;

namespace Tongban.Queue;

/// <summary>The moves of a leg, in the order of a visit.</summary>
public sealed partial class Leg
{
    /// <summary>Its turn among the visit's matters: joins the line.</summary>
    internal void Join(DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Pending, "leg.not-callable");
        (Status, WaitingSinceAt) = (LegStatus.Waiting, now);
        Happened("leg.waiting", now, by, new { GroupId });
    }

    public void Call(Guid windowId, Guid staffId, CallReason why, int callSeq, DateTime now, Actor by)
    {
        Refusal.Unless(Status is LegStatus.Waiting or LegStatus.Parked or LegStatus.Missed, "leg.not-callable");
        if (Status != LegStatus.Waiting)
        {
            ComeBack(now);
        }

        (CalledFrom, Status, WindowId, StaffId, Calls) = (Status, LegStatus.Called, windowId, staffId, 1);
        (CalledAt, CallSeq, CalledFor) = (now, callSeq, why);
        Happened("leg.called", now, by, new { windowId, callSeq, why = why.ToString(), waitedSeconds = (int)(now - WaitingSinceAt).TotalSeconds });
    }

    public void Recall(int callSeq, DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Called, "leg.not-called");
        var left = CalledAt!.Value + CoolDown - now;
        Refusal.Unless(left <= TimeSpan.Zero, "leg.recall-too-soon", (int)Math.Ceiling(left.TotalSeconds));
        Calls++;
        (CalledAt, CallSeq) = (now, callSeq);
        Happened("leg.recalled", now, by, new { Calls, callSeq });
    }

    /// <summary>A wrong call, taken back: nobody was called, and the place is what it was.</summary>
    public void TakeBackCall(DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Called, "leg.not-called");
        Refusal.Unless(now <= MayUndoUntilAt, "leg.undo-too-late", (int)UndoFor.TotalSeconds);
        (Status, Calls, CallSeq, CalledAt, CalledFor, StaffId) = (CalledFrom!.Value, 0, null, null, null, null);
        if (Status == LegStatus.Waiting)
        {
            WindowId = null;
        }
        else if (Status == LegStatus.Parked)
        {
            // Another window may have called while theirs was closed; the parked person stays with the own one.
            (ReturnedAt, WindowId) = (null, ForWindowId);
        }
        else
        {
            (ReturnedAt, MissedReturns, Calls) = (null, MissedReturns - 1, CallsBeforeMissed);
        }

        Happened("leg.call-taken-back", now, by);
    }

    public void Miss(DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Called, "leg.not-called");
        Refusal.Unless(Calls >= CallsBeforeMissed, "leg.call-again-first", CallsBeforeMissed, CallsBeforeMissed - Calls);
        (Status, MissedAt) = (LegStatus.Missed, now);
        Happened("leg.missed", now, by);
    }

    public void TakeBackMiss(DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Missed, "leg.not-missed");
        Refusal.Unless(now <= MayUndoUntilAt, "leg.undo-too-late", (int)UndoFor.TotalSeconds);
        (Status, MissedAt) = (LegStatus.Called, null);
        Happened("leg.miss-taken-back", now, by);
    }

    /// <summary>The person stands at the window.</summary>
    public void Begin(DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Called, "leg.not-called");
        (Status, ServedFromAt, ForWindowId) = (LegStatus.Serving, ServedFromAt ?? now, null);
        Happened("leg.begun", now, by);
    }

    /// <summary>The next matter of somebody who already sits here: no call is needed.</summary>
    public void ContinueAt(Guid windowId, Guid staffId, DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Pending, "leg.not-callable");
        (Status, WindowId, StaffId, ServedFromAt, WaitingSinceAt) = (LegStatus.Serving, windowId, staffId, now, now);
        Happened("leg.continued", now, by, new { windowId });
    }

    public void Park(string note, DateTime now, Actor by)
    {
        Refusal.Unless(IsAtWindow, "leg.not-at-window");
        TakeNote(note);
        (Status, ParkedAt, ForWindowId) = (LegStatus.Parked, now, WindowId);
        Happened("leg.parked", now, by);
    }

    /// <summary>Back from fetching something, or late after a missed call: in line again, near the front.</summary>
    public void Return(DateTime now, Actor by)
    {
        Refusal.Unless(Status is LegStatus.Parked or LegStatus.Missed, "leg.not-away");
        var from = Status;
        ComeBack(now);
        (Status, Calls, CallSeq) = (LegStatus.Waiting, 0, null);
        Happened("leg.returned", now, by, new { from = from.ToString() });
    }

    /// <summary>Back into a queue, of a group or of one window; the number and the waiting time are kept.</summary>
    public void Transfer(Guid groupId, Guid? windowId, string note, DateTime now, Actor by)
    {
        Refusal.Unless(IsAtWindow || Status == LegStatus.Waiting, "leg.not-at-window");
        TakeNote(note);
        (Status, GroupId, ForWindowId, WindowId, StaffId) = (LegStatus.Waiting, groupId, windowId, null, null);
        // Having come back was for the line before; in this one the arrival counts.
        (Calls, CallSeq, CalledAt, ServedFromAt, ReturnedAt, TransferredAt) = (0, null, null, null, null, now);
        Happened("leg.transferred", now, by, new { groupId, windowId });
    }

    /// <summary>The window closes or the clerk is gone: back in line as if it had never been called.</summary>
    public void Release(DateTime now, Actor by)
    {
        Refusal.Unless(IsAtWindow, "leg.not-at-window");
        (Status, WindowId, StaffId, Calls, CallSeq, CalledAt) = (LegStatus.Waiting, null, null, 0, null, null);
        (ServedFromAt, ReturnedAt) = (null, now);
        Happened("leg.released", now, by);
    }

    public void Finish(DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Serving, "leg.not-serving");
        (Status, EndedAt) = (LegStatus.Finished, now);
        Happened("leg.finished", now, by, new { servedSeconds = (int)(now - ServedFromAt!.Value).TotalSeconds });
    }

    /// <summary>Served while the power was out, and entered afterwards: no board shows it as a call of now.</summary>
    public void EnterServed(Guid windowId, Guid staffId, DateTime servedAt, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Waiting, "leg.not-callable");
        (Status, WindowId, StaffId) = (LegStatus.Finished, windowId, staffId);
        (ServedFromAt, EndedAt) = (servedAt, servedAt);
        Happened("leg.entered-as-served", servedAt, by, new { windowId });
    }

    /// <summary>Nobody's fault: the day ended or the person left.</summary>
    public void GiveUp(LegStatus how, DateTime now, Actor by)
    {
        Refusal.Unless(EndedAt is null && how is LegStatus.NotFinished or LegStatus.Cancelled, "leg.ended");
        (Status, EndedAt) = (how, now);
        Happened("leg.given-up", now, by, new { how = how.ToString() });
    }

    private void ComeBack(DateTime now)
    {
        if (Status == LegStatus.Missed)
        {
            Refusal.Unless(MissedReturns == 0, "leg.returned-before");
            Refusal.Unless(now <= MissedAt + ReturnWithin, "leg.return-too-late", (int)ReturnWithin.TotalMinutes);
            MissedReturns++;
        }

        ReturnedAt = now;
    }

    private void TakeNote(string note)
    {
        Refusal.Unless(note.Length <= MaxNote, "leg.note-too-long", MaxNote);
        Note = note.Trim();
    }
}
