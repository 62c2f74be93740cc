namespace Tongban.Kernel;

/// <summary>Who made a move: a kind and, where there is one, an id. Never a name.</summary>
public readonly record struct Actor(string Kind, Guid? Id = null)
{
    /// <summary>The kind of members of staff.</summary>
    public const string OfStaff = "staff";

    public static Actor System { get; } = new("system");

    public static Actor Guest { get; } = new("guest");

    public static Actor Staff(Guid accountId) => new(OfStaff, accountId);

    public static Actor Citizen(Guid accountId) => new("citizen", accountId);

    public static Actor Device(Guid deviceId) => new("device", deviceId);

    /// <summary>The system of a body outside (bank, seal maker, post, the province's exchange), by its client.</summary>
    public static Actor Partner(Guid clientId) => new("partner", clientId);

    /// <summary>The member of staff that a fact names, or null where it was somebody else.</summary>
    /// <param name="actor">As <see cref="ToString"/> wrote it.</param>
    public static Guid? StaffIdOf(string actor) =>
        actor.StartsWith(OfStaff + ":", StringComparison.Ordinal) && Guid.TryParse(actor.AsSpan(OfStaff.Length + 1), out var id) ? id : null;

    public override string ToString() => Id is { } id ? $"{Kind}:{id}" : Kind;
}
