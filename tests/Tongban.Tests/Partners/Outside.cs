using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Banks;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Partners;
using Tongban.Partners.Access;
using Tongban.Partners.Webhooks;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Partners;

/// <summary>The system of a body outside, with its client.</summary>
internal sealed class Outside(TongbanApp app, Guid id, ToldSecrets told)
{
    private string? token;

    public Guid Id => id;

    public ToldSecrets Told => told;

    public string ClientId => id.ToString("N");

    public Browser Program { get; } = app.NewBrowser();

    /// <param name="app">The application.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="body">The code of its body; null for the province.</param>
    /// <param name="address">Where it is told.</param>
    public static Task<Outside> RegisterAsync(TongbanApp app, PartnerKind kind, string? body, string? address = null) => app.WithAsync(async services =>
    {
        var administration = services.GetRequiredService<PartnerAdministration>();
        var db = services.GetRequiredService<TongbanDb>();
        if (kind == PartnerKind.Bank)
        {
            await BeBankAsync(db, body!);
        }

        var department = body is null ? (Guid?)null : await db.Set<Department>().Where(one => one.Code == body).Select(one => one.Id).SingleAsync();
        var (client, secrets) = await administration.AddAsync(kind, $"{kind} {body}", department, Actor.System);
        if (address is not null)
        {
            await administration.SendToAsync(client.Id, address, Actor.System);
        }

        return new Outside(app, client.Id, secrets);
    });

    /// <summary>A body that is a bank with a place in the station: of the demonstration it is one already.</summary>
    public static async Task BeBankAsync(TongbanDb db, string body)
    {
        var department = await db.Set<Department>().SingleAsync(one => one.Code == body);
        if (!await db.Set<Bank>().AnyAsync(bank => bank.DepartmentId == department.Id))
        {
            department.Change(department.Facts with { Uscc = "91410100MA00B0189R" }, DateTime.UtcNow, Actor.System);
            db.Add(new Bank(db.CentreId, body, new(department.Id, null, department.NameZh, department.NameEn), DateTime.UtcNow, Actor.System));
            await db.SaveChangesAsync();
        }
    }

    public static Task<HttpResponseMessage> AskTokenAsync(Browser program, string clientId, string secret, string? scope = null)
    {
        var fields = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = clientId, ["client_secret"] = secret };
        if (scope is not null)
        {
            fields["scope"] = scope;
        }

        return program.SendAsync(new HttpRequestMessage(HttpMethod.Post, program.AddressOf(PartnerTokens.Address)) { Content = new FormUrlEncodedContent(fields) });
    }

    public async Task SignInAsync(string? scope = null) => token = (await AskTokenAsync(Program, ClientId, told.Secret, scope).GoodAsync()).Text("access_token");

    public Task<HttpResponseMessage> ReadAsync(string path) => Program.ReadAsync("/partner" + path, Bearer());

    public Task<HttpResponseMessage> WriteAsync(HttpMethod method, string path, object? body = null, string? key = null) => Program.WriteAsync(method, "/partner" + path, body, key, Bearer());

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null, string? key = null) => WriteAsync(HttpMethod.Post, path, body, key);

    public Task<HttpResponseMessage> PutAsync(string path, object? body = null, string? key = null) => WriteAsync(HttpMethod.Put, path, body, key);

    public Task<List<PartnerEvent>> EventsAsync() => app.WithDbAsync(db => db.Set<PartnerEvent>().AsNoTracking().Where(one => one.ClientId == id).OrderBy(one => one.MadeAt).ThenBy(one => one.Id).ToListAsync());

    public Task<PartnerClient> ClientAsync() => app.WithDbAsync(db => db.Set<PartnerClient>().AsNoTracking().SingleAsync(one => one.Id == id));

    /// <summary>One round of the background worker.</summary>
    public static Task<int> DeliverAsync(TongbanApp at, int most = 50) => at.WithAsync(services => services.GetRequiredService<WebhookDelivery>().RunAsync(most, TestContext.Current.CancellationToken));

    private (string, string) Bearer() => ("Authorization", new AuthenticationHeaderValue("Bearer", token ?? throw new InvalidOperationException("No token yet.")).ToString());
}
