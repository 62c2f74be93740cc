using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Voices.Giving;

/// <summary>Finds a voice by number and query code. Tries that failed count against the network they come from, so that nobody guesses and nobody is shut out by others.</summary>
public sealed class VoiceLooking(TongbanDb db, VoiceNumbers numbers, Looking looking)
{
    /// <remarks>Refusals: <c>voice.wrong-code</c>, <c>voice.too-many-tries</c>.</remarks>
    public Task<Voice> FindAsync(string? number, string? code, string address, CancellationToken stop = default) =>
        looking.LimitedAsync(number, address, async () =>
        {
            var (wanted, secret) = (VoiceNumbers.Read(number), VoiceNumbers.Bare(code));
            var hash = numbers.Hash(wanted, secret);
            return await db.Set<Voice>().SingleOrDefaultAsync(one => one.Number == wanted && one.CodeHash == hash, stop) ?? throw new Refusal("voice.wrong-code");
        }, stop, tooMany: "voice.too-many-tries");
}
