using Tongban.Kernel;

namespace Tongban.Appointments.Allotting;

/// <summary>Asks to keep places for ten minutes.</summary>
/// <param name="SlotIds">The first slot of the chain, or all of them.</param>
/// <param name="ItemIds">What for, in the order in which it was chosen.</param>
/// <param name="Person">For whom; may still be unknown.</param>
/// <param name="By">Who asks.</param>
/// <param name="ByStaff">A staff place rather than a public one.</param>
/// <param name="InsteadOf">A hold that it takes the place of.</param>
/// <param name="Device">Keyed hash of the browser or program that asks; null for staff and for what is not known.</param>
/// <param name="Offer">The waiting list asks: a place that cools will do, and it is kept for longer.</param>
/// <param name="Overbook">Staff say why it may go on top of a full slot.</param>
public sealed record Hold(
    IReadOnlyList<Guid> SlotIds, IReadOnlyList<Guid> ItemIds, Person Person, Actor By, bool ByStaff = false, Guid? InsteadOf = null, string? Device = null, OfferTime? Offer = null, string? Overbook = null);

/// <summary>Until when an offer is kept, and when its place is the public's if nobody on the list takes it.</summary>
public sealed record OfferTime(DateTime UntilAt, DateTime FreeAt);

/// <summary>Places that are kept now.</summary>
/// <param name="Id">The appointment.</param>
/// <param name="Token">Whoever has it may see and change it.</param>
/// <param name="Site">The site's code.</param>
/// <param name="Items">Codes of the items, in the order in which they are handled.</param>
/// <param name="StartsAt">When it begins, UTC.</param>
/// <param name="EndsAt">When the last item should be done, UTC.</param>
/// <param name="HoldUntilAt">Until when the places are kept, UTC.</param>
public sealed record Held(Guid Id, string Token, string Site, IReadOnlyList<string> Items, DateTime StartsAt, DateTime EndsAt, DateTime HoldUntilAt);
