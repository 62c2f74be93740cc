using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tongban.Tests.Partners;

/// <summary>What a partner's receiver got.</summary>
internal sealed record Received(string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Id => Headers["webhook-id"];
}

/// <summary>A partner's receiver of webhooks on this machine; a test says what it answers.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication host;

    private Receiver(WebApplication host) => this.host = host;

    public ConcurrentQueue<Received> Got { get; } = [];

    public Func<Received, (int Status, string Body)> Answers { get; set; } = _ => (204, "");

    public string Address => host.Urls.Single() + "/hooks";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var host = builder.Build();
        var receiver = new Receiver(host);
        host.Run(receiver.TakeAsync);
        await host.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var received = new Received(await reader.ReadToEndAsync(), context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()));
        Got.Enqueue(received);
        var (status, body) = Answers(received);
        context.Response.StatusCode = status;
        if (body.Length > 0)
        {
            await context.Response.WriteAsync(body);
        }
    }
}
