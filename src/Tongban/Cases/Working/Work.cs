using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Licences;
using Tongban.Shared.Files;
using Tongban.Shared.Words;

namespace Tongban.Cases;

/// <summary>The department's work on a case; each move with its opinion or reason in words.</summary>
public sealed class Work(
    TongbanDb db, CaseMoments moments, CaseMessages messages, Checking checking, RatableMoments ratable, Issuing licences, FileStore files, Say words, DocumentNumbers documents)
{
    public void Claim(Case on, Guid accountId) => on.Claim(accountId, Now(accountId));

    public void Release(Case on, Guid accountId) => on.Release(accountId, Now(accountId));

    public void Agree(Case on, string? opinion, Guid accountId) =>
        on.Agree(accountId, Say(on, RemarkKind.Opinion, opinion, accountId), Now(accountId));

    public void Return(Case on, string? opinion, Guid accountId) =>
        on.ReturnStep(accountId, Say(on, RemarkKind.Opinion, opinion, accountId), Now(accountId));

    /// <summary>At the last step the words are the refusal's reason, which the applicant reads (行政许可法 Art. 38).</summary>
    public void Reject(Case on, string? opinion, Guid accountId) =>
        on.Reject(accountId, Say(on, on.IsLastStep ? RemarkKind.RefusalReason : RemarkKind.Opinion, opinion, accountId), Now(accountId));

    public async Task PauseAsync(Case on, SpecialProcedure kind, DateOnly expectedUntil, string? reason, Guid accountId)
    {
        var pause = on.Pause(kind, expectedUntil, Say(on, RemarkKind.Pause, reason, accountId), Now(accountId));
        await documents.IssueAsync(on, Papers.PauseOf(pause.Number), Now(accountId));
        await messages.PausedAsync(on);
    }

    public async Task ResumeAsync(Case on, Guid accountId)
    {
        on.Resume(Now(accountId));
        await messages.ResumedAsync(on);
    }

    public void AskExtension(Case on, int days, string? reason, Guid accountId) =>
        on.AskExtension(accountId, days, Say(on, RemarkKind.ExtensionAsked, reason, accountId), Now(accountId));

    /// <summary>The applicant is told, with the reason (行政许可法 Art. 42).</summary>
    /// <param name="on">The case.</param>
    /// <param name="days">Working days more.</param>
    /// <param name="reason">Why.</param>
    /// <param name="accountId">The leader.</param>
    /// <param name="approval">Of a joint matter: the paper of the head of the government.</param>
    public async Task ExtendAsync(Case on, int days, string? reason, Guid accountId, string? approval = null)
    {
        on.Extend(days, Say(on, RemarkKind.Extension, reason, accountId), Now(accountId), approval);
        await documents.IssueAsync(on, Papers.Extension, Now(accountId));
        await messages.ExtendedAsync(on);
    }

    /// <summary>The leader says no, and why; the officer reads it, and the term stays as it is.</summary>
    public void DeclineExtension(Case on, string? reason, Guid accountId) =>
        on.DeclineExtension(Say(on, RemarkKind.ExtensionDeclined, reason, accountId), Now(accountId));

    /// <summary>What a leader wants done (督办意见); read by whoever works on it.</summary>
    public void Instruct(Case on, string? text, Guid accountId) => _ = Say(on, RemarkKind.Instruction, text, accountId);

    /// <summary>Records the result and closes (办结).</summary>
    /// <remarks>A step of a one-thing is closed there, with what the other steps wait for: <c>case.close-in-bundle</c>.</remarks>
    public Task<CaseResult> CloseAsync(Case on, ResultGiven given, IFormFile? document, Actor by, CancellationToken stop = default)
    {
        Refusal.Unless(on.BundleId is null, "case.close-in-bundle");
        return CloseStepAsync(on, given, document, by, stop);
    }

    /// <summary>The same for the step of a one-thing, by the one-thing.</summary>
    public async Task<CaseResult> CloseStepAsync(Case on, ResultGiven given, IFormFile? document, Actor by, CancellationToken stop = default)
    {
        var at = moments.By(by);
        Refusal.Unless((given.Number?.Length ?? 0) <= CaseResult.MaxNumber, "case.result-number-too-long", CaseResult.MaxNumber);
        Refusal.Unless(given.ValidUntil is null || given.ValidUntil > at.Today, "case.result-expired");
        var file = document is null ? null : new CaseFile(on, null, await files.KeepAsync(document, stop), FileStore.NameOf(document), at);
        var result = new CaseResult(on, given with { FileId = file?.Id }, at);
        on.Close(result.Id, at);
        db.Add(result);
        await documents.IssueAsync(on, Papers.Result, at, stop);
        await licences.IssueAsync(on, result, at, stop);
        await ratable.ClosedAsync(on, at);
        if (file is not null)
        {
            db.Add(file);
        }

        await messages.EndedAsync(on);
        return result;
    }

    /// <summary>
    /// An immediate matter (即办件) in one go: accepted, decided, closed, and handed over to who waits for it at the window.
    /// </summary>
    public async Task FinishAtOnceAsync(Case on, string? resultNumber, Actor by, CancellationToken stop = default)
    {
        var content = (await db.Set<ItemVersion>().AsNoTracking().SingleAsync(version => version.Id == on.ItemVersionId, stop)).Content;
        Refusal.Unless(content.IsImmediate, "case.not-immediate");
        await checking.AcceptAtOnceAsync(on, by, stop);
        on.GrantAtOnce(moments.By(by));
        await CloseAsync(on, ResultOf(on, content, resultNumber, null), document: null, by, stop);
        if (on.Delivery == DeliveryWay.PickUp)
        {
            on.Deliver(DeliveryWay.PickUp, null, moments.By(by));
        }
    }

    /// <summary>The result as the item names it; a refusal's result is the written decision (行政许可法 Art. 38).</summary>
    public ResultGiven ResultOf(Case on, ItemContent content, string? number, DateOnly? validUntil)
    {
        var named = on.Outcome == CaseOutcome.Refused ? DecisionAgainst(content)
            : content.Results is [var first, ..] ? first
            : new ItemResult(content.NameZh, content.NameEn, null);
        return new ResultGiven(named.NameZh, named.NameEn, string.IsNullOrWhiteSpace(number) ? null : number.Trim(), validUntil, null);
    }

    public void ShowAddress(Case on, Actor by) => on.ShowAddress(moments.By(by));

    /// <summary>Handed over against an identity note, posted with a tracking number, or downloaded.</summary>
    /// <param name="on">The case.</param>
    /// <param name="way">How.</param>
    /// <param name="note">Whose identity was checked, or the tracking number.</param>
    /// <param name="by">Who hands it over.</param>
    /// <param name="to">The co-applicant or agent who fetches it.</param>
    public void Deliver(Case on, DeliveryWay way, string? note, Actor by, int? to = null)
    {
        var at = moments.By(by);
        var remark = way == DeliveryWay.Download ? null : new CaseRemark(on, RemarkKind.Delivery, note, at);
        on.Deliver(way, remark?.Id, at, to);
        if (remark is not null)
        {
            db.Add(remark);
        }
    }

    private ItemResult DecisionAgainst(ItemContent content)
    {
        var title = Papers.DecisionTitle(content, CaseOutcome.Refused);
        return new ItemResult(words.In(WordBook.Chinese, title), words.In(WordBook.English, title), null);
    }

    private CaseMoment Now(Guid accountId) => moments.By(Actor.Staff(accountId));

    private Guid Say(Case on, RemarkKind kind, string? text, Guid accountId)
    {
        var remark = new CaseRemark(on, kind, text, Now(accountId), on.OpenStep?.Number);
        db.Add(remark);
        return remark.Id;
    }
}
