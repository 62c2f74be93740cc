using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Notices;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Ratings;

/// <summary>
/// Sends the link to a rating to the phone that was left with the service. Only its owner gets it: whoever types somebody
/// else's number rates nothing and does not learn whether that person was here.
/// </summary>
public sealed class RatingLinks(TongbanDb db, HallClock clock, RatingRules rules, LeftPhones phones, Allowances allowances, Outbox outbox, PersonalData personal, Say say, IHttpContextAccessor http, RatingVia vias)
{
    public const int MostADay = 3;
    private static readonly TimeSpan UsefulFor = TimeSpan.FromDays(1);

    /// <summary>From a window's plate (静态二维码). Answers the same whether or not there is something to rate.</summary>
    /// <remarks>Refusals: <c>rating.no-messages</c>, <c>rating.link-often</c>.</remarks>
    public async Task FromWindowAsync(Window window, MobileNumber phone, CancellationToken stop = default)
    {
        Refusal.Unless(outbox.CanSend(MessageChannel.Sms), "rating.no-messages");
        var hash = personal.Hash(Sealed.Phone, phone.Value);
        Refusal.Unless(await allowances.ChangeAsync([new Use("rating.link", hash, clock.Today, MostADay)], stop) is null, "rating.link-often", MostADay);
        if (await AtAsync(window, hash, stop) is { } service)
        {
            Send(service, phone.Value, window.NameZh, RatingVia.Qr);
        }
    }

    /// <summary>To the phone left with a service that was just recorded; nothing where none was left.</summary>
    public async Task AfterAsync(Service service, string what, CancellationToken stop = default)
    {
        if (outbox.CanSend(MessageChannel.Sms) && await phones.OfAsync(service, stop) is { } phone)
        {
            Send(service, personal.Open(phone), what, RatingVia.Sms);
        }
    }

    private void Send(Service service, string phone, string what, string via) =>
        outbox.Add(MessageChannel.Sms, phone, say.In(WordBook.Chinese, "citizens.sms-name"), say.In(WordBook.Chinese, "rating.sms-link", what) + Address(service, via), UsefulFor);

    // Served at the window, or a case that was handed in there; the latest that nobody has rated.
    private Task<Service?> AtAsync(Window window, string hash, CancellationToken stop)
    {
        var earliest = clock.Today.AddDays(-rules.FirstRatingDays.Value);
        var legs = db.Set<Leg>().Where(leg => leg.WindowId == window.Id).Select(leg => (Guid?)leg.Id);
        return phones.With(hash)
            .Where(service => service.On >= earliest && (service.WindowId == window.Id || db.Set<Cases.Case>().Any(one => one.Id == service.CaseId && legs.Contains(one.LegId))))
            .Where(service => !db.Set<Rating>().Any(rating => rating.ServiceId == service.Id))
            .OrderByDescending(service => service.EndedAt).FirstOrDefaultAsync(stop);
    }

    private string Address(Service service, string via) =>
        http.HttpContext?.Request is { } request ? $"{request.LinkBase()}/rate/{service.Token}?via={vias.Sign(service.Token, via)}" : "";
}
