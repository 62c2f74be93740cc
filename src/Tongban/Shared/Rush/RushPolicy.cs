namespace Tongban.Shared.Rush;

/// <summary>How much one node takes on at once: <c>Tongban:Rush</c> in the configuration.</summary>
public sealed class RushPolicy
{
    /// <summary>Commands in one transaction at most; more make the first wait longer for their answer.</summary>
    public int MostInBatch { get; set; } = 300;

    /// <summary>Commands of a kind that may wait in this node; who comes then is told that it is busy.</summary>
    public int MostWaiting { get; set; } = 6000;

    /// <summary>Seconds after which whoever found the line full may come again.</summary>
    public int RetryAfterSeconds { get; set; } = 2;
}
