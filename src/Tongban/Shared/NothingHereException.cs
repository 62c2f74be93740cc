namespace Tongban.Shared;

/// <summary>After a refusal there is nothing that the page could show again: the address was made up, or the thing is gone meanwhile.</summary>
/// <param name="elsewhere">Where the person goes on; null is "not found".</param>
public sealed class NothingHereException(string? elsewhere) : Exception
{
    public string? Elsewhere { get; } = elsewhere;
}
