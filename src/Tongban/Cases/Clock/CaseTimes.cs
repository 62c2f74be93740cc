using System.Linq.Expressions;
using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>All that a case's clocks are read from, and no more: so that thousands of cases are read at once.</summary>
public sealed record CaseTimes
{
    public required Guid Id { get; init; }

    public required Guid DepartmentId { get; init; }

    public required CaseStatus Status { get; init; }

    /// <summary>Notices so far: which round of the five days it is.</summary>
    public required int Notices { get; init; }

    public required DateOnly HandedInOn { get; init; }

    public required DateOnly? AcceptedOn { get; init; }

    public required int? PromisedDays { get; init; }

    public required int? StatutoryDays { get; init; }

    public required TermUnit StatutoryUnit { get; init; }

    public required int? ExtendedBy { get; init; }

    public required DateOnly? PromiseMissedOn { get; init; }

    public required DateOnly? StatutoryMissedOn { get; init; }

    public required DateOnly? DecidedOn { get; init; }

    public required DateOnly? DeliveryMetOn { get; init; }

    public required DateOnly? OwedUntilOn { get; init; }

    public required bool Owes { get; init; }

    public required IReadOnlyList<StopTimes> Stops { get; init; }

    /// <summary>Read in the database.</summary>
    public static Expression<Func<Case, CaseTimes>> Of { get; } = c => new CaseTimes
    {
        Id = c.Id,
        DepartmentId = c.DepartmentId,
        Status = c.Status,
        Notices = c.Notices,
        HandedInOn = c.HandedInOn,
        AcceptedOn = c.AcceptedOn,
        PromisedDays = c.PromisedDays,
        StatutoryDays = c.StatutoryDays,
        StatutoryUnit = c.StatutoryUnit,
        ExtendedBy = c.ExtendedBy,
        PromiseMissedOn = c.PromiseMissedOn,
        StatutoryMissedOn = c.StatutoryMissedOn,
        DecidedOn = c.DecidedOn,
        DeliveryMetOn = c.DeliveryMetOn,
        OwedUntilOn = c.OwedUntilOn,
        Owes = c.OwedUntilOn != null && c.Materials.Any(material => material.State == MaterialState.Owed),
        Stops = c.Pauses.OrderBy(pause => pause.Number).Select(pause => new StopTimes(pause.Number, pause.Kind, pause.From, pause.ExpectedUntil, pause.Until)).ToList(),
    };

    private static readonly Lazy<Func<Case, CaseTimes>> Reading = new(Of.Compile);

    /// <summary>The same of a case that is loaded.</summary>
    public static CaseTimes From(Case loaded) => Reading.Value(loaded);
}

/// <summary>A stop of the clock.</summary>
public sealed record StopTimes(int Number, SpecialProcedure Kind, DateOnly From, DateOnly ExpectedUntil, DateOnly? Until);
