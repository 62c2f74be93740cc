using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>A material that an earlier case of the same applicant holds, checked and in order; or a licence that we issued to them and that is valid.</summary>
/// <param name="Key">The material of this case that it answers.</param>
/// <param name="FromCaseId">Where it lies.</param>
/// <param name="FromNumber">That case's number.</param>
/// <param name="MatterZh">What it was handed in for.</param>
/// <param name="MatterEn">In English.</param>
/// <param name="HandedInAt">When.</param>
/// <param name="Files">The files.</param>
public sealed record HeldMaterial(string Key, Guid FromCaseId, string FromNumber, string MatterZh, string MatterEn, DateTime HandedInAt, IReadOnlyList<CaseFile> Files)
{
    /// <summary>电子证照标识 where it is a licence: its signed PDF is the file.</summary>
    public string? Licence { get; init; }
}

/// <summary>Whose materials may be used again in a form.</summary>
/// <param name="IdHash">Of the person, where it is a person's own matter.</param>
/// <param name="Company">The company's name, where it is a company's.</param>
/// <param name="Uscc">Its credit code, once it has one.</param>
public sealed record HeldFor(string? IdHash, string? Company, string? Uscc)
{
    public bool IsCompany => Company is not null;
}

/// <summary>
/// What is held already is offered and not asked for again (国务院: 凡是能通过信息共享获得的不再要求提供). At a window the
/// applicant's document has been checked; online only the signed-in account's own cases are looked at, because a typed
/// identity number proves nothing.
/// </summary>
public sealed class HeldMaterials(TongbanDb db, CaseMoments moments, HallClock clock, ClockRules rules)
{
    private const int MostCases = 20;

    /// <summary>For each material that is not in order: the newest identical one.</summary>
    /// <param name="of">The case that needs it.</param>
    /// <param name="accountId">Online: whose account asks; null at a window.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<IReadOnlyList<HeldMaterial>> OfferedAsync(Case of, Guid? accountId, CancellationToken stop = default)
    {
        var open = of.Materials.Where(material => of.Status.Allows(CaseMove.HandIn) && MayAnswer(of, material)).Select(material => material.Key).ToList();
        if (open.Count == 0)
        {
            return [];
        }

        var names = await NamesAsync(of.ItemVersionId, stop);
        // A licence that is valid says more than what somebody handed in once.
        var held = await HeldLicences.OfAsync(db, of.Uscc is null ? SameApplicant(of, accountId) : Usable(of, accountId), of.Uscc, moments.By(Actor.System), stop);
        held.AddRange(await HeldAsync(SameApplicant(of, accountId), stop));
        return [.. open.Select(key => held.FirstOrDefault(one => one.Name == names.GetValueOrDefault(key)).Held is { } found ? found with { Key = key } : null).OfType<HeldMaterial>()];
    }

    /// <summary>For a form that is not a case yet: what this account's own cases, or licences that came of them, hold under these names.</summary>
    /// <param name="accountId">Who is signed in.</param>
    /// <param name="of">The person or the company that it is for.</param>
    /// <param name="names">Materials by name; the answer bears it as its key.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<IReadOnlyList<HeldMaterial>> OfAccountAsync(Guid accountId, HeldFor of, IReadOnlyCollection<string> names, CancellationToken stop = default)
    {
        var own = db.Set<Case>().AsNoTracking().Where(c => c.AccountId == accountId);
        var earlier = of.IsCompany ? own.Where(c => c.Uscc != null ? c.Uscc == of.Uscc : c.HandlerName != null && c.ApplicantName == of.Company)
            : own.Where(c => c.Uscc == null && c.HandlerName == null && c.IdHash == of.IdHash);
        var held = await HeldLicences.OfAsync(db, of.Uscc is null ? earlier : own, of.Uscc, moments.By(Actor.System), stop);
        held.AddRange(await HeldAsync(earlier, stop));
        return [.. names.Select(name => held.FirstOrDefault(one => one.Name == name.Trim()).Held is { } found ? found with { Key = name } : null).OfType<HeldMaterial>()];
    }

