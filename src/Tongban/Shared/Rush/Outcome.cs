using Tongban.Kernel;

namespace Tongban.Shared.Rush;

/// <summary>
/// How one command of a batch ended: an answer, or the refusal that its sender is told. Inside a batch an outcome is a
/// value; a refusal is thrown only at the edge, so that one refused command never spoils the others.
/// </summary>
public readonly record struct Outcome<T>(T? Answer, Refusal? Refused)
    where T : class
{
    public static implicit operator Outcome<T>(T answer) => new(answer, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);

    /// <summary>The answer; throws the refusal where there is none.</summary>
    public T OrRefuse() => Refused is null ? Answer! : throw Refused;
}
