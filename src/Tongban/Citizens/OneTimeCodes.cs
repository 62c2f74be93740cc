using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Kernel;
using Tongban.Notices;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Words;

namespace Tongban.Citizens;

/// <summary>How many codes are sent and how many answers are looked at: <c>Tongban:Codes</c> in the configuration.</summary>
public sealed class CodeLimits
{
    public int PerPhoneAndDay { get; set; } = 10;

    /// <summary>Per network address: a hall's Wi-Fi is one address for many.</summary>
    public int PerAddressAndDay { get; set; } = 200;

    /// <summary>Digits typed for one phone, right or wrong, over all its codes.</summary>
    public int AttemptsPerPhoneAndDay { get; set; } = 30;

    public int AttemptsPerAddressAndDay { get; set; } = 600;
}

/// <summary>Sends one-time codes and checks them.</summary>
public sealed class OneTimeCodes(
    TongbanDb db, TimeProvider time, PersonalData personal, Outbox outbox, Allowances allowances, IOptions<CodeLimits> limits, Caller caller, Say say)
{
    private const string Kind = "one-time-code";

    private DateTime Now => Outbox.MachineNow(time);

    /// <summary>Sends a code inside the caller's transaction: it leaves when that commits.</summary>
    /// <remarks>Refusals: <c>code.cannot-send</c>, <c>code.too-soon</c>, <c>code.too-many-today</c>.</remarks>
    public async Task<OneTimeCode> SendAsync(Sealed phone, string purpose, CancellationToken stop = default)
    {
        Refusal.Unless(outbox.CanSend(MessageChannel.Sms), "code.cannot-send");
        var now = Now;
        await LimitAsync(phone, now, stop);
        var digits = Codes.Digits();
        var code = new OneTimeCode(purpose, phone, token => Hash(token, digits), now);
        db.Add(code);
        outbox.Add(MessageChannel.Sms, personal.Open(phone), say["citizens.sms-name"], say["citizens.sms-code", digits, (int)OneTimeCode.LivesFor.TotalMinutes], OneTimeCode.LivesFor);
        await db.SaveChangesAsync(stop);
        return code;
    }

    /// <summary>The last code that was sent for a purpose to a phone.</summary>
    public Task<OneTimeCode?> LastAsync(string purpose, string phoneHash, CancellationToken stop = default) =>
        db.Set<OneTimeCode>().AsNoTracking().Where(code => code.Purpose == purpose && code.PhoneHash == phoneHash).OrderByDescending(code => code.SentAt).FirstOrDefaultAsync(stop);

    public Task<OneTimeCode?> ByTokenAsync(string token, CancellationToken stop = default) =>
        db.Set<OneTimeCode>().AsNoTracking().SingleOrDefaultAsync(code => code.Token == token, stop);

    /// <summary>
    /// Counts the attempt in a transaction of its own, which wrong digits do not undo. Never call it inside another
    /// transaction.
    /// </summary>
    /// <remarks>Refusals: those of <see cref="TryAsync"/>.</remarks>
    public async Task UseAsync(OneTimeCode code, string? digits, Func<Task> then, CancellationToken stop = default)
    {
        Refusal? wrong;
        await using (var transaction = await db.BeginAsync(stop))
        {
            wrong = await TryAsync(code, digits, then, stop);
            await transaction.CommitAsync(stop);
        }

        if (wrong is not null)
        {
            throw wrong;
        }
    }

    /// <summary>
    /// Counts the attempt in the caller's transaction, which is to be committed whether or not the digits are right. Right
    /// digits use the code up together with what they are for: if that is refused, the refusal is thrown, everything is
    /// undone and the code may be used again.
    /// </summary>
    /// <returns>Null, or <c>code.wrong</c> with the attempts left, or <c>code.six-digits</c>, which is no attempt: nothing was compared.</returns>
    /// <remarks>Refusals: <c>code.too-many-attempts</c>, <c>code.expired</c>, <c>code.used-up</c>.</remarks>
    public async Task<Refusal?> TryAsync(OneTimeCode code, string? digits, Func<Task> then, CancellationToken stop = default)
    {
        var typed = new string([.. (digits ?? "").Where(char.IsAsciiDigit)]);
        if (typed.Length != Codes.DigitsLength)
        {
            return new Refusal("code.six-digits", Codes.DigitsLength);
        }

        var isRight = IsRight(code, typed);
        Refusal.Unless(await AllowAsync("code.try", code.PhoneHash, limits.Value.AttemptsPerPhoneAndDay, limits.Value.AttemptsPerAddressAndDay, Now, stop), "code.too-many-attempts");
        await CountAsync(code, isRight, stop);
        await (isRight ? then() : Task.CompletedTask);
        return isRight ? null : new Refusal("code.wrong", Math.Max(0, OneTimeCode.MostAttempts - await AttemptsAsync(code, stop)));
    }

    // The statement's "where" is the guard: of two right answers at once one uses the code, and no attempt is lost.
    private async Task CountAsync(OneTimeCode code, bool isRight, CancellationToken stop)
    {
        var now = Now;
        DateTime? usedAt = isRight ? now : null;
        var counted = await db.Set<OneTimeCode>()
            .Where(c => c.Id == code.Id && c.UsedAt == null && c.Attempts < OneTimeCode.MostAttempts && c.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Attempts, c => c.Attempts + 1).SetProperty(c => c.UsedAt, usedAt), stop);
        Refusal.Unless(counted == 1, now >= code.ExpiresAt ? "code.expired" : "code.used-up");
    }

    // The allowance's row is taken first: two requests for one phone pass one after the other.
    private async Task LimitAsync(Sealed phone, DateTime now, CancellationToken stop)
    {
        Refusal.Unless(await AllowAsync("code", phone.Hash, limits.Value.PerPhoneAndDay, limits.Value.PerAddressAndDay, now, stop), "code.too-many-today");
        var justNow = now - OneTimeCode.Between;
        var last = await db.Set<OneTimeCode>().Where(code => code.PhoneHash == phone.Hash && code.SentAt > justNow).Select(code => (DateTime?)code.SentAt).MaxAsync(stop);
        Refusal.Unless(last is null, "code.too-soon", (int)Math.Ceiling((last.GetValueOrDefault() - justNow).TotalSeconds));
    }

    private async Task<bool> AllowAsync(string kind, string phoneHash, int perPhone, int perAddress, DateTime now, CancellationToken stop)
    {
        var on = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, HallClock.China));
        var uses = new List<Use> { new($"{kind}.phone", phoneHash, on, perPhone) };
        if (caller.Facts.NetworkAddress is { } address)
        {
            uses.Add(new($"{kind}.address", personal.Hash("address", address), on, perAddress));
        }

        return await allowances.ChangeAsync(uses, stop) is null;
    }

    private Task<int> AttemptsAsync(OneTimeCode code, CancellationToken stop) =>
        db.Set<OneTimeCode>().Where(c => c.Id == code.Id).Select(c => c.Attempts).SingleAsync(stop);

    private bool IsRight(OneTimeCode code, string typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(code.Token, typed)), Encoding.ASCII.GetBytes(code.CodeHash));

    private string Hash(string token, string digits) => personal.Hash(Kind, $"{token}:{digits}");
}
