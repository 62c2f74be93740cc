using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Shared.Data;

/// <summary>What is hidden by default is shown for a while to whoever has asked for it; the journal says who has, and since when.</summary>
public static class SeenLately
{
    /// <summary>How long a number to call stays in full after it was asked for, and is reckoned as called.</summary>
    public static readonly TimeSpan NumberFor = TimeSpan.FromMinutes(30);

    /// <param name="db">The database.</param>
    /// <param name="subjectId">Whose name or number.</param>
    /// <param name="what">The fact of asking for it.</param>
    /// <param name="who">Who wants to read it.</param>
    /// <param name="since">Asked before that is no longer enough.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<bool> HasSeenAsync(this TongbanDb db, Guid subjectId, string what, Actor who, DateTime since, CancellationToken stop = default)
    {
        var by = who.ToString();
        return db.Facts.AnyAsync(fact => fact.SubjectId == subjectId && fact.What == what && fact.By == by && fact.At > since, stop);
    }
}
