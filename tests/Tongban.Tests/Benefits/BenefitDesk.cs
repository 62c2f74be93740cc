using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Benefits;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Tests.Enterprises;

namespace Tongban.Tests.Benefits;

/// <summary>A ledger to test in: sets of five seals, once each, and postage that is given again and again.</summary>
internal sealed class BenefitDesk(TongbanApp app)
{
    public const string Seals = "seal_set";
    public const string Postage = "postage";

    public BenefitKind Seal { get; private set; } = null!;

    public BenefitKind Mail { get; private set; } = null!;

    public BenefitFund Fund { get; private set; } = null!;

    public static async Task<BenefitDesk> OpenAsync(TongbanApp app)
    {
        var desk = new BenefitDesk(app);
        var (centre, now) = (CurrentCentre.First, app.Clock.Now);
        desk.Seal = new(centre, Seals, new("免费公章（5枚）", "Free set of five seals", "枚", "seals", 5, true), now, Actor.System);
        desk.Mail = new(centre, Postage, new("免费邮寄", "Free postage", "家", "mailings", 1, false), now, Actor.System);
        desk.Fund = new(centre, "F01", new("专项资金", "Special fund"), now, Actor.System);
        await app.WithDbAsync(async db =>
        {
            db.AddRange(desk.Seal, desk.Mail, desk.Fund);
            return await db.SaveChangesAsync();
        });
        return desk;
    }

    public Task<ProcurementBatch> ReceiveAsync(string code, long quantity, long fen, DateOnly? on = null, BenefitKind? kind = null) => DoAsync(services =>
        services.GetRequiredService<Procuring>().ReceiveAsync(new(code, (kind ?? Seal).Id, Fund.Id, on ?? app.Clock.Today.AddDays(-30), quantity, fen), Actor.System));

    public Task<Grant> GrantAsync(Enterprise enterprise, string kind = Seals, DateTime? at = null) => DoAsync(services =>
        services.GetRequiredService<Granting>().GrantAsync(enterprise.Id, kind, at ?? app.Clock.Now, Actor.System, null, "hall"));

    public Task<bool> ReverseAsync(Guid grantId, string? reason = "弄错了") => DoAsync(async services =>
    {
        await services.GetRequiredService<Granting>().ReverseAsync(grantId, reason, Actor.System);
        return true;
    });

    public Task<bool> CloseAsync(DateOnly month) => DoAsync(async services =>
    {
        await services.GetRequiredService<Procuring>().CloseAsync(month, Actor.System);
        return true;
    });

    public Task<Enterprise> EnterpriseAsync(int number) => MadeEnterprises.RegisterAsync(app, number);

    /// <summary>What is left, by code.</summary>
    public Task<Dictionary<string, long>> LeftAsync() => app.WithDbAsync(db => db.Set<ProcurementBatch>().ToDictionaryAsync(batch => batch.Code, batch => batch.Remaining));

    /// <summary>In a transaction as a request has one; null when it was done, or the refusal's code.</summary>
    public static async Task<string?> RefusedAsync(Func<Task> act) => await Record.ExceptionAsync(act) switch
    {
        null => null,
        Refusal refusal => refusal.Code,
        DbUpdateConcurrencyException => "request.changed-meanwhile",
        var other => throw new InvalidOperationException("Neither done nor refused.", other),
    };

    public Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> act) => app.WithAsync(async services =>
    {
        await using var transaction = await services.GetRequiredService<TongbanDb>().BeginAsInRequestAsync();
        var answer = await act(services);
        await transaction.CommitAsync();
        return answer;
    });
}
