using Microsoft.EntityFrameworkCore;
using Tongban.Notices;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.OneThing;

/// <summary>Tells the applicant once for the whole, not once for each step.</summary>
public sealed class BundleMessages(TongbanDb db, Outbox outbox, PersonalData personal, Say say, IHttpContextAccessor http)
{
    private static readonly TimeSpan UsefulFor = TimeSpan.FromDays(2);

    public Task SubmittedAsync(Bundle about) => TellAsync(about, "submitted");

    public Task DoneAsync(Bundle about) => TellAsync(about, "done");

    public Task MeetingAsync(Bundle about) => TellAsync(about, "meeting");

    /// <summary>All results are on their way to the applicant.</summary>
    public Task PostedAsync(Bundle about) => TellAsync(about, "posted");

    public Task CancelledAsync(Bundle about) => TellAsync(about, "cancelled");

    private async Task TellAsync(Bundle about, string what)
    {
        if (about.PhoneHash is not { } hash || !outbox.CanSend(MessageChannel.Sms))
        {
            return;
        }

        var name = await db.Set<TemplateVersion>().Where(version => version.Id == about.TemplateVersionId).Select(version => version.NameZh).SingleAsync();
        var text = say.In(WordBook.Chinese, "onething.sms-" + what, name, about.Number!);
        outbox.Add(MessageChannel.Sms, personal.Open(new Sealed(about.PhoneCipher!, hash)), say.In(WordBook.Chinese, "citizens.sms-name"), text + Address(about), UsefulFor);
    }

    private string Address(Bundle about) =>
        http.HttpContext?.Request is { } request ? $"{request.LinkBase()}/onething/mine/{about.Number}" : "";
}
