using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tongban.Notices;

namespace Tongban.Tests.Notices;

public sealed class SendersTests
{
    [Fact]
    public async Task Text_messages_go_to_the_gateway_of_the_configuration_and_are_tried_again()
    {
        var got = new List<(string Key, JsonElement Body)>();
        await using var gateway = await GatewayAsync(async context =>
        {
            got.Add((context.Request.Headers.Authorization.ToString(), (await JsonDocument.ParseAsync(context.Request.Body)).RootElement));
            context.Response.StatusCode = got.Count == 1 ? 503 : 200;
        });
        var time = new FakeTimeProvider(TongbanApp.TuesdayMorning);
        await using var app = await TongbanApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)).Configure<MessageSettings>(messages =>
        {
            messages.GatewayUrl = new Uri(gateway.Urls.First() + "/send");
            messages.GatewayKey = "secret";
        }));
        await SendAsync(app, MessageChannel.Sms, "13800138000");

        Assert.Equal(0, await RoundAsync(app));
        Assert.Equal(MessageStatus.Waiting, await StatusAsync(app));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await RoundAsync(app));

        Assert.Equal(2, got.Count);
        Assert.All(got, one => Assert.Equal(("Bearer secret", "13800138000", "【政务服务】验证码 123456"), (one.Key, one.Body.GetProperty("to").GetString(), one.Body.GetProperty("text").GetString())));
        Assert.Equal(got[0].Body.GetProperty("id").GetString(), got[1].Body.GetProperty("id").GetString());
        Assert.Equal(MessageStatus.Sent, await StatusAsync(app));
        Assert.False(Directory.Exists(app.Settings.MessagesFolder));
    }

    [Fact]
    public async Task E_mail_goes_to_the_smtp_server_of_the_configuration()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var heard = ListenAsync(server);
        await using var app = await TongbanApp.StartAsync(services => services.Configure<MessageSettings>(messages =>
            (messages.SmtpHost, messages.SmtpPort, messages.SmtpFrom) = ("127.0.0.1", ((IPEndPoint)server.LocalEndpoint).Port, "hall@example.cn")));

        await SendAsync(app, MessageChannel.Email, "wang@example.cn");

        var talk = await heard;
        Assert.Contains("MAIL FROM:<hall@example.cn>", talk, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("RCPT TO:<wang@example.cn>", talk, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(MessageStatus.Sent, await StatusAsync(app));
    }

    [Fact]
    public async Task In_development_what_was_sent_is_read_on_a_page()
    {
        await using var app = await TongbanApp.StartAsync();
        await SendAsync(app, MessageChannel.Sms, "13800138000");

        var page = await app.NewBrowser().PageAsync("/dev/messages");

        Assert.Contains("【政务服务】验证码 123456", page.QuerySelector("[data-to='13800138000']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_development_nothing_is_kept_on_this_machine_and_nothing_is_pretended()
    {
        await using var app = await TongbanApp.StartAsync();
        var senders = ActivatorUtilities.CreateInstance<Senders>(app.Services, new InService());

        Assert.Null(senders.For(MessageChannel.Sms));
        Assert.Null(senders.For(MessageChannel.Email));
        Assert.IsType<LocalSink>(app.Services.GetRequiredService<Senders>().For(MessageChannel.Sms));
    }

    private static Task SendAsync(TongbanApp app, MessageChannel channel, string address) => app.WithAsync(async services =>
    {
        services.GetRequiredService<Outbox>().Add(channel, address, "【政务服务】", "验证码 123456", TimeSpan.FromMinutes(5));
        await services.GetRequiredService<TongbanDb>().SaveChangesAsync();
        return await services.GetRequiredService<Delivery>().RunAsync(10, TestContext.Current.CancellationToken);
    });

    private static Task<int> RoundAsync(TongbanApp app) => app.WithAsync(services => services.GetRequiredService<Delivery>().RunAsync(10, TestContext.Current.CancellationToken));

    private static Task<MessageStatus> StatusAsync(TongbanApp app) => app.WithDbAsync(db => db.Set<Message>().Select(message => message.Status).SingleAsync());

    private static async Task<WebApplication> GatewayAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = builder.Build();
        gateway.MapPost("/send", answer);
        await gateway.StartAsync(TestContext.Current.CancellationToken);
        return gateway;
    }

    // As much of SMTP as one message needs.
    private static async Task<string> ListenAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var talk = new StringBuilder();
        await writer.WriteLineAsync("220 test");
        var isText = false;
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            talk.AppendLine(line);
            if (isText && line != ".")
            {
                continue;
            }

            var answer = isText ? "250 taken" : line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase) ? "354 go on" : line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 fine";
            isText = answer.StartsWith("354", StringComparison.Ordinal);
            await writer.WriteLineAsync(answer);
            if (answer.StartsWith("221", StringComparison.Ordinal))
            {
                break;
            }
        }

        return talk.ToString();
    }

    private sealed class InService : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "tongban";

        public string ContentRootPath { get; set; } = "";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = null!;
    }
}
