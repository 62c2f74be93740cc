using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.OneThing;

/// <summary>What the post does with the results of one-things. The bundle's row is held before, so that a window and the post do not both send it off.</summary>
public sealed class Parcels(TongbanDb db, HandingOver handing, HallClock clock)
{
    /// <summary>What a postal body sees: what waits to be fetched, and what it has fetched itself.</summary>
    public IQueryable<Bundle> SeenBy(Guid departmentId) => db.Set<Bundle>().Where(bundle => bundle.Status == BundleStatus.Done && bundle.Delivery == DeliveryWay.Post
        && ((bundle.DeliveredAt == null && !db.Set<Parcel>().Any(parcel => parcel.BundleId == bundle.Id)) || db.Set<Parcel>().Any(parcel => parcel.BundleId == bundle.Id && parcel.DepartmentId == departmentId)));

    public Parcel Collect(Bundle held, Guid departmentId, Actor by)
    {
        var parcel = new Parcel(held, departmentId, clock.Now, by);
        db.Add(parcel);
        return parcel;
    }

    /// <summary>On its way: with it everything has been handed over, as when a window posts it.</summary>
    public async Task MailAsync(Bundle held, Parcel parcel, string? tracking, Actor by, CancellationToken stop = default)
    {
        parcel.Mail(tracking, clock.Now, by);
        await handing.DoAsync(held, parcel.Tracking, by, stop);
    }

    public void Arrive(Parcel parcel, Actor by) => parcel.Arrive(clock.Now, by);
}
