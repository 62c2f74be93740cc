using Tongban.Kernel;

namespace Tongban.Partners;

/// <summary>What kind of body stands behind a client; it decides what the client may ask for.</summary>
public enum PartnerKind
{
    Bank,

    /// <summary>印章刻制单位.</summary>
    SealMaker,

    /// <summary>寄递.</summary>
    Post,

    /// <summary>省级交换平台: it works on no steps, and is told what was finished and issued.</summary>
    Province,

    /// <summary>诉求应用: an app that sends voices and reads their state by Open311; its client id and secret are its key.</summary>
    VoiceApp,
}

/// <summary>
/// The system of a body outside, as an OAuth client (RFC 6749 §4.4): its secret lies here as a hash, the key that its
/// webhooks are signed with sealed. Both are renewed with an overlap, so that the other side can change in its own time.
/// </summary>
public sealed class PartnerClient : Entity
{
    public const int MaxName = 60;

    /// <summary>How long the secret and the key before still hold.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private PartnerClient()
    {
    }

    public PartnerClient(Guid centreId, PartnerKind kind, string name, Guid? departmentId, NewSecrets made, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(name.Trim() is { Length: > 0 and <= MaxName }, "partner.name", MaxName);
        Refusal.Unless(Enum.IsDefined(kind) && kind.HasBody == (departmentId is not null), !kind.HasBody ? "partner.no-body" : "partner.needs-body");
        (Kind, Name, DepartmentId, MadeAt) = (kind, name.Trim(), departmentId, now);
        (SecretHash, SecretSinceAt, SigningCipher, SigningSinceAt) = (made.SecretHash, now, made.SigningCipher, now);
        Happened("partner.added", now, by, new { kind = kind.ToString(), departmentId });
    }

    public PartnerKind Kind { get; private set; }

    /// <summary>What staff call it: <c>光大银行开户系统</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The body whose steps it works on; null for the province, which works on none.</summary>
    public Guid? DepartmentId { get; private set; }

    public DateTime MadeAt { get; private set; }

    public string SecretHash { get; private set; } = "";

    public DateTime SecretSinceAt { get; private set; }

    public string? FormerSecretHash { get; private set; }

    public DateTime? FormerSecretUntilAt { get; private set; }

    /// <summary>The key of its webhooks: shared (Standard Webhooks), or of the province our private SM2 key.</summary>
    public string SigningCipher { get; private set; } = "";

    public DateTime SigningSinceAt { get; private set; }

    public string? FormerSigningCipher { get; private set; }

    public DateTime? FormerSigningUntilAt { get; private set; }

    /// <summary>Where it wants to be told; null: it asks by itself.</summary>
    public string? Address { get; private set; }

    /// <summary>When we gave up telling it: nothing had arrived for days, or it said that it is gone. What it is to be told goes on being kept.</summary>
    public DateTime? StoppedAt { get; private set; }

    /// <summary>Of the province: the public SM2 key with which its receipts are signed.</summary>
    public string? TheirKey { get; private set; }

    /// <summary>Of the province: where ratings of its own pages are fetched; null: nowhere.</summary>
    public string? RatingsAddress { get; private set; }

    /// <summary>How far they have been fetched, as the province counts.</summary>
    public string RatingsCursor { get; private set; } = "";

    public DateTime? RatingsPulledAt { get; private set; }

    /// <summary>Why nothing came the last time; empty where it did.</summary>
    public string RatingsAnswer { get; private set; } = "";

    public DateTime? SwitchedOffAt { get; private set; }

    /// <summary>How often it was switched off: a token from before is worth nothing, although its time is not over.</summary>
    public int Generation { get; private set; }

    public bool IsOn => SwitchedOffAt is null;

    /// <summary>Whether this is its secret: the present one, or for a while the one before.</summary>
    public bool Knows(string secretHash, DateTime now) =>
        IsOn && (PartnerSecrets.Same(SecretHash, secretHash) || (FormerSecretUntilAt > now && PartnerSecrets.Same(FormerSecretHash!, secretHash)));

    public void RenewSecret(string hash, DateTime now, Actor by)
    {
        Need();
        (FormerSecretHash, FormerSecretUntilAt) = (SecretHash, now + Overlap);
        (SecretHash, SecretSinceAt) = (hash, now);
        Happened("partner.secret-renewed", now, by);
    }

    public void RenewSigning(string cipher, DateTime now, Actor by)
    {
        Need();
        (FormerSigningCipher, FormerSigningUntilAt) = (SigningCipher, now + Overlap);
        (SigningCipher, SigningSinceAt) = (cipher, now);
        Happened("partner.signing-renewed", now, by);
    }

    /// <summary>Where it is told from now on; null: nowhere.</summary>
    public void SendTo(string? address, DateTime now, Actor by)
    {
        Need();
        (Address, StoppedAt) = (address, null);
        Happened("partner.address-set", now, by, new { set = address is not null });
    }

    /// <summary>With what its signatures are checked from now on.</summary>
    public void TrustKey(string publicKey, DateTime now, Actor by)
    {
        Need();
        Refusal.Unless(Kind == PartnerKind.Province, "partner.no-body");
        TheirKey = publicKey;
        Happened("partner.key-trusted", now, by);
    }

    /// <summary>Where ratings of the province's pages are fetched from now on, from the beginning; null: nowhere.</summary>
    public void PullFrom(string? address, DateTime now, Actor by)
    {
        Need();
        Refusal.Unless(Kind == PartnerKind.Province, "partner.no-body");
        (RatingsAddress, RatingsCursor, RatingsAnswer) = (address, address == RatingsAddress ? RatingsCursor : "", "");
        Happened("partner.ratings-address-set", now, by, new { set = address is not null });
    }

    /// <summary>Asked, and answered or not. Asking in vain once more is no move.</summary>
    public void Pulled(string? cursor, int ratings, string answer, DateTime now)
    {
        RatingsPulledAt = now;
        if (ratings > 0 || answer != RatingsAnswer)
        {
            (RatingsCursor, RatingsAnswer) = (cursor ?? RatingsCursor, answer);
            Happened("partner.ratings-pulled", now, Actor.System, new { ratings, answer });
        }
    }

    /// <summary>Nobody takes what we send: it is not tried any more until somebody has looked. A second time it changes nothing.</summary>
    public void Stop(DateTime now)
    {
        if (StoppedAt is null && IsOn)
        {
            StoppedAt = now;
            Happened("partner.stopped", now, Actor.System);
        }
    }

    /// <summary>Somebody has looked: it is told again.</summary>
    public void Resume(DateTime now, Actor by)
    {
        Need();
        if (StoppedAt is not null)
        {
            StoppedAt = null;
            Happened("partner.resumed", now, by);
        }
    }

    /// <summary>At once: its tokens are refused and nothing is sent. The secret before is forgotten too.</summary>
    public void SwitchOff(DateTime now, Actor by)
    {
        Need();
        (SwitchedOffAt, FormerSecretHash, FormerSecretUntilAt) = (now, null, null);
        Generation++;
        Happened("partner.switched-off", now, by);
    }

    public void SwitchOn(DateTime now, Actor by)
    {
        Refusal.Unless(!IsOn, "partner.is-on");
        SwitchedOffAt = null;
        Happened("partner.switched-on", now, by);
    }

    private void Need() => Refusal.Unless(IsOn, "partner.is-off");
}

public static class PartnerKinds
{
    extension(PartnerKind kind)
    {
        /// <summary>Works on the steps of a body.</summary>
        public bool HasBody => kind is not (PartnerKind.Province or PartnerKind.VoiceApp);
    }
}
