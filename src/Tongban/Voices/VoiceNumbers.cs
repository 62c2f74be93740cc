using System.Globalization;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared;

namespace Tongban.Voices;

/// <summary>Number and query code of a voice. The code is told once and kept as a keyed hash with its number.</summary>
public sealed class VoiceNumbers(TongbanDb db, HallClock clock, PersonalData personal)
{
    private const string Series = "voices";
    private const string Kind = "voice-code";

    /// <summary>The day's next: <c>S-20261124-0007</c>. Must run inside the transaction that uses it.</summary>
    public async Task<string> NextAsync(CancellationToken stop = default)
    {
        var sequence = await NumberSeries.NextAsync(db, Series, clock.Today, stop);
        return string.Create(CultureInfo.InvariantCulture, $"S-{clock.Today:yyyyMMdd}-{sequence:0000}");
    }

    public static string NewCode() => Codes.ForSpeaking();

    public string Hash(string number, string code) => personal.Hash(Kind, $"{number}:{code}");

    /// <summary>However it was typed: small letters, without the strokes.</summary>
    public static string Read(string? typed)
    {
        var clean = Bare(typed);
        return clean.Length > 9 && clean[0] == 'S' ? $"S-{clean[1..9]}-{clean[9..]}" : "";
    }

    public static string Bare(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
}
