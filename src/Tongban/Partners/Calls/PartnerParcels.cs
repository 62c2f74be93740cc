using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.OneThing;
using Tongban.Partners.Access;
using Tongban.People;
using Tongban.Shared.Api;
using Tongban.Shared.Words;

namespace Tongban.Partners.Calls;

/// <summary>The results of a one-thing that go by post.</summary>
/// <param name="Id">The parcel.</param>
/// <param name="Bundle">The number of the whole (一件事办件).</param>
/// <param name="Possible">What may be done now: `collect`, `mail`, `arrive`.</param>
/// <param name="ReadySince">When the last result was there.</param>
/// <param name="CollectedAt">When it was fetched.</param>
/// <param name="Tracking">Its number.</param>
/// <param name="MailedAt">When it went off.</param>
/// <param name="ArrivedAt">When it arrived.</param>
/// <param name="To">Whom it goes to: where it is read, while it is in one's own hands.</param>
public sealed record PartnerParcel(Guid Id, string Bundle, IReadOnlyList<string> Possible, DateTimeOffset? ReadySince, DateTimeOffset? CollectedAt, string? Tracking, DateTimeOffset? MailedAt, DateTimeOffset? ArrivedAt, PartnerLabel? To);

/// <summary>What the label says.</summary>
/// <param name="Name">Who.</param>
/// <param name="Phone">Their phone.</param>
/// <param name="Address">Where.</param>
public sealed record PartnerLabel(string Name, string Phone, string Address);

/// <summary>A postal body's parcels, looked up through what it may see.</summary>
public sealed class PartnerParcels(TongbanDb db, Parcels parcels, Progressing progressing, CurrentPartner partner, PersonalData personal, HallClock clock, Say say)
{
    public const string Collect = "collect";
    public const string Mail = "mail";
    public const string Arrive = "arrive";

    private IQueryable<Bundle> All => parcels.SeenBy(partner.Client.DepartmentId ?? Guid.Empty);

    public async Task<IReadOnlyList<PartnerParcel>> OpenAsync(int most, CancellationToken stop)
    {
        var bundles = await All.AsNoTracking().Where(bundle => !db.Set<Parcel>().Any(parcel => parcel.BundleId == bundle.Id && parcel.ArrivedAt != null))
            .OrderBy(bundle => bundle.EndedAt).ThenBy(bundle => bundle.Number).Take(most).ToListAsync(stop);
        var ids = bundles.Select(bundle => bundle.Id).ToList();
        var there = await db.Set<Parcel>().AsNoTracking().Where(parcel => ids.Contains(parcel.BundleId)).ToDictionaryAsync(parcel => parcel.BundleId, stop);
        return [.. bundles.Select(bundle => Told(bundle, there.GetValueOrDefault(bundle.Id)))];
    }

    public async Task<PartnerParcel?> SeeAsync(Guid id, CancellationToken stop) =>
        await All.AsNoTracking().SingleOrDefaultAsync(bundle => bundle.Id == id, stop) is { } bundle ? Told(bundle, await OfAsync(id, stop)) : null;

    public async Task<Results<Ok<PartnerParcel>, NotFound, ProblemHttpResult>> DoAsync(Guid id, string move, Func<Bundle, Parcel?, Task<Parcel>> act, CancellationToken stop)
    {
        if (!await All.AnyAsync(bundle => bundle.Id == id, stop))
        {
            return TypedResults.NotFound();
        }

        var held = await progressing.HoldAsync(id, stop);
        var parcel = await OfAsync(id, stop);
        if (parcel is not null && parcel.DepartmentId != partner.Client.DepartmentId)
        {
            return TypedResults.NotFound();
        }

        if (!Possible(held, parcel).Contains(move))
        {
            return ApiProblems.Of(new Refusal("parcel.not-now"), say, StatusCodes.Status409Conflict, new Dictionary<string, object?> { ["possible"] = Possible(held, parcel) });
        }

        parcel = await act(held, parcel);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(Told(held, parcel, isKept: true));
    }

    private Task<Parcel?> OfAsync(Guid id, CancellationToken stop) => db.Set<Parcel>().SingleOrDefaultAsync(parcel => parcel.BundleId == id, stop);

    private static List<string> Possible(Bundle bundle, Parcel? parcel) => parcel switch
    {
        null => bundle.DeliveredAt is null ? [Collect] : [],
        { MayMail: true } => bundle.DeliveredAt is null ? [Mail] : [],
        { MayArrive: true } => [Arrive],
        _ => [],
    };

    // The answer of a change is kept to be given again: a person's data is not in it.
    private PartnerParcel Told(Bundle bundle, Parcel? parcel, bool isKept = false) => new(
        bundle.Id, bundle.Number!, Possible(bundle, parcel), clock.WithOffset(bundle.EndedAt), clock.WithOffset(parcel?.CollectedAt), parcel?.Tracking, clock.WithOffset(parcel?.MailedAt), clock.WithOffset(parcel?.ArrivedAt),
        !isKept && parcel is { ArrivedAt: null } ? new PartnerLabel(bundle.ApplicantName, Open(bundle.PhoneCipher), Open(bundle.AddressCipher)) : null);

    private string Open(string? cipher) => cipher is null ? "" : personal.Open(new Sealed(cipher, ""));
}
