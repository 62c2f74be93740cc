using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Voices;

/// <summary>What is done with a voice beyond its own row: bodies and colleagues that must exist, those linked to it, messages.</summary>
public sealed class VoiceWork(TongbanDb db, CaseMoments moments, VoiceRules rules, VoicesInSight sight, VoiceFiles files, VoiceMessages messages)
{
    /// <summary>Locks it and those linked with it, in one order, and answers it fresh.</summary>
    public async Task<Voice?> FindAsync(IQueryable<Voice> among, Guid id, CancellationToken stop = default)
    {
        var linked = await db.Set<Voice>().Where(one => one.DuplicateOfId == id).Select(one => one.Id).ToListAsync(stop);
        await db.LockAsync<Voice>([id, .. linked], stop);
        return await among.SingleOrDefaultAsync(one => one.Id == id, stop);
    }

    public void Classify(Voice of, VoiceKind? kind, string? why, Actor by)
    {
        var before = of.ReplyDueOn;
        var chosen = kind is { } known and not VoiceKind.Urging ? known : throw new Refusal("voice.kind-needed");
        of.Classify(chosen, VoiceTerms.Of(rules, chosen), moments.By(by), why);
        if (of.ReplyDueOn != before)
        {
            messages.Reclassified(of);
        }
    }

    public void MarkUrgent(Voice of, string? why, Actor by) => of.MarkUrgent(rules.UrgentWorkdays.Value, why, moments.By(by));

    public async Task RouteAsync(Voice of, Guid? bodyId, Actor by)
    {
        Refusal.Unless(await sight.MayRouteAsync(), "voice.not-yours");
        await NeedBodyAsync(bodyId);
        of.Route(bodyId, moments.By(by));
    }

    public async Task TransferAsync(Voice of, Guid? bodyId, string? why, Actor by)
    {
        await NeedBodyAsync(bodyId);
        of.Transfer(bodyId, why, moments.By(by));
        await FollowAsync(of, by);
    }

    public async Task DecideTransferAsync(Voice of, bool agree, string? words, Actor by)
    {
        of.DecideTransfer(agree, words, moments.By(by));
        await FollowAsync(of, by);
    }

    public async Task TakeAsync(Voice of, Actor by)
    {
        of.Take(moments.By(by));
        await FollowAsync(of, by);
    }

    public async Task AssignAsync(Voice of, Guid? toId, Actor by)
    {
        Refusal.Unless(toId is { } to && (to == of.HandlerId || (await sight.HandlersAsync(of)).ContainsKey(to)), "voice.no-such-handler");
        of.Assign(toId!.Value, moments.By(by));
        await FollowAsync(of, by);
    }

    /// <summary>Answers it and, in the same words, those that are linked with it.</summary>
    public async Task ReplyAsync(Voice of, string? words, IEnumerable<IFormFile> sent, Actor by, CancellationToken stop = default)
    {
        Refusal.Unless(of.DuplicateOfId is null, "voice.goes-along");
        await files.KeepAsync(of, sent, by, stop);
        foreach (var one in (await LinkedAsync(of)).Prepend(of))
        {
            one.Reply(words, moments.By(by));
            messages.Replied(one);
        }
    }

    /// <summary>Links it with another of the same body that is worked on.</summary>
    public async Task LinkAsync(Voice of, string? number, Actor by)
    {
        var wanted = VoiceNumbers.Read(number);
        var main = await (await sight.MineAsync()).Where(one => one.Number == wanted).SingleOrDefaultAsync() ?? throw new Refusal("voice.no-such-voice");
        await db.LockAsync<Voice>([main.Id], CancellationToken.None);
        await db.Entry(main).ReloadAsync();
        Refusal.Unless(!await db.Set<Voice>().AnyAsync(one => one.DuplicateOfId == of.Id && (one.Status == VoiceStatus.ToRoute || one.Status == VoiceStatus.InHand)), "voice.has-links");
        of.LinkTo(main, moments.By(by));
    }

    public async Task ProposeTextAsync(Voice of, string? question, string? answer, Actor by)
    {
        var ids = of.Notes.Select(note => Actor.StaffIdOf(note.By)).Append(of.HandlerId).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(user => ids.Contains(user.Id)).Select(user => user.FullName).ToListAsync();
        of.ProposeText(question, answer, [.. names, of.Name], moments.By(by));
    }

    private async Task FollowAsync(Voice main, Actor by)
    {
        foreach (var one in await LinkedAsync(main))
        {
            one.Follow(main, moments.By(by));
        }
    }

    private Task<List<Voice>> LinkedAsync(Voice main) =>
        db.Set<Voice>().Where(one => one.DuplicateOfId == main.Id && one.Status == VoiceStatus.InHand).OrderBy(one => one.Id).ToListAsync();

    private async Task NeedBodyAsync(Guid? id) =>
        Refusal.Unless(id is null || await db.Set<Department>().AnyAsync(one => one.Id == id), "voice.no-such-body");
}
