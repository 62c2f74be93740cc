namespace Tongban.Shared.Rush;

/// <summary>More are waiting than may wait: said at once (503 with <c>Retry-After</c>), so that nobody hangs. Nothing was changed.</summary>
public sealed class BusyException(TimeSpan retryAfter) : Exception("The line is full.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
