using Tongban.People;

namespace Tongban.Licences;

/// <summary>What was done to a licence.</summary>
public enum LicenceStatus
{
    Valid,

    /// <summary>撤销.</summary>
    Revoked,

    /// <summary>注销.</summary>
    Cancelled,

    /// <summary>换发: there is a newer edition.</summary>
    Replaced,
}

/// <summary>How a licence stands on a day.</summary>
public enum LicenceState
{
    Valid,
    Expired,
    Revoked,
    Cancelled,
    Replaced,
}

/// <summary>持证主体代码类型.</summary>
public enum HolderCodeType
{
    /// <summary>An organisation that is only being founded has none yet.</summary>
    None,

    /// <summary>统一社会信用代码, code 001.</summary>
    CreditCode,

    /// <summary>公民身份号码, code 111.</summary>
    IdNumber,
}

/// <summary>Who holds it; a person's number is sealed.</summary>
public sealed record LicenceHolder(string Name, HolderCodeType CodeType, string? Code, Sealed? IdNumber);

/// <summary>With what a licence is issued.</summary>
public sealed record LicenceOpening(
    Guid CaseId,
    Guid ResultId,
    Guid DepartmentId,
    string NameZh,
    string NameEn,
    string? Number,
    LicenceHolder Holder,
    string IssuerZh,
    string IssuerEn,
    DateOnly? ValidUntil);

public static class LicenceWords
{
    /// <summary>The colour's name and the icon of a state; the word stands beside them.</summary>
    public static (string State, string Icon) Look(this LicenceState state) => state switch
    {
        LicenceState.Valid => ("ok", "circle-check"),
        LicenceState.Expired => ("wait", "clock-stop"),
        LicenceState.Replaced => ("hold", "refresh"),
        LicenceState.Cancelled => ("stop", "ban"),
        _ => ("stop", "circle-x"),
    };
}
