using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Cases;

/// <summary>What a clerk found of one material.</summary>
public sealed record Finding(string Key, MaterialState State, string? Reason);

/// <summary>Checks what was handed in: one notice, acceptance, or neither (行政许可法 Art. 32).</summary>
public sealed class Checking(
    TongbanDb db, CaseMoments moments, CaseMessages messages, RatableMoments ratable, DocumentNumbers documents, ClockRules rules)
{
    // While the year's notice is not out: so many working days end within these, whatever holidays it brings.
    private int LongestForOwed => (rules.OwedWorkdays.Value * 2) + 4;

    /// <summary>What was found of materials, and of fields (<see cref="CaseNoticeLine.KeyOf"/>).</summary>
    public void Mark(Case found, IEnumerable<Finding> findings, Actor by)
    {
        var at = moments.By(by);
        foreach (var finding in findings)
        {
            if (CaseNoticeLine.FieldOf(finding.Key) is { } field)
            {
                found.MarkField(field, finding.State == MaterialState.Faulty, at);
            }
            else if (found.Material(finding.Key).State != MaterialState.Fetched)
            {
                found.Mark(finding.Key, finding.State, at);
            }
        }
    }

    /// <summary>The one complete notice; a reason with <paramref name="overrideReason"/> is a leader's.</summary>
    public async Task<CaseNotice> NotifyAsync(Case about, IReadOnlyList<Finding> findings, string? overrideReason, Actor by)
    {
        var at = moments.By(by);
        var remark = overrideReason is null ? null : new CaseRemark(about, RemarkKind.SecondNotice, overrideReason, at);
        var number = about.Notify(remark?.Id, at);
        var notice = new CaseNotice(about, number, Reasons(findings), remark?.Id, at);
        db.Add(notice);
        AddRemark(remark);
        await documents.IssueAsync(about, Papers.NoticeOf(number), at);
        await messages.NotifiedAsync(about, notice);
        return notice;
    }

    /// <param name="about">The case.</param>
    /// <param name="defer">What may follow is handed in later, on the applicant's written promise.</param>
    /// <param name="by">Who accepts.</param>
    /// <param name="stop">Stops it.</param>
    public async Task AcceptAsync(Case about, bool defer, Actor by, CancellationToken stop = default)
    {
        var at = moments.By(by);
        DateOnly? owedUntil = defer ? at.Calendar.AddWorkdays(at.Today, rules.OwedWorkdays.Value) ?? at.Today.AddDays(LongestForOwed) : null;

        // Nobody promises for an applicant who is not there; at the window they sign.
        Refusal.Unless(!defer || about.Channel == CaseChannel.Window || about.PromisedToFollowAt is not null, "case.promise-missing");
        about.Accept(await TermsAsync(about, stop), owedUntil, at);
        await AcceptedAsync(about, at, stop);
    }

    /// <summary>The first half of an immediate matter's one go: nothing to tell or to rate yet.</summary>
    public async Task AcceptAtOnceAsync(Case about, Actor by, CancellationToken stop)
    {
        var at = moments.By(by);
        about.Accept(await TermsAsync(about, stop), owedUntil: null, at);
        await documents.IssueAsync(about, Papers.Acceptance, at, stop);
    }

    /// <summary>Deems it accepted when nobody told in time; checked whenever the case is used.</summary>
    public async Task<bool> DeemIfDueAsync(Case about, CancellationToken stop = default)
    {
        var at = moments.By(Actor.System);
        if (!about.IsDue(at.Today))
        {
            return false;
        }

        about.DeemAccepted(await TermsAsync(about, stop), at);
        await AcceptedAsync(about, at, stop);
        return true;
    }

    /// <summary>The day for what was to follow has passed: the applicant is told what comes of it.</summary>
    public async Task<bool> TellOwedAsync(Case about)
    {
        var told = about.TellOwed(moments.By(Actor.System));
        await (told ? messages.OwedPassedAsync(about) : Task.CompletedTask);
        return told;
    }

    /// <summary>Ends the case because the promise was not kept; the applicant reads why.</summary>
    public async Task TerminateAsync(Case about, string? why, Actor by)
    {
        var at = moments.By(by);
        var remark = new CaseRemark(about, RemarkKind.Termination, why, at);
        about.Terminate(remark.Id, at);
        db.Add(remark);
        await documents.IssueAsync(about, Papers.Terminated, at);
        await messages.EndedAsync(about);
    }

    /// <summary>The case as it stands today, when somebody only looks at it.</summary>
    public async Task<Case> AsOfTodayAsync(Case seen, CancellationToken stop = default)
    {
        if (!seen.IsDue(moments.By(Actor.System).Today))
        {
            return seen;
        }

        db.ChangeTracker.Clear();
        await using (var transaction = await db.BeginAsync(stop))
        {
            await db.LockAsync<Case>([seen.Id], stop);
            await DeemIfDueAsync(await db.Set<Case>().SingleAsync(c => c.Id == seen.Id, stop), stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }

        return await db.Set<Case>().SingleAsync(c => c.Id == seen.Id, stop);
    }

    public async Task NotAcceptAsync(Case about, NotAcceptedReason reason, string text, string? competentBody, Actor by)
    {
        var at = moments.By(by);
        var remark = new CaseRemark(about, RemarkKind.NotAccepted, text, at);
        if (reason == NotAcceptedReason.NotOurs)
        {
            // Art. 32 (2): the person is told which body to go to.
            db.Add(new CaseRemark(about, RemarkKind.CompetentBody, competentBody, at));
        }

        about.NotAccept(reason, remark.Id, at);
        db.Add(remark);
        await documents.IssueAsync(about, Papers.NotAccepted, at);
        await messages.EndedAsync(about);
    }

    /// <param name="about">The case.</param>
    /// <param name="why">May be empty.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="party">The co-applicant or agent who asks for it.</param>
    public void Withdraw(Case about, string? why, Actor by, int? party = null)
    {
        var at = moments.By(by);
        about.Withdraw(at, party);
        AddRemark(string.IsNullOrWhiteSpace(why) ? null : new CaseRemark(about, RemarkKind.Withdrawal, why, at));
    }

    public async Task<CaseTerms> TermsAsync(Case about, CancellationToken stop) =>
        CaseTerms.Of((await db.Set<ItemVersion>().AsNoTracking().SingleAsync(version => version.Id == about.ItemVersionId, stop)).Content);

    /// <summary>Shows who looks the applicant's data in full for a while; the reason is kept and looking is told.</summary>
    public void Unmask(Case about, string? why, Actor by)
    {
        var at = moments.By(by);
        var remark = new CaseRemark(about, RemarkKind.Unmasking, why, at);
        about.Unmask(remark.Id, at);
        db.Add(remark);
    }

    private async Task AcceptedAsync(Case about, CaseMoment at, CancellationToken stop)
    {
        await documents.IssueAsync(about, Papers.Acceptance, at, stop);
        await ratable.AcceptedAsync(about, at);
        await messages.AcceptedAsync(about);
    }

    private static Dictionary<string, string> Reasons(IReadOnlyList<Finding> findings) =>
        findings.Where(finding => !string.IsNullOrWhiteSpace(finding.Reason)).ToDictionary(finding => finding.Key, finding => finding.Reason!);

    private void AddRemark(CaseRemark? remark)
    {
        if (remark is not null)
        {
            db.Add(remark);
        }
    }
}
