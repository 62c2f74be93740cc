using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Licences;
using Tongban.Notices;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Cases;

/// <summary>
/// Tells the applicant by text message what happened to a case, in the transaction in which it happens; the papers that it
/// leads to are noted to be signed.
/// </summary>
public sealed class CaseMessages(TongbanDb db, Outbox outbox, WantedPapers papers, PersonalData personal, Say say, IHttpContextAccessor http)
{
    // After two days the progress page says more than an old message.
    private static readonly TimeSpan UsefulFor = TimeSpan.FromDays(2);

    public Task ReceivedAsync(Case about) => TellAsync(about, "received", about.QueryCode);

    public Task NotifiedAsync(Case about, CaseNotice notice) => TellAsync(about, "notified", notice.Lines.Count);

    public Task AcceptedAsync(Case about) => TellAsync(about, "accepted");

    /// <summary>Art. 45: the person is told how long it takes; the paper says why.</summary>
    public Task PausedAsync(Case about) => TellAsync(about, "paused", Official(about.Pauses[^1].ExpectedUntil));

    public Task ResumedAsync(Case about) => TellAsync(about, "resumed");

    public Task ExtendedAsync(Case about) => TellAsync(about, "extended", about.ExtendedBy!.Value);

    /// <summary>What was to follow is late; it can still be handed in.</summary>
    public Task OwedPassedAsync(Case about) => TellAsync(about, "owed-passed", Official(about.OwedUntilOn!.Value));

    public Task EndedAsync(Case about) => TellAsync(about, "ended");

    private string Official(DateOnly day) => day.ToString(say.In(WordBook.Chinese, "format.official-day"), WordBook.Chinese);

    // Messages are in Chinese, whichever language the screen that caused them had.
    private async Task TellAsync(Case about, string what, params object[] values)
    {
        papers.WantOf(about);
        // Eight bodies do not send eight messages: the one-thing tells when it is done. What it must tell, it tells at once.
        if (about.BundleId is not null && what is not ("notified" or "paused" or "extended"))
        {
            return;
        }

        if (about.PhoneHash is not { } hash || !outbox.CanSend(MessageChannel.Sms))
        {
            return;
        }

        var phone = personal.Open(new Sealed(about.PhoneCipher!, hash));
        var matter = await db.Set<ItemVersion>().Where(version => version.Id == about.ItemVersionId).Select(version => version.NameZh).SingleAsync();
        var text = say.In(WordBook.Chinese, "cases.sms-" + what, [matter, about.Number[^Looking.ShortNumber..], .. values]);
        outbox.Add(MessageChannel.Sms, phone, say.In(WordBook.Chinese, "citizens.sms-name"), text + Address(about), UsefulFor);
    }

    // The query code stands in the first message only, so that no other one opens the case by itself.
    private string Address(Case about) =>
        http.HttpContext?.Request is { } request ? $"{request.LinkBase()}/progress?number={about.Number}" : "";
}
