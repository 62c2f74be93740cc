using Tongban.People;

namespace Tongban.Appointments;

/// <summary>Who books: a name, and sealed identifiers where they were given.</summary>
public sealed record Person(string Name, Sealed? Phone, Sealed? IdNumber, Guid? AccountId)
{
    /// <summary>A place may be held before anybody says who comes.</summary>
    public static Person Unknown { get; } = new("", null, null, null);
}

/// <summary>A matter of a booking: whose windows handle it, which comes first, and the minutes that the guide said when it was booked.</summary>
public sealed record AppointmentMatter(Guid CentreId, Guid AppointmentId, Guid ItemId, Guid GroupId, int Seq, int Minutes);

/// <summary>A slot whose place the booking keeps.</summary>
public sealed record AppointmentPlace(Guid CentreId, Guid AppointmentId, Guid SlotId);
