using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Citizens;

/// <summary>Signing in by phone and one-time code; the account is made with the first code that comes back.</summary>
public sealed class SigningIn(TongbanDb db, HallClock clock, OneTimeCodes codes, PersonalData personal)
{
    public const string Purpose = "sign-in";

    /// <summary>Sends a code inside the caller's transaction.</summary>
    public Task<OneTimeCode> BeginAsync(MobileNumber phone, CancellationToken stop = default) =>
        codes.SendAsync(personal.Seal(Sealed.Phone, phone.Value), Purpose, stop);

    /// <summary>Another code to the phone of one that was sent.</summary>
    public Task<OneTimeCode> AgainAsync(OneTimeCode before, CancellationToken stop = default) => codes.SendAsync(before.Phone, Purpose, stop);

    /// <summary>Checks the digits and answers the account. Opens transactions of its own.</summary>
    /// <remarks>Refusals: those of <see cref="OneTimeCodes.UseAsync"/>.</remarks>
    public async Task<CitizenAccount> FinishAsync(OneTimeCode code, string? digits, CancellationToken stop = default)
    {
        CitizenAccount? account = null;
        await codes.UseAsync(code, digits, async () => account = await EnterAsync(code, stop), stop);
        return account!;
    }

    private async Task<CitizenAccount> EnterAsync(OneTimeCode code, CancellationToken stop)
    {
        var account = await db.Set<CitizenAccount>().SingleOrDefaultAsync(a => a.PhoneHash == code.PhoneHash, stop) ?? Join(code);
        db.Facts.Add(account.SignedIn(clock.Now));
        await db.SaveChangesAsync(stop);
        return account;
    }

    private CitizenAccount Join(OneTimeCode code)
    {
        var account = new CitizenAccount(code.Phone, clock.Now);
        db.Add(account);
        db.Facts.Add(account.Created(Actor.Citizen(account.Id)));
        return account;
    }
}
