using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Shared;

namespace Tongban.Mending;

/// <summary>
/// Opens the rectification of a bad rating, in the transaction of the rating: there is never the one without the other.
/// The body that handled the service is responsible (谁办理、谁负责).
/// </summary>
public sealed class RectificationOpening(TongbanDb db, CaseMoments moments, RatingRules rules)
{
    /// <summary>Adds it to the caller's unsaved changes; null where the rating is not bad.</summary>
    public async Task<Rectification?> OpenAsync(Rating rating, Service service)
    {
        if (!rating.Level.IsBad)
        {
            return null;
        }

        var at = moments.By(Actor.System);
        if (rating.Number > Evaluation.First && await OpenOfAsync(service) is { } open && open.MayJoin(rating, await PhoneOfAsync(open)))
        {
            open.Join(rating, at);
            return open;
        }

        var opened = await MakeAsync(rating, service, at);
        db.Add(opened);
        return opened;
    }

    /// <summary>The same of a first rating, for the caller to save; null where it is not bad.</summary>
    public async Task<Rectification?> OfFirstAsync(Rating rating, Service service) => rating.Level.IsBad ? await MakeAsync(rating, service, moments.By(Actor.System)) : null;

    private async Task<Rectification> MakeAsync(Rating rating, Service service, CaseMoment at) => new(rating, await BodyOfAsync(service), Codes.Token(), Codes.ForSpeaking(), MendingTerms.Of(rules), at);

    private Task<Rectification?> OpenOfAsync(Service service) =>
        db.Set<Rectification>().FirstOrDefaultAsync(one => one.ServiceId == service.Id && one.Status != RectificationStatus.Closed);

    private Task<string?> PhoneOfAsync(Rectification open) =>
        db.Set<Rating>().Where(first => first.Id == open.RatingId).Select(first => first.ContactHash).SingleAsync();

    // Of a case its department, of a window its own, else that of the item or of whoever did it; what belongs to no body is the centre's.
    private async Task<Guid?> BodyOfAsync(Service service) =>
        service.CaseId is { } caseId ? await db.Set<Case>().Where(one => one.Id == caseId).Select(one => (Guid?)one.DepartmentId).SingleAsync()
        : service.WindowId is { } windowId ? await db.Set<Window>().Where(one => one.Id == windowId).Select(one => (Guid?)one.DepartmentId).SingleAsync()
        : service.ItemId is { } itemId ? await db.Set<Item>().Where(one => one.Id == itemId).Select(one => (Guid?)one.DepartmentId).SingleAsync()
        : service.StaffId is { } staffId ? await db.Set<Post>().Where(post => post.AccountId == staffId && post.EndedAt == null).OrderBy(post => post.Id).Select(post => post.DepartmentId).FirstOrDefaultAsync()
        : null;
}
