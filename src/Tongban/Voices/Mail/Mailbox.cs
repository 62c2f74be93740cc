using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.Options;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Voices.Mail;

/// <summary>The mailbox to which people write: <c>Tongban:Mailbox</c> in the configuration; without a host nothing is read.</summary>
public sealed class MailboxSettings
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 993;

    /// <summary>With TLS from the first byte; otherwise STARTTLS, without which no password is sent.</summary>
    public bool Tls { get; set; } = true;

    /// <summary>The account, and the address that is never answered.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    public string Folder { get; set; } = "INBOX";

    /// <summary>Without TLS at all: only where the server stands on this machine.</summary>
    public bool PlainOnThisMachine { get; set; }
}

/// <summary>Reads what is new by IMAP. A mail is marked as read once it is taken or left aside; what fails stays for the next round and does not hold up the others.</summary>
public sealed class Mailbox(IOptions<MailboxSettings> settings, IServiceScopeFactory scopes, ILogger<Mailbox> log)
{
    /// <summary>A round; the rest comes in the next.</summary>
    private const int MostAtOnce = 50;

    /// <summary>Larger ones are not fetched: FileStore's limit five times, as base64.</summary>
    private const int MostBytes = 72 * 1024 * 1024;

    public async Task<int> ReadAsync(CancellationToken stop = default)
    {
        var box = settings.Value;
        if (box.Host.Length == 0)
        {
            return 0;
        }

        using var imap = new ImapClient();
        await imap.ConnectAsync(box.Host, box.Port, SecurityOf(box), stop);
        await imap.AuthenticateAsync(box.User, box.Password, stop);
        var folder = await imap.GetFolderAsync(box.Folder, stop);
        await folder.OpenAsync(FolderAccess.ReadWrite, stop);
        var taken = 0;
        foreach (var id in (await folder.SearchAsync(SearchQuery.NotSeen.And(SearchQuery.SmallerThan(MostBytes)), stop)).Take(MostAtOnce))
        {
            taken += await TakeAsync(folder, id, stop) ? 1 : 0;
        }

        await imap.DisconnectAsync(quit: true, stop);
        return taken;
    }

    private async Task<bool> TakeAsync(IMailFolder folder, UniqueId id, CancellationToken stop)
    {
        try
        {
            using var mail = await folder.GetMessageAsync(id, stop);
            await using var scope = scopes.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<MailIntake>().TakeAsync(mail, stop);
            await folder.AddFlagsAsync(id, MessageFlags.Seen, silent: true, stop);
            return outcome is MailOutcome.Taken or MailOutcome.Added;
        }
        catch (Exception failure) when (failure is Refusal or FormatException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            // Never the address or the words of a mail in a log.
            log.LogError("Mail {Uid} was not taken: {Failure}", id.Id, failure.GetType().Name);
            return false;
        }
    }

    private static SecureSocketOptions SecurityOf(MailboxSettings box) =>
        box.Tls ? SecureSocketOptions.SslOnConnect : box.PlainOnThisMachine ? SecureSocketOptions.None : SecureSocketOptions.StartTls;
}

/// <summary>Looks into the mailbox every two minutes.</summary>
public sealed class MailboxWork(IServiceScopeFactory scopes, ILogger<MailboxWork> log) : TimedWork(scopes, log, TimeSpan.FromMinutes(2))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<Mailbox>().ReadAsync(stop);
}
