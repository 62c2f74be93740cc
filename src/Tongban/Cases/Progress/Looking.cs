using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases;

/// <summary>
/// Opens a case by number and query code. Tries are counted before the code is looked at, in a write of their own, so
/// that many at once do not slip through; what is wrong is always told in the same sentence.
/// </summary>
/// <remarks>
/// Wrong tries count against the network they come from, never against a number alone: numbers follow each other, and
/// whoever tried a few wrong codes on each would shut everybody out of their own. What keeps a number safe is its code:
/// eight of 25 characters are 1.5 × 10¹¹. A hundred thousand networks that all use up their thirty tries, day and night,
/// would need a year and a half for as many tries, over all numbers together.
/// </remarks>
public sealed class Looking(TongbanDb db, HallClock clock, PersonalData personal)
{
    /// <summary>For one number, from one network.</summary>
    public const int TriesPerNumber = 5;

    /// <summary>From one network, for all numbers.</summary>
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
    /// <param name="number">As it was typed.</param>
    /// <param name="address">Where the try comes from.</param>
    /// <param name="open">Opens it, or refuses.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="tooMany">The refusal of whoever has tried too often: what else helps differs.</param>
    /// <remarks>Refusals: <paramref name="tooMany"/>, and those of <paramref name="open"/>.</remarks>
    public async Task<T> LimitedAsync<T>(string? number, string address, Func<Task<T>> open, CancellationToken stop = default, string tooMany = "progress.too-many")
    {
        var attempt = await CountAsync(Clean(number), NetworkOf(address), tooMany, stop);
        var opened = await open();
        db.Remove(attempt);
        await db.SaveChangesAsync(stop);
        return opened;
    }

    private async Task<QueryAttempt> CountAsync(string number, string address, string tooMany, CancellationToken stop)
    {
        // The last part only: the long and the short way to write a number are the same number.
        var attempt = new QueryAttempt(db.CentreId, personal.Hash("case", number[^Math.Min(number.Length, ShortNumber)..]), personal.Hash("address", address), clock.Now);
        db.Add(attempt);
        await db.SaveChangesAsync(stop);
        var since = clock.Now - Within;
        var here = db.Set<QueryAttempt>().Where(a => a.AddressHash == attempt.AddressHash && a.At > since);
        var ofNumber = await here.CountAsync(a => a.NumberHash == attempt.NumberHash, stop);
        Refusal.Unless(ofNumber <= TriesPerNumber && await here.CountAsync(stop) <= TriesPerAddress, tooMany, (int)Within.TotalMinutes);
        return attempt;
    }

    private static string NetworkOf(string address) => IPAddress.TryParse(address, out var known) ? NetworkAddress.Of(known) : address;

    private static string Clean(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
}
