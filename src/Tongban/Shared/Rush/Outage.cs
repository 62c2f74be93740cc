using System.Globalization;
using Tongban.Shared.Data;

namespace Tongban.Shared.Rush;

/// <summary>
/// Nothing can be done at present and nobody who asked is to blame: 503 with <c>Retry-After</c> and a sentence that says
/// which of the three it is. What was asked may or may not have been done; its key finds out.
/// </summary>
public sealed record Outage(string Kind, int RetryAfterSeconds)
{
    /// <summary>Too many at this moment.</summary>
    public const string Busy = "busy";

    /// <summary>The database does not answer.</summary>
    public const string Away = "away";

    /// <summary>The disk is full.</summary>
    public const string NoRoom = "no-room";

    private static readonly object Item = new();

    /// <summary>Null for a failure that is a fault of ours.</summary>
    public static Outage? Of(Exception failure) =>
        failure is BusyException busy ? new(Busy, (int)busy.RetryAfter.TotalSeconds)
        : DatabaseTrouble.IsFull(failure) ? new(NoRoom, 60)
        : !DatabaseTrouble.IsOfDatabase(failure) ? null
        : DatabaseTrouble.IsBusy(failure) ? new(Busy, 2)
        : DatabaseTrouble.IsAway(failure) ? new(Away, 5)
        : null;

    /// <summary>What the error page of this request has to tell; null when it is something else.</summary>
    public static Outage? Of(HttpContext context) => context.Items[Item] as Outage;

    /// <summary>Answers with it. A full disk is for the operators' log each time; the others are counted or told once elsewhere.</summary>
    public void Tell(HttpContext context, Exception failure)
    {
        var log = context.RequestServices.GetRequiredService<ILogger<Outage>>();
        log.Log(Kind == NoRoom ? LogLevel.Error : LogLevel.Debug, "{Method} {Path} was answered with 503 ({Kind}): {Reason}", context.Request.Method, context.Request.Path, Kind, failure.GetBaseException().Message);
        context.Items[Item] = this;
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
    }
}
