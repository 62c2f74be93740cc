using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using Tongban.Shared.Setup;

namespace Tongban.Notices;

/// <summary>How messages leave the house: <c>Tongban:Messages</c> in the configuration.</summary>
public sealed class MessageSettings
{
    /// <summary>Text messages are posted here as JSON: <c>{ "to", "text", "id" }</c>.</summary>
    public Uri? GatewayUrl { get; set; }

    /// <summary>Sent as a bearer token.</summary>
    public string GatewayKey { get; set; } = "";

    public string SmtpHost { get; set; } = "";

    public int SmtpPort { get; set; } = 465;

    public string SmtpUser { get; set; } = "";

    public string SmtpPassword { get; set; } = "";

    public string SmtpFrom { get; set; } = "";
}

/// <summary>One way out. Throws when it did not work; the outbox tries again.</summary>
public interface ISender
{
    Task SendAsync(Guid id, string address, string subject, string text, CancellationToken stop);
}

/// <summary>A text-message gateway. The message's id goes along, so that a gateway can drop what it gets twice.</summary>
public sealed class HttpGateway(HttpClient http, MessageSettings settings) : ISender
{
    public async Task SendAsync(Guid id, string address, string subject, string text, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.GatewayUrl) { Content = JsonContent.Create(new { id, to = address, text = $"{subject}{text}" }) };
        request.Headers.Authorization = settings.GatewayKey.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", settings.GatewayKey);
        using var response = await http.SendAsync(request, stop);
        response.EnsureSuccessStatusCode();
    }
}

/// <summary>E-mail by SMTP with TLS.</summary>
public sealed class SmtpSender(MessageSettings settings) : ISender
{
    public async Task SendAsync(Guid id, string address, string subject, string text, CancellationToken stop)
    {
        using var mail = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text }, MessageId = $"{id}@tongban" };
        mail.From.Add(MailboxAddress.Parse(settings.SmtpFrom));
        mail.To.Add(MailboxAddress.Parse(address));
        using var smtp = new SmtpClient();
        await smtp.ConnectAsync(settings.SmtpHost, settings.SmtpPort, MailKit.Security.SecureSocketOptions.Auto, stop);
        if (settings.SmtpUser.Length > 0)
        {
            await smtp.AuthenticateAsync(settings.SmtpUser, settings.SmtpPassword, stop);
        }

        await smtp.SendAsync(mail, stop);
        await smtp.DisconnectAsync(quit: true, stop);
    }
}

/// <summary>Development only: a file a message, which <c>/dev/messages</c> shows.</summary>
public sealed class LocalSink(TongbanSettings settings, TimeProvider time) : ISender
{
    public async Task SendAsync(Guid id, string address, string subject, string text, CancellationToken stop)
    {
        Directory.CreateDirectory(settings.MessagesFolder);
        var at = time.GetUtcNow().UtcDateTime;
        var name = string.Create(CultureInfo.InvariantCulture, $"{at:yyyyMMddTHHmmssfff}-{id:N}.json");
        var json = JsonSerializer.Serialize(new LocalMessage(at, address, subject, text), JsonSerializerOptions.Web);
        var file = Path.Combine(settings.MessagesFolder, name);
        await File.WriteAllTextAsync($"{file}.part", json, Encoding.UTF8, stop);
        // Whoever reads at this moment finds all of it or none.
        File.Move($"{file}.part", file);
    }

    /// <summary>The newest first.</summary>
    public static IEnumerable<LocalMessage> Read(string folder, int most) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").OrderDescending(StringComparer.Ordinal).Take(most).Select(file => JsonSerializer.Deserialize<LocalMessage>(File.ReadAllText(file), JsonSerializerOptions.Web)!)
        : [];
}

/// <summary>A message that stayed in the house.</summary>
public sealed record LocalMessage(DateTime At, string To, string Subject, string Text);

/// <summary>The sender of each channel: the configured one, in development otherwise the local sink, else none.</summary>
public sealed class Senders(IOptions<MessageSettings> settings, IHttpClientFactory http, IHostEnvironment environment, TongbanSettings house, TimeProvider time)
{
    public ISender? For(MessageChannel channel) => channel switch
    {
        MessageChannel.Sms when settings.Value.GatewayUrl is not null => new HttpGateway(http.CreateClient(nameof(HttpGateway)), settings.Value),
        MessageChannel.Email when settings.Value.SmtpHost.Length > 0 => new SmtpSender(settings.Value),
        _ => environment.IsDevelopment() ? new LocalSink(house, time) : null,
    };
}
