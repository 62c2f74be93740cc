using Tongban.Cases;

namespace Tongban.OneThing;

/// <summary>What a body may do with a step as it stands now, at its desk and through its own system.</summary>
public static class StepMoves
{
    public const string Accept = "accept";
    public const string Return = "return";
    public const string NotAccept = "not-accept";
    public const string Finish = "finish";
    public const string Refuse = "refuse";

    /// <summary>What a body's own system may do: whoever is told no is told it by a person at a desk (ADR 18).</summary>
    public static IReadOnlyList<string> BySystem(StepView step) => [.. Of(step).Where(move => move is not (NotAccept or Refuse))];

    public static IReadOnlyList<string> Of(StepView step) => step.State switch
    {
        StepStage.Received => [Accept, Return, NotAccept],
        StepStage.Working when step.Case!.Status == CaseStatus.Decided => [Finish],
        StepStage.Working => [Finish, Refuse],
        _ => [],
    };
}
