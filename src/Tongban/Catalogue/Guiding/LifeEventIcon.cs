using System.Collections.Frozen;

namespace Tongban.Catalogue.Guiding;

/// <summary>An icon is data of the life event; one that the sprite does not hold shows as a folder.</summary>
public static class LifeEventIcon
{
    private static readonly FrozenSet<string> Shown = new[]
    {
        "baby-carriage", "school", "briefcase", "shield-check", "heart", "home", "plane-departure", "old", "flower",
        "building-store", "receipt-tax", "users", "crane", "license", "file-pencil",
    }.ToFrozenSet();

    public static string Of(LifeEvent lifeEvent) => Shown.Contains(lifeEvent.Icon) ? lifeEvent.Icon : "folder";
}
