using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Shared.Files;

namespace Tongban.Voices.Mail;

/// <summary>What became of a mail.</summary>
public enum MailOutcome
{
    /// <summary>A new voice.</summary>
    Taken,

    /// <summary>Its writer's open voice, whose number stands in the subject, has something more.</summary>
    Added,

    /// <summary>It was taken before.</summary>
    There,

    /// <summary>A machine wrote it, or nobody: answering would be answered for ever.</summary>
    LeftAside,
}

/// <summary>
/// Makes a voice of a mail, in a transaction of its own. The same mail is taken once; what it brings along is checked by
/// content as every upload is, and what is none of ours is left out and said so. Its kind is the officer's to change.
/// </summary>
public sealed partial class MailIntake(
    TongbanDb db, HallClock clock, CaseMoments moments, VoiceOpening opening, VoiceFiles files, VoiceMessages messages, FileStore store, PersonalData personal, IOptions<MailboxSettings> settings)
{
    private const string MessageKind = "mail";

    public async Task<MailOutcome> TakeAsync(MimeMessage mail, CancellationToken stop = default)
    {
        if (IsAutomatic(mail) || mail.From.Mailboxes.FirstOrDefault() is not { Address.Length: > 0 } from)
        {
            return MailOutcome.LeftAside;
        }

        var hash = personal.Hash(MessageKind, IdOf(mail));
        db.ChangeTracker.Clear();
        await using var transaction = await db.BeginAsync(stop);
        if (await db.Set<TakenMail>().AnyAsync(one => one.MessageHash == hash, stop))
        {
            return MailOutcome.There;
        }

        var writer = personal.Seal(VoicePerson.EmailKind, from.Address.ToLowerInvariant());
        var added = await AddAsync(mail, writer.Hash, stop);
        var voice = added ?? await OpenAsync(mail, from, writer, stop);
        await KeepAsync(voice, mail, stop);
        db.Add(new TakenMail(voice, hash, clock.Now));
        try
        {
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node has read the same mail at the same moment.
            return MailOutcome.There;
        }

        return added is null ? MailOutcome.Taken : MailOutcome.Added;
    }

    private async Task<Voice> OpenAsync(MimeMessage mail, MailboxAddress from, Sealed writer, CancellationToken stop)
    {
        var (subject, text) = (Cutting.To(mail.Subject, VoiceSaid.MaxTitle), Cutting.To(TextOf(mail), VoiceSaid.MaxText));
        var said = new VoiceSaid(VoiceKind.Inquiry, subject, text.Length > 0 ? text : subject.Length > 0 ? subject : "—");
        return (await opening.OpenAsync(said, new VoicePerson(Cutting.To(from.Name, Voice.MaxName), null, writer), new(VoiceChannel.Email), Actor.Guest, stop: stop)).Voice;
    }

    // Only of the same writer: a number alone is no key.
    private async Task<Voice?> AddAsync(MimeMessage mail, string writer, CancellationToken stop)
    {
        if (Number().Match(mail.Subject ?? "") is not { Success: true, Value: var number } ||
            await db.Set<Voice>().SingleOrDefaultAsync(one => one.Number == number && one.EmailHash == writer && (one.Status == VoiceStatus.ToRoute || one.Status == VoiceStatus.InHand), stop) is not { } open)
        {
            return null;
        }

        open.Add(Cutting.To(TextOf(mail), VoiceNote.MaxText) is { Length: > 0 } text ? text : "—", moments.By(Actor.Guest));
        messages.Joined(open);
        return open;
    }

    private async Task KeepAsync(Voice of, MimeMessage mail, CancellationToken stop)
    {
        var kept = 0;
        foreach (var part in mail.Attachments.OfType<MimePart>().Where(part => part.Content is not null).Take(VoiceFile.MaxAtOnce))
        {
            if (await CheckedAsync(part, stop) is { } checkedPart)
            {
                files.Keep(of, await store.KeepAsync(checkedPart.Content, checkedPart.Type, stop), checkedPart.Name, Actor.Guest);
                kept++;
            }
        }

        var left = mail.Attachments.Count() - kept;
        if (kept > 0 || left > 0)
        {
            of.TakeFiles(kept, moments.By(Actor.Guest), left);
        }
    }

    private static async Task<(byte[] Content, FileType Type, string Name)?> CheckedAsync(MimePart part, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        await part.Content!.DecodeToAsync(bytes, stop);
        var name = new string([.. (part.FileName ?? "").Where(c => !char.IsControl(c) && c is not ('/' or '\\'))]).Trim();
        return bytes.Length is > 0 and <= FileStore.MaxBytes && FileTypes.Of(bytes.ToArray()) is { } type && type.Fits(name) && type.IsWhole(bytes.ToArray()) ? (bytes.ToArray(), type, Cutting.To(name, FileStore.MaxName)) : null;
    }

    // RFC 3834: what a program wrote says so; a delivery failure has no sender to answer.
    private bool IsAutomatic(MimeMessage mail) =>
        (mail.Headers["Auto-Submitted"] is { } auto && !auto.Trim().Equals("no", StringComparison.OrdinalIgnoreCase))
            || mail.Headers["Precedence"]?.Trim().ToUpperInvariant() is "BULK" or "JUNK" or "LIST" || mail.Headers["List-Id"] is not null || mail.Headers["Return-Path"]?.Trim() == "<>"
            || mail.From.Mailboxes.Any(from => from.Address.Equals(settings.Value.User, StringComparison.OrdinalIgnoreCase));

    private static string TextOf(MimeMessage mail) => mail.TextBody ?? (mail.HtmlBody is { } html ? Bare(html) : "");

    // The words of a page, without its markup, scripts and styles.
    private static string Bare(string html)
    {
        var words = new StringWriter();
        using var reader = new StringReader(html);
        var tokens = new HtmlTokenizer(reader);
        var hidden = 0;
        while (tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken { Id: HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Title, IsEmptyElement: false } tag:
                    hidden += tag.IsEndTag ? -1 : 1;
                    break;
                case HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI }:
                    words.WriteLine();
                    break;
                case HtmlDataToken data when hidden <= 0 && token.Kind == HtmlTokenKind.Data:
                    words.Write(data.Data);
                    break;
            }
        }

        return EmptyLines().Replace(words.ToString(), "\n").Trim();
    }

    // A mail without an id is told by what it is.
    private static string IdOf(MimeMessage mail) => string.IsNullOrWhiteSpace(mail.MessageId)
        ? Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{mail.Date:O}\n{mail.From}\n{mail.Subject}\n{TextOf(mail)}")))
        : mail.MessageId;

    [GeneratedRegex("S-[0-9]{8}-[0-9]{4,}")]
    private static partial Regex Number();

    [GeneratedRegex("(\r?\n[ \t]*){2,}")]
    private static partial Regex EmptyLines();
}
