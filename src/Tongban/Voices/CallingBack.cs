using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Voices;

/// <summary>
/// The call after the answer (回访): made by somebody else than who answered, as the hotline asks after what a body did
/// (国办发〔2020〕53号, 回复 → 督办 → 办结 → 回访), unless nobody else is there. What the person said is written down only by
/// whoever has looked at the number to call.
/// </summary>
public sealed class CallingBack(TongbanDb db, HallClock clock, CurrentStaff staff, VoicesInSight sight, CaseMoments moments, VoiceMessages messages)
{
    /// <summary>Whether whoever is signed in may call for this one, which they have in sight.</summary>
    public async Task<bool> MayAsync(Voice of) =>
        of.Status == VoiceStatus.Replied && (of.RepliedById != staff.AccountId || await IsAloneAsync(of));

    public async Task LookAsync(Voice of, Actor by) => of.LookAtPerson(moments.By(by), await MayAsync(of));

    /// <remarks>Refusals: those of <see cref="Voice.Call"/>, <c>voice.call-first</c>.</remarks>
    public async Task CallAsync(Voice of, bool reached, AnswerLevel? said, string? words, Actor by, CancellationToken stop = default)
    {
        var alone = await IsAloneAsync(of);
        Refusal.Unless(of.Status != VoiceStatus.Replied || alone || by.Id != of.RepliedById, "voice.call-by-another");
        Refusal.Unless(of.Status != VoiceStatus.Replied || await HasNumberAsync(of, by, stop), "voice.call-first");
        of.Call(reached, said, words, moments.By(by), alone);
        if (said is { } level)
        {
            messages.Noted(of, level);
        }
        else if (!reached)
        {
            messages.Tried(of);
        }
    }

    private Task<bool> HasNumberAsync(Voice of, Actor by, CancellationToken stop) => db.HasSeenAsync(of.Id, Voice.PersonSeen, by, clock.Now - SeenLately.NumberFor, stop);

    private async Task<bool> IsAloneAsync(Voice of) => !await sight.HasOtherCallerAsync(of);
}
