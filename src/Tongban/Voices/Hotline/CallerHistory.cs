using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;

namespace Tongban.Voices.Hotline;

/// <summary>A case of the caller, as it may be told once they have said who they are.</summary>
public sealed record CallersCase(string Number, string Item, string Applicant, CaseStatus Status, DateOnly ReceivedOn);

/// <summary>What is on record under a phone number: voices, earlier calls, cases. Names are masked.</summary>
public sealed record CallerHistory(IReadOnlyList<Voice> Voices, IReadOnlyList<HotlineCall> Calls, IReadOnlyList<CallersCase> Cases)
{
    public static CallerHistory None { get; } = new([], [], []);

    public bool IsEmpty => Voices.Count + Calls.Count + Cases.Count == 0;
}

/// <summary>Looks it up by the number's keyed hash; the number itself stands in no query.</summary>
public sealed class CallerHistories(TongbanDb db)
{
    private const int Most = 8;

    public async Task<CallerHistory> OfAsync(HotlineCall call, CancellationToken stop = default)
    {
        if (call.PhoneHash is not { } hash)
        {
            return CallerHistory.None;
        }

        var voices = await db.Set<Voice>().AsNoTracking().IgnoreAutoIncludes().Where(one => one.PhoneHash == hash && (one.AboutStaffId == null || one.AboutStaffId != call.TakerId)).OrderByDescending(one => one.ReceivedAt).Take(Most).ToListAsync(stop);
        var calls = await db.Set<HotlineCall>().AsNoTracking().Where(one => one.PhoneHash == hash && one.Id != call.Id && one.Text != "").OrderByDescending(one => one.StartedAt).Take(Most).ToListAsync(stop);
        var cases = await (
            from its in db.Set<Case>().AsNoTracking().IgnoreAutoIncludes()
            join version in db.Set<ItemVersion>() on its.ItemVersionId equals version.Id
            where its.PhoneHash == hash
            orderby its.ReceivedAt descending
            select new { its.Number, version.NameZh, version.NameEn, its.ApplicantName, its.Status, its.ReceivedOn }).Take(Most).ToListAsync(stop);
        return new CallerHistory(voices, calls, [.. cases.Select(one => new CallersCase(one.Number, Bilingual.Of(one.NameZh, one.NameEn), Masking.Name(one.ApplicantName), one.Status, one.ReceivedOn))]);
    }
}
