using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Tongban.Tests.Mending;
using Tongban.Voices;
using Tongban.Voices.Mail;

namespace Tongban.Tests.Voices;

public sealed class MailTests
{
    private const string Writer = "laowang@example.com";

    [Fact]
    public async Task A_mail_becomes_one_voice_however_often_it_is_read_and_its_attachments_are_looked_at()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        var body = new BodyBuilder { TextBody = "门口没有扶手。\n请装一个。" };
        body.Attachments.Add("照片.png", MendingDesk.Png);
        body.Attachments.Add("病毒.png", [1, 2, 3]);
        body.Attachments.Add("装不下.exe", "MZ"u8.ToArray());
        var mail = Mail("扶手", body.ToMessageBody());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => TakeAsync(app, mail))));

        Assert.Equal([MailOutcome.Taken, MailOutcome.There, MailOutcome.There], outcomes.Order());
        var voice = await desk.OneAsync();
        Assert.Equal((VoiceChannel.Email, VoiceKind.Inquiry, VoiceStatus.ToRoute, "扶手", "门口没有扶手。\n请装一个。", "老王"), (voice.Channel, voice.Kind, voice.Status, voice.Title, voice.Text, voice.Name));
        Assert.Equal(["照片.png"], await app.WithDbAsync(db => db.Set<VoiceFile>().Select(file => file.Name).ToListAsync()));
        var told = Assert.Single(await desk.MessagesAsync());
        Assert.Equal(Writer, told.To);
        Assert.Contains(voice.Number, told.Text, StringComparison.Ordinal);

        // What it is the officer says; the answer goes by mail.
        await desk.DoAsync(desk.Officer, "classify", "classify", ("Kind", "Suggestion"), ("KindWhy", "说的是希望加扶手"));
        Assert.Equal(new DateOnly(2026, 12, 11), (await desk.OneAsync()).ReplyDueOn);
        Assert.Equal(MailOutcome.Added, await TakeAsync(app, Mail($"Re: 您的诉求 {voice.Number}", new TextPart("html") { Text = "<style>p{}</style><p>两边<b>都</b>要</p><script>x()</script>" })));
        Assert.Equal("两边都要", (await desk.OneAsync()).Notes[^1].Text);
        Assert.Equal(MailOutcome.Taken, await TakeAsync(app, Mail($"Re: {voice.Number}", new TextPart("plain") { Text = "我也说两句" }, from: "other@example.com")));
        await desk.DoAsync(desk.Officer, "route", "route", ("RouteTo", "centre"));
        await desk.DoAsync(desk.Officer, "take", "take");
        await desk.DoAsync(desk.Officer, "answer", "reply", ("Answer", "本周装好"));
        Assert.Contains(await desk.MessagesAsync(), message => message.To == Writer && message.Text.Contains("本周装好", StringComparison.Ordinal));

        // Machines are not answered.
        foreach (var (name, value) in new[] { ("Auto-Submitted", "auto-replied"), ("Precedence", "bulk"), ("List-Id", "<list.example.com>"), ("Return-Path", "<>") })
        {
            var automatic = Mail("不在", new TextPart("plain") { Text = "我不在" });
            automatic.Headers.Add(name, value);
            Assert.Equal(MailOutcome.LeftAside, await TakeAsync(app, automatic));
        }

        var endless = Mail(new string('题', 200), new TextPart("plain") { Text = new string('长', 10_000) });
        Assert.Equal(MailOutcome.Taken, await TakeAsync(app, endless));
        Assert.Equal(0, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.Data.Contains("example") || fact.Data.Contains("扶手"))));
    }

    [Fact]
    public async Task What_is_new_in_the_mailbox_is_taken_marked_as_read_and_not_taken_again()
    {
        using var server = new ImapServer(Mail("信一", new TextPart("plain") { Text = "第一封" }), Mail("信二", new TextPart("plain") { Text = "第二封" }));
        await using var app = await TongbanApp.StartAsync(services => services.Configure<MailboxSettings>(box =>
            (box.Host, box.Port, box.Tls, box.PlainOnThisMachine, box.User, box.Password) = ("127.0.0.1", server.Port, false, true, "voices@example.com", "secret")));
        await Hall.BuildAsync(app);
        var mailbox = app.Services.GetRequiredService<Mailbox>();

        Assert.Equal(2, await mailbox.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await mailbox.ReadAsync(TestContext.Current.CancellationToken));
        server.ForgetSeen();
        Assert.Equal(0, await mailbox.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["信一", "信二"], await app.WithDbAsync(db => db.Set<Voice>().OrderBy(voice => voice.Number).Select(voice => voice.Title).ToListAsync()));
        Assert.Equal(2, server.Seen);
    }

    private static MimeMessage Mail(string subject, MimeEntity body, string from = Writer)
    {
        var mail = new MimeMessage { Subject = subject, Body = body };
        mail.From.Add(new MailboxAddress("老王", from));
        mail.To.Add(MailboxAddress.Parse("voices@example.com"));
        return mail;
    }

    private static Task<MailOutcome> TakeAsync(TongbanApp app, MimeMessage mail) =>
        app.WithAsync(services => services.GetRequiredService<MailIntake>().TakeAsync(Copy(mail), TestContext.Current.CancellationToken));

    // Read from its bytes, as from a mailbox.
    private static MimeMessage Copy(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        lock (mail)
        {
            mail.WriteTo(bytes);
        }

        bytes.Position = 0;
        return MimeMessage.Load(bytes);
    }

    /// <summary>As much of IMAP4rev1 (RFC 3501) as a reader of one folder needs.</summary>
    private sealed class ImapServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly List<byte[]> mails;
        private readonly HashSet<int> seen = [];

        public ImapServer(params MimeMessage[] mails)
        {
            this.mails = [.. mails.Select(Bytes)];
            listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public int Seen => seen.Count;

        public void ForgetSeen() => seen.Clear();

        public void Dispose() => listener.Dispose();

        private static byte[] Bytes(MimeMessage mail)
        {
            using var bytes = new MemoryStream();
            mail.WriteTo(bytes);
            return bytes.ToArray();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    await TalkAsync(client.GetStream());
                }
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException or IOException)
            {
                // The test has ended.
            }
        }

        private async Task TalkAsync(NetworkStream stream)
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            await SayAsync(stream, "* OK [CAPABILITY IMAP4rev1] ready");
            while (await reader.ReadLineAsync() is { } line)
            {
                var parts = line.Split(' ', 3);
                var (tag, verb, rest) = (parts[0], parts[1].ToUpperInvariant(), parts.ElementAtOrDefault(2) ?? "");
                await AnswerAsync(stream, verb, rest);
                await SayAsync(stream, $"{tag} OK {(verb is "SELECT" ? "[READ-WRITE] " : "")}done");
                if (verb == "LOGOUT")
                {
                    return;
                }
            }
        }

        private async Task AnswerAsync(NetworkStream stream, string verb, string rest)
        {
            switch (verb)
            {
                case "CAPABILITY":
                    await SayAsync(stream, "* CAPABILITY IMAP4rev1");
                    break;
                case "LIST":
                    await SayAsync(stream, "* LIST (\\HasNoChildren) \"/\" INBOX");
                    break;
                case "SELECT":
                    await SayAsync(stream, $"* FLAGS (\\Seen)\r\n* {mails.Count} EXISTS\r\n* 0 RECENT\r\n* OK [PERMANENTFLAGS (\\Seen)] ok\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT {mails.Count + 1}] ok");
                    break;
                case "UID" when rest.StartsWith("SEARCH", StringComparison.OrdinalIgnoreCase):
                    await SayAsync(stream, string.Join(' ', ["* SEARCH", .. Enumerable.Range(1, mails.Count).Where(id => !seen.Contains(id)).Select(id => $"{id}")]));
                    break;
                case "UID" when rest.StartsWith("FETCH", StringComparison.OrdinalIgnoreCase):
                    await FetchAsync(stream, int.Parse(rest.Split(' ')[1], null));
                    break;
                case "UID" when rest.StartsWith("STORE", StringComparison.OrdinalIgnoreCase):
                    seen.Add(int.Parse(rest.Split(' ')[1], null));
                    break;
            }
        }

        private async Task FetchAsync(NetworkStream stream, int id)
        {
            var mail = mails[id - 1];
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"* {id} FETCH (UID {id} BODY[] {{{mail.Length}}}\r\n"));
            await stream.WriteAsync(mail);
            await SayAsync(stream, ")");
        }

        private static Task SayAsync(NetworkStream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n")).AsTask();
    }
}
