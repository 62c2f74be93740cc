using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Ratings;
using Tongban.Shared.Files;

namespace Tongban.Mending;

/// <summary>Work on a rectification that needs more than itself: files, messages, the names that must not be published.</summary>
public sealed class Handling(TongbanDb db, CaseMoments moments, FileStore files, MendingMessages messages, RectificationsInSight sight, ServedNames served)
{
    public async Task AssignAsync(Rectification of, Guid? toId, Actor by)
    {
        Refusal.Unless(toId is not null && toId != of.RatedStaffId, "rectification.rated-oneself");
        Refusal.Unless((await sight.HandlersAsync(of)).ContainsKey(toId!.Value), "rectification.no-such-handler");
        of.Assign(toId.Value, moments.By(by));
    }

    /// <summary>A call; what the person said of the mending, if anything, is noted after it, unless they have said it by the link.</summary>
    public void Call(Rectification of, bool reached, string? words, MendingLevel? said, Actor by)
    {
        var again = of.Status == RectificationStatus.ToCallAgain;
        of.Call(reached, words, moments.By(by));
        if (again && reached && of.MendingRated is null && said is { } level)
        {
            of.NoteLevel(level, moments.By(by));
        }
    }

    public async Task MendAsync(Rectification of, string? done, string? reply, IFormFileCollection evidence, Actor by, CancellationToken stop = default)
    {
        await KeepAsync(of, evidence, by, stop);
        of.Mend(done, reply, moments.By(by));
        await messages.MendedAsync(of);
    }

    public async Task ReviewAsync(Rectification of, bool agree, string? words, Actor by)
    {
        of.Review(agree, words, moments.By(by));
        await (agree ? messages.ExplainedAsync(of) : Task.CompletedTask);
    }

    public async Task AppealAsync(Rectification of, string? words, IFormFileCollection evidence, Actor by, CancellationToken stop = default)
    {
        of.Appeal(words, moments.By(by));
        await KeepAsync(of, evidence, by, stop);
    }

    public async Task DecideAppealAsync(Rectification of, Verdict? upheldAs, string? words, string? reply, Actor by)
    {
        of.DecideAppeal(upheldAs, words, reply, moments.By(by));
        await (upheldAs is not null ? messages.ExplainedAsync(of) : Task.CompletedTask);
    }

    public async Task ProposeTextAsync(Rectification of, string? words, Actor by)
    {
        var ids = new[] { of.RatedStaffId, of.HandlerId }.OfType<Guid>().ToList();
        var names = await db.Users.Where(user => ids.Contains(user.Id)).Select(user => user.FullName).ToListAsync();
        of.ProposeText(words, [.. names, .. await served.OfAsync(of.ServiceId)], moments.By(by));
    }

    /// <summary>The rated is told what it is about, and nothing that leads to who rated.</summary>
    public async Task TellRatedAsync(Rectification of, string? words, Actor by) => of.TellRated(words, await served.OfAsync(of.ServiceId), moments.By(by));

    /// <summary>Keeps files that show what was done; one that is refused refuses them all.</summary>
    public async Task KeepAsync(Rectification of, IFormFileCollection evidence, Actor by, CancellationToken stop = default)
    {
        var given = evidence.Where(file => file.FileName.Length > 0).ToList();
        Refusal.Unless(given.Count == 0 || await db.Set<RectificationFile>().CountAsync(file => file.RectificationId == of.Id, stop) + given.Count <= RectificationFile.MaxEach, "rectification.too-many-files", RectificationFile.MaxEach);
        foreach (var upload in given)
        {
            db.Add(new RectificationFile(of, await files.KeepAsync(upload, stop), FileStore.NameOf(upload), moments.By(by)));
        }

        if (given.Count > 0)
        {
            of.TakeEvidence(given.Count, moments.By(by));
        }
    }

    /// <summary>The person by the link says how well it was mended. A guest, whoever is signed in.</summary>
    public void RateMending(Rectification of, MendingLevel? level, string? words) =>
        of.RateMending(level ?? throw new Refusal("rectification.choose-level"), words, moments.By(Actor.Guest));
}
