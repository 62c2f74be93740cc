using Tongban.Kernel;

namespace Tongban.Shared.Rush;

/// <summary>
/// How one command of a batch ended: an answer, or the refusal that its sender is told. Inside a batch an outcome is a
/// value; a refusal is thrown only at the edge, so that one refused command never spoils the others.
/// </summary>
/// <param name="Answer">What was done; null where it was refused.</param>
/// <param name="Refused">Why it was not; null where it was done.</param>
/// <param name="IsRepeated">It was done before; this is its answer once more.</param>
public readonly record struct Outcome<T>(T? Answer, Refusal? Refused, bool IsRepeated = false)
    where T : class
{
    public static implicit operator Outcome<T>(T answer) => new(answer, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);

    /// <summary>The answer; throws the refusal where there is none.</summary>
    public T OrRefuse() => Refused is null ? Answer! : throw Refused;
}
