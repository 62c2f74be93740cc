using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Enterprises;

public enum EnterpriseType
{
    Company,

    /// <summary>一人有限公司.</summary>
    SoleCompany,
    Branch,
    Partnership,

    /// <summary>个体工商户.</summary>
    Individual,

    /// <summary>农民专业合作社.</summary>
    Cooperative,
}

public enum RegistrationChannel
{
    Online,
    Window,
}

/// <summary>What is known of an enterprise when it is entered in the register.</summary>
/// <param name="Uscc">Its code; no two have the same.</param>
/// <param name="Name">As it stands on the licence.</param>
/// <param name="Type">Its legal form.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="Channel">How it was applied for.</param>
/// <param name="Industry">The letter of its section in GB/T 4754.</param>
/// <param name="CapitalWan">Registered capital in 10,000 yuan.</param>
/// <param name="InFtz">Whether it lies in the free-trade zone.</param>
/// <param name="OfficeSiteId">The place of service that its address belongs to.</param>
/// <param name="LegalRep">Who acts for it by law.</param>
public sealed record EnterpriseFacts(
    UnifiedSocialCreditCode Uscc,
    string Name,
    EnterpriseType Type,
    DateTime RegisteredAt,
    RegistrationChannel Channel,
    string Industry,
    long CapitalWan,
    bool InFtz,
    Guid? OfficeSiteId,
    LegalRepresentative LegalRep)
{
    /// <summary>The id under which a file names it; null for what was registered here.</summary>
    public string? SourceId { get; init; }
}

/// <summary>法定代表人, with the number of the identity document in plain: it is sealed before it is stored.</summary>
public sealed record LegalRepresentative(string Name, string IdNumber);

/// <summary>A market entity (市场主体) of the district, registered once.</summary>
public sealed class Enterprise : Entity
{
    public const int MaxName = 200;
    public const int MaxPerson = 200;
    public const int MaxSourceId = 40;

    /// <summary>The sections of GB/T 4754-2017.</summary>
    public const string Industries = "ABCDEFGHIJKLMNOPQRST";

    private Enterprise()
    {
    }

    public Enterprise(Guid centreId, EnterpriseFacts facts, Sealed legalRepId, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(!string.IsNullOrWhiteSpace(facts.Name), "enterprise.name-missing");
        Refusal.Unless(facts.Name.Length <= MaxName, "enterprise.name-too-long", MaxName);
        Refusal.Unless(!string.IsNullOrWhiteSpace(facts.LegalRep.Name) && facts.LegalRep.Name.Length <= MaxPerson, "enterprise.legal-rep-missing");
        Refusal.Unless(facts.Industry.Length == 1 && Industries.Contains(facts.Industry, StringComparison.Ordinal), "enterprise.industry");
        Refusal.Unless(facts.CapitalWan >= 0, "enterprise.capital");
        Refusal.Unless(facts.RegisteredAt <= now, "enterprise.in-future");
        (Uscc, Name, Type, InFtz) = (facts.Uscc.Value, facts.Name, facts.Type, facts.InFtz);
        (RegisteredAt, Channel, Industry, CapitalWan) = (facts.RegisteredAt, facts.Channel, facts.Industry, facts.CapitalWan);
        (OfficeSiteId, LegalRepName, SourceId) = (facts.OfficeSiteId, facts.LegalRep.Name, facts.SourceId);
        (LegalRepCipher, LegalRepHash) = (legalRepId.Cipher, legalRepId.Hash);
        Happened("enterprise.registered", now, by, new { type = Type.ToString(), channel = Channel.ToString(), InFtz });
    }

    public string Uscc { get; private set; } = "";

    public string Name { get; private set; } = "";

    public EnterpriseType Type { get; private set; }

    public bool InFtz { get; private set; }

    public DateTime RegisteredAt { get; private set; }

    public RegistrationChannel Channel { get; private set; }

    public string Industry { get; private set; } = "";

    public long CapitalWan { get; private set; }

    public Guid? OfficeSiteId { get; private set; }

    public string LegalRepName { get; private set; } = "";

    public string LegalRepCipher { get; private set; } = "";

    public string LegalRepHash { get; private set; } = "";

    public string? SourceId { get; private set; }

    /// <summary>When it left the register (注销); from then on nothing is given to it.</summary>
    public DateTime? CancelledAt { get; private set; }

    public void Cancel(DateTime now, Actor by)
    {
        Refusal.Unless(CancelledAt is null, "enterprise.cancelled");
        CancelledAt = now;
        Happened("enterprise.cancelled", now, by);
    }
}
