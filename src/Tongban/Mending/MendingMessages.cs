using Microsoft.EntityFrameworkCore;
using Tongban.Notices;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Mending;

/// <summary>Tells the person who rated, by the number that was left with the rating, in the transaction of what is told.</summary>
public sealed class MendingMessages(TongbanDb db, Outbox outbox, PersonalData personal, Say say, IHttpContextAccessor http)
{
    private static readonly TimeSpan UsefulFor = TimeSpan.FromDays(2);

    public Task MendedAsync(Rectification about) => TellAsync(about, "mended");

    public Task ExplainedAsync(Rectification about) => TellAsync(about, "explained");

    private async Task TellAsync(Rectification about, string what)
    {
        var contact = await db.Set<Rating>().Where(rating => rating.Id == about.RatingId && rating.ContactCipher != null).Select(rating => new { rating.ContactCipher, rating.ContactHash }).SingleOrDefaultAsync();
        if (contact is null || !outbox.CanSend(MessageChannel.Sms))
        {
            return;
        }

        var phone = personal.Open(new Sealed(contact.ContactCipher!, contact.ContactHash!));
        outbox.Add(MessageChannel.Sms, phone, say.In(WordBook.Chinese, "citizens.sms-name"), say.In(WordBook.Chinese, "mending.sms-" + what, about.Number) + Address(about), UsefulFor);
    }

    private string Address(Rectification about) =>
        http.HttpContext?.Request is { } request ? $"{request.LinkBase()}/mending/{about.Token}" : "";
}
