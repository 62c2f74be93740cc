using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases;

public enum PartyKind
{
    /// <summary>共同申请人: applies beside the first applicant.</summary>
    CoApplicant,

    /// <summary>代理人: acts for the applicant by a dated authorisation.</summary>
    Agent,
}

/// <summary>What somebody beside the applicant may do.</summary>
public enum PartyAct
{
    HandIn,
    Withdraw,
    Collect,
}

/// <summary>Who applies too, or who acts for the applicant, as it is given.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Name">The name on the document.</param>
/// <param name="IdNumber">Checked at the window.</param>
/// <param name="Phone">May be missing.</param>
/// <param name="From">First day of an agent's authorisation.</param>
/// <param name="Until">Its last day.</param>
/// <param name="May">What an agent is authorised to do; a co-applicant may do all of it.</param>
public sealed record PartyGiven(
    PartyKind Kind, string Name, Sealed IdNumber, Sealed? Phone, DateOnly? From, DateOnly? Until, IReadOnlyList<PartyAct> May);

/// <summary>Somebody beside the applicant: a co-applicant, or an agent with a dated authorisation (授权委托).</summary>
public sealed class CaseParty
{
    private CaseParty()
    {
    }

    internal CaseParty(Guid centreId, Guid caseId, int number, PartyGiven given, CaseMoment at)
    {
        (CentreId, CaseId, Number, Kind, Name) = (centreId, caseId, number, given.Kind, PersonName.MustBePlain(given.Name));
        (IdCipher, IdHash) = (given.IdNumber.Cipher, given.IdNumber.Hash);
        (PhoneCipher, PhoneHash) = (given.Phone?.Cipher, given.Phone?.Hash);
        (MayHandIn, MayWithdraw, MayCollect) = (Allowed(given, PartyAct.HandIn), Allowed(given, PartyAct.Withdraw), Allowed(given, PartyAct.Collect));
        (ValidFromOn, ValidUntilOn, AddedAt) = (given.From, given.Until, at.Now);
    }

    public Guid CentreId { get; private set; }

    public Guid CaseId { get; private set; }

    public int Number { get; private set; }

    public PartyKind Kind { get; private set; }

    public string Name { get; private set; } = "";

    public string IdCipher { get; private set; } = "";

    public string IdHash { get; private set; } = "";

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    public bool MayHandIn { get; private set; }

    public bool MayWithdraw { get; private set; }

    public bool MayCollect { get; private set; }

    /// <summary>First day of the authorisation; null for a co-applicant.</summary>
    public DateOnly? ValidFromOn { get; private set; }

    /// <summary>Its last day.</summary>
    public DateOnly? ValidUntilOn { get; private set; }

    public DateTime AddedAt { get; private set; }

    /// <summary>When it was taken back.</summary>
    public DateTime? EndedAt { get; private set; }

    public IReadOnlyList<PartyAct> May => [.. Enum.GetValues<PartyAct>().Where(Allows)];

    public bool IsValid(DateOnly today) => EndedAt is null && !(ValidFromOn > today) && !(ValidUntilOn < today);

    /// <summary>Taken back, or its last day has passed.</summary>
    internal bool IsOver(DateOnly today) => EndedAt is not null || ValidUntilOn < today;

    internal bool Allows(PartyAct act) => act switch { PartyAct.HandIn => MayHandIn, PartyAct.Withdraw => MayWithdraw, _ => MayCollect };

    internal void End(CaseMoment at) => EndedAt = at.Now;

    private static bool Allowed(PartyGiven given, PartyAct act) => given.Kind == PartyKind.CoApplicant || given.May.Contains(act);
}
