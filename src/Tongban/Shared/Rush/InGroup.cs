namespace Tongban.Shared.Rush;

/// <summary>
/// This write joins others in one transaction (<see cref="GroupCommit{TCommand,TAnswer}"/>): the page or endpoint opens
/// none of its own, and the request's key is kept with what it sends.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class InGroupAttribute : Attribute;

/// <summary>What a write of this request is asked as; set before a page or endpoint that is <see cref="InGroupAttribute"/> runs.</summary>
public sealed class ThisRequest
{
    private Asked? asked;

    public Asked Asked => asked ?? throw new InvalidOperationException("Only a page or endpoint that joins a group is asked like this.");

    internal void IsAsked(Guid centre, string? key, string fingerprint) => asked = new Asked(centre, key, fingerprint);
}
