namespace Tongban.Appointments;

/// <summary>Which places of its slots a booking keeps.</summary>
public enum PlaceKind
{
    /// <summary>Those that anybody may book.</summary>
    Public,

    /// <summary>Those that only staff may give.</summary>
    Staff,

    /// <summary>None of them: staff put it on top of a full slot, for a reason.</summary>
    Extra,
}
