using Microsoft.EntityFrameworkCore;
using Tongban.Banks;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Partners.Webhooks;
using Tongban.Shared.Sm;

namespace Tongban.Partners;

/// <summary>Who may call and be called: clients come, get new secrets and go, inside the caller's transaction.</summary>
public sealed class PartnerAdministration(TongbanDb db, HallClock clock, PartnerSecrets secrets, WebhookRules rules)
{
    /// <remarks>Refusals: <c>partner.name</c>, <c>partner.needs-body</c>, <c>partner.no-body</c>, <c>partner.unknown-body</c>, <c>partner.body-kind</c>, <c>partner.body-no-bank</c>, <c>partner.name-taken</c>.</remarks>
    public async Task<(PartnerClient Client, ToldSecrets Told)> AddAsync(PartnerKind kind, string? name, Guid? departmentId, Actor by, CancellationToken stop = default)
    {
        await RefuseUnlessFitsAsync(kind, departmentId, stop);
        var (secret, signing) = (PartnerSecrets.NewSecret(), secrets.NewSigning(kind));
        var client = new PartnerClient(db.CentreId, kind, name ?? "", departmentId, new(PartnerSecrets.Hash(secret), signing.Cipher), clock.Now, by);
        db.Add(client);
        await db.SaveChangesAsync(stop);
        return (client, new(secret, signing.Told));
    }

    /// <summary>The new secret; the one before holds for a day more.</summary>
    public async Task<string> RenewSecretAsync(Guid id, Actor by, CancellationToken stop = default)
    {
        var secret = PartnerSecrets.NewSecret();
        await ChangeAsync(id, client => client.RenewSecret(PartnerSecrets.Hash(secret), clock.Now, by), stop);
        return secret;
    }

    /// <summary>The new signing key; for a day webhooks are signed with the one before too.</summary>
    public async Task<string> RenewSigningAsync(Guid id, Actor by, CancellationToken stop = default)
    {
        var told = "";
        await ChangeAsync(id, client => told = Renewed(client, by), stop);
        return told;
    }

    /// <remarks>Refusals: those of <see cref="WebhookRules.Read"/>.</remarks>
    public Task SendToAsync(Guid id, string? address, Actor by, CancellationToken stop = default)
    {
        var read = string.IsNullOrWhiteSpace(address) ? null : rules.Read(address);
        return ChangeAsync(id, client => client.SendTo(read, clock.Now, by), stop);
    }

    /// <summary>The key with which the province signs, as 130 hexadecimal digits of an uncompressed point.</summary>
    /// <remarks>Refusals: <c>partner.key</c>, <c>partner.no-body</c>.</remarks>
    public Task TrustAsync(Guid id, string? key, Actor by, CancellationToken stop = default)
    {
        var typed = string.Concat((key ?? "").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        Refusal.Unless(typed.Length == PartnerSecrets.PublicKeyLength && typed.All(char.IsAsciiHexDigit) && Sm2.IsPublicKey(Convert.FromHexString(typed)), "partner.key", PartnerSecrets.PublicKeyLength);
        return ChangeAsync(id, client => client.TrustKey(typed, clock.Now, by), stop);
    }

    public Task SwitchAsync(Guid id, bool on, Actor by, CancellationToken stop = default) =>
        ChangeAsync(id, client => Switch(client, on, by), stop);

    // Banks, seal makers and the post are companies, and a bank has its place in the station: the system of a seal maker
    // does not work on what an authority decides.
    private async Task RefuseUnlessFitsAsync(PartnerKind kind, Guid? departmentId, CancellationToken stop)
    {
        if (departmentId is not { } id || kind == PartnerKind.Province)
        {
            return;
        }

        var code = await db.Set<Department>().Where(one => one.Id == id).Select(one => one.Uscc).SingleOrDefaultAsync(stop) ?? throw new Refusal("partner.unknown-body");
        Refusal.Unless(UnifiedSocialCreditCode.Parse(code).IsOfEnterprise, "partner.body-kind");
        Refusal.Unless(await db.Set<Bank>().AnyAsync(bank => bank.DepartmentId == id, stop) == (kind == PartnerKind.Bank), kind == PartnerKind.Bank ? "partner.body-no-bank" : "partner.body-kind");
    }

    private string Renewed(PartnerClient client, Actor by)
    {
        var made = secrets.NewSigning(client.Kind);
        client.RenewSigning(made.Cipher, clock.Now, by);
        return made.Told;
    }

    private void Switch(PartnerClient client, bool on, Actor by)
    {
        if (on)
        {
            client.SwitchOn(clock.Now, by);
            return;
        }

        client.SwitchOff(clock.Now, by);
    }

    private async Task ChangeAsync(Guid id, Action<PartnerClient> change, CancellationToken stop)
    {
        change(await db.Set<PartnerClient>().SingleOrDefaultAsync(client => client.Id == id, stop) ?? throw new Refusal("partner.unknown"));
        await db.SaveChangesAsync(stop);
    }
}
