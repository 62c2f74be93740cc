using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Voices;

/// <summary>A voice just taken, and the query code, which is told once and kept nowhere.</summary>
public sealed record TakenVoice(Voice Voice, string Code);

/// <summary>From where a voice comes: the one way in, for every channel.</summary>
/// <param name="Channel">How.</param>
/// <param name="ReceivedOn">The day from which its term counts; null: today.</param>
/// <param name="SourceId">The opening of the box, the call, the client.</param>
/// <param name="SourceNumber">The card in its opening.</param>
public sealed record VoiceSource(VoiceChannel Channel, DateOnly? ReceivedOn = null, Guid? SourceId = null, int? SourceNumber = null);

/// <summary>Takes a voice from any channel, in the caller's transaction; who is known to be responsible has it at once.</summary>
public sealed class VoiceOpening(TongbanDb db, CaseMoments moments, VoiceRules rules, VoiceNumbers numbers, VoiceFiles files, VoiceMessages messages)
{
    /// <remarks>Refusals: those of <see cref="Voice"/>, <c>voice.no-such-body</c>, <c>voice.too-many-files</c>, those of a file.</remarks>
    public async Task<TakenVoice> OpenAsync(VoiceSaid said, VoicePerson person, VoiceSource source, Actor by, IEnumerable<IFormFile>? sent = null, CancellationToken stop = default)
    {
        var plain = said.Checked();
        var body = await BodyOfAsync(plain, stop);
        var (at, number, code) = (moments.By(by), await numbers.NextAsync(stop), VoiceNumbers.NewCode());
        var origin = new VoiceOrigin(number, numbers.Hash(number, code), source.Channel, source.ReceivedOn ?? at.Today, source.SourceId, source.SourceNumber);
        var voice = new Voice(db.CentreId, plain, person, origin, VoiceTerms.Of(rules, plain.Kind!.Value), at);
        if (body is { } known)
        {
            voice.Route(known, moments.By(Actor.System));
        }

        db.Add(voice);
        await files.KeepAsync(voice, sent ?? [], by, stop);
        messages.Taken(voice, code);
        return new TakenVoice(voice, code);
    }

    private async Task<Guid?> BodyOfAsync(VoiceSaid said, CancellationToken stop)
    {
        if (said.DepartmentId is { } named)
        {
            Refusal.Unless(await db.Set<Department>().AnyAsync(one => one.Id == named, stop), "voice.no-such-body");
            return named;
        }

        return said.ItemId is { } itemId ? await db.Set<Item>().Where(one => one.Id == itemId).Select(one => (Guid?)one.DepartmentId).SingleAsync(stop) : null;
    }
}
