using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Ratings.WritingDown;

/// <summary>电话邀评: who left a phone and has not rated, the oldest first, once each. Nobody asks about their own service.</summary>
[Needs(Permission.CollectRatings)]
public sealed class AskModel(TongbanDb db, HallClock clock, RatingRules rules, LeftPhones phones, RatableServices services, CurrentStaff staff, Province.ProvincePage province) : TongbanPage
{
    private const int Most = 20;

    public IReadOnlyList<ServiceView> Rows { get; private set; } = [];

    public int Days => rules.FirstRatingDays.Value;

    public async Task OnGetAsync(CancellationToken stop)
    {
        if (province.IsOnlyOne)
        {
            return;
        }

        var (earliest, me) = (clock.Today.AddDays(-Days), staff.AccountId);
        var found = await phones.With().AsNoTracking()
            .Where(service => service.On >= earliest && service.AskedAt == null && (service.StaffId == null || service.StaffId != me))
            .Where(service => !db.Set<Rating>().Any(rating => rating.ServiceId == service.Id))
            .OrderBy(service => service.EndedAt).Take(Most).ToListAsync(stop);
        var rows = new List<ServiceView>();
        foreach (var service in found)
        {
            rows.Add(await services.ShowAsync(service));
        }

        Rows = rows;
    }
}
