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

    public static IReadOnlyList<string> Of(StepView step) => step.State switch
    {
        StepStage.Received => [Accept, Return, NotAccept],
        StepStage.Working when step.Case!.Status == CaseStatus.Decided => [Finish],
        StepStage.Working => [Finish, Refuse],
        _ => [],
    };
}
