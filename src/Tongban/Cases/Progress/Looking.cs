using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases;

/// <summary>
/// Opens a case by number and query code. Tries are counted before the code is looked at, in a write of their own, so
/// that many at once do not slip through; what is wrong is always told in the same sentence.
/// </summary>
public sealed class Looking(TongbanDb db, HallClock clock, PersonalData personal)
{
    public const int TriesPerNumber = 5;
    public const int TriesPerAddress = 30;

    /// <summary>The end of a number that is enough beside the code: day and sequence.</summary>
    public const int ShortNumber = 12;

    public static readonly TimeSpan Within = TimeSpan.FromMinutes(15);

    /// <remarks>Refusals: <c>progress.too-many</c>, <c>progress.wrong</c>.</remarks>
    public async Task<Case> FindAsync(string? number, string? code, string address, CancellationToken stop = default)
    {
        var (typed, secret) = (Clean(number), Clean(code));
        return await LimitedAsync(number, address, async () =>
        {
            Refusal.Unless(typed.Length is >= ShortNumber and <= CaseNumber.MaxLength && secret.Length > 0, "progress.wrong");
            var found = await db.Set<Case>().Where(c => c.QueryCode == secret && c.Number.EndsWith(typed)).OrderBy(c => c.Id).Take(2).ToListAsync(stop);
            return found.Count == 1 ? found[0] : throw new Refusal("progress.wrong");
        }, stop);
    }

    /// <summary>Any other way in with a number and its code: only tries that failed count against it.</summary>
    /// <remarks>Refusals: <c>progress.too-many</c>, and those of <paramref name="open"/>.</remarks>
    public async Task<T> LimitedAsync<T>(string? number, string address, Func<Task<T>> open, CancellationToken stop = default)
    {
        var attempt = await CountAsync(Clean(number), address, stop);
        var opened = await open();
        db.Remove(attempt);
        await db.SaveChangesAsync(stop);
        return opened;
    }

    private async Task<QueryAttempt> CountAsync(string number, string address, CancellationToken stop)
    {
        // The last part only: the long and the short way to write a number are the same number.
        var attempt = new QueryAttempt(db.CentreId, personal.Hash("case", number[^Math.Min(number.Length, ShortNumber)..]), personal.Hash("address", address), clock.Now);
        db.Add(attempt);
        await db.SaveChangesAsync(stop);
        var since = clock.Now - Within;
        var ofNumber = await db.Set<QueryAttempt>().CountAsync(a => a.NumberHash == attempt.NumberHash && a.At > since, stop);
        var ofAddress = await db.Set<QueryAttempt>().CountAsync(a => a.AddressHash == attempt.AddressHash && a.At > since, stop);
        Refusal.Unless(ofNumber <= TriesPerNumber && ofAddress <= TriesPerAddress, "progress.too-many", (int)Within.TotalMinutes);
        return attempt;
    }

    private static string Clean(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
}
