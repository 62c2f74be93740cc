using Tongban.Network;

namespace Tongban.Catalogue.Importing;

/// <summary>A district as its files tell it: everything by code, nothing from the database.</summary>
public sealed record District(
    CentreRow Centre,
    IReadOnlyList<Row<DepartmentFacts>> Departments,
    IReadOnlyList<Row<MatterGroupFacts>> Groups,
    IReadOnlyList<Row<LifeEventFacts>> LifeEvents,
    IReadOnlyList<SiteRow> Sites,
    IReadOnlyList<ExceptionRow> Exceptions,
    IReadOnlyList<ItemRow> Items)
{
    /// <summary>What the consistency rules only warn of.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    /// <summary>What other features take in.</summary>
    public IReadOnlyList<Func<ImportLedger, Known, CancellationToken, Task>> More { get; init; } = [];
}

/// <summary>A code, what is known under it, and where that stands.</summary>
public sealed record Row<T>(string Code, T Facts, JsonPart From);

public sealed record CentreRow(string Code, string NameZh, string NameEn);

public sealed record SiteRow(
    string Code, SiteFacts Facts, IReadOnlyList<Row<ZoneFacts>> Zones, IReadOnlyList<WindowRow> Windows, IReadOnlyList<OpeningRow> Opening, JsonPart From);

public sealed record WindowRow(
    string Code, string Zone, string Department, IReadOnlyList<string> Groups, string Label, string NameZh, string NameEn, bool WeekendService, JsonPart From);

/// <summary>Opening hours on one kind of day, of the site or (where named) of one zone.</summary>
public sealed record OpeningRow(string? Zone, DayKind Kind, TimeOnly Opens, TimeOnly Closes);

public sealed record ExceptionRow(DateOnly From, DateOnly Through, DayKind? OnlyFor, TimeOnly? Opens, TimeOnly? Closes, string Reason);

public sealed record ItemRow(
    string Code, string Department, string Group, string BaseCode, string ImplementationCode, DateOnly EffectiveOn, ItemContent Content, JsonPart From);
