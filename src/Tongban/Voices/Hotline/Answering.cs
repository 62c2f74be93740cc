using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Ratings;
using Tongban.Ratings.Recording;
using Tongban.Shared.Data;
using Tongban.Shared.Words;

namespace Tongban.Voices.Hotline;

/// <summary>How a call ends. What is answered at once is a service (热线), rated by the link that the caller gets; what is not becomes a voice.</summary>
public sealed class Answering(TongbanDb db, HallClock clock, CaseMoments moments, VoiceOpening opening, RecordedServices recorded, RecordingSite sites, Say say)
{
    public async Task AnswerAsync(HotlineCall call, Actor by, CancellationToken stop = default)
    {
        var what = call.ItemId is { } itemId
            ? await db.Set<ItemVersion>().Where(version => version.ItemId == itemId && version.State == ItemVersionState.Published).OrderByDescending(version => version.Number).Select(version => version.NameZh).FirstOrDefaultAsync(stop)
            : null;
        var service = await recorded.RecordAsync(
            new RecordedService(ServiceMoment.Hotline, await sites.OfAsync(stop), call.ItemId, by.Id, null, call.Phone), what ?? say.In(WordBook.Chinese, "rating.moment." + ServiceMoment.Hotline), by, stop);
        call.AnswerAtOnce(service.Id, clock.Now, by);
    }

    public async Task<TakenVoice> VoiceAsync(HotlineCall call, Actor by, CancellationToken stop = default)
    {
        var said = new VoiceSaid(call.Kind, null, call.Text) { ItemId = call.ItemId, DepartmentId = call.DepartmentId, MayPublish = call.MayPublish };
        var taken = await opening.OpenAsync(said, new VoicePerson(call.Name, call.Phone), new(VoiceChannel.Hotline, SourceId: call.Id), by, stop: stop);
        call.BecomeVoice(taken.Voice.Id, clock.Now, by);
        return taken;
    }

    /// <summary>Only one of the caller's own, which the number tells.</summary>
    public async Task<Voice> UrgeAsync(HotlineCall call, Guid voiceId, Actor by, CancellationToken stop = default)
    {
        await db.LockAsync<Voice>([voiceId], stop);
        var found = await db.Set<Voice>().SingleOrDefaultAsync(one => one.Id == voiceId && one.PhoneHash != null && one.PhoneHash == call.PhoneHash, stop) ?? throw new Refusal("voice.no-such-voice");
        found.Urge(call.Text, moments.By(by));
        call.UrgeOnly(found.Id, clock.Now, by);
        return found;
    }
}