    /// <summary>Uses it: the same bytes become this case's, the fact says from where.</summary>
    public async Task UseAsync(Case of, string key, Guid? accountId, Actor by, CancellationToken stop = default)
    {
        var offer = (await OfferedAsync(of, accountId, stop)).FirstOrDefault(one => one.Key == key) ?? throw new Refusal("case.not-held");
        var at = moments.By(by);
        foreach (var held in offer.Files)
        {
            var file = new CaseFile(of, key, held, at);
            of.HandIn(key, file.Id, at, file.FromCaseId);
            db.Add(file);
        }
    }

    // After acceptance only what is asked for or owed; before it, what is not there or not as it must be.
    private static bool MayAnswer(Case of, CaseMaterial material) =>
        material.State is MaterialState.Missing or MaterialState.Faulty or MaterialState.Owed && (of.Status != CaseStatus.Accepted || material.IsAsked);

    private async Task<List<(string Name, HeldMaterial Held)>> HeldAsync(IQueryable<Case> of, CancellationToken stop)
    {
        var since = clock.Now.AddDays(-rules.ReuseDays.Value);
        var earlier = await of.Where(c => c.ReceivedAt > since.AddDays(-rules.ReuseDays.Value))
            .OrderByDescending(c => c.ReceivedAt).Take(MostCases).ToListAsync(stop);
        var ids = earlier.Select(c => c.Id).ToList();
        var files = await db.Set<CaseFile>().AsNoTracking().Where(file => ids.Contains(file.CaseId) && file.MaterialKey != null && (file.FirstUploadedAt ?? file.UploadedAt) > since).ToListAsync(stop);
        var found = new List<(string, HeldMaterial)>();
        foreach (var one in earlier)
        {
            found.AddRange(await OfCaseAsync(one, [.. files.Where(file => file.CaseId == one.Id)], stop));
        }

        return [.. found.OrderByDescending(pair => pair.Item2.HandedInAt)];
    }

    private async Task<IEnumerable<(string, HeldMaterial)>> OfCaseAsync(Case one, List<CaseFile> files, CancellationToken stop)
    {
        if (files.Count == 0)
        {
            return [];
        }

        var version = await db.Set<ItemVersion>().AsNoTracking().SingleAsync(v => v.Id == one.ItemVersionId, stop);
        var names = await NamesAsync(one.ItemVersionId, stop);
        return files.Where(file => one.Materials.Any(material => material.Key == file.MaterialKey && material.State == MaterialState.Received))
            .GroupBy(file => file.MaterialKey!).Where(group => names.ContainsKey(group.Key))
            .Select(group => (names[group.Key], new HeldMaterial(group.Key, one.Id, one.Number, version.NameZh, version.NameEn, group.Max(file => file.FirstUploadedAt ?? file.UploadedAt), [.. group])));
    }

    private IQueryable<Case> Usable(Case of, Guid? accountId) => db.Set<Case>().AsNoTracking().Where(c => c.Id != of.Id && (accountId == null || c.AccountId == accountId));

    // A person by the identity number, an organisation by its credit code, whoever acted for it.
    private IQueryable<Case> SameApplicant(Case of, Guid? accountId)
    {
        var others = Usable(of, accountId);
        return of.Uscc is { } uscc ? others.Where(c => c.Uscc == uscc)
            : of.HandlerName is null ? others.Where(c => c.IdHash == of.IdHash && c.Uscc == null && c.HandlerName == null)
            : others.Where(c => c.IdHash == of.IdHash && c.ApplicantName == of.ApplicantName);
    }

    // Two materials are the same when they bear the same name: keys are each item's own.
    private async Task<Dictionary<string, string>> NamesAsync(Guid versionId, CancellationToken stop) =>
        (await db.Set<ItemVersion>().AsNoTracking().SingleAsync(v => v.Id == versionId, stop)).Content.Materials.ToDictionary(m => m.Id, m => m.NameZh.Trim());
}
