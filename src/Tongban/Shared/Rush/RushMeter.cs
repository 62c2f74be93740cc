using System.Diagnostics.Metrics;

namespace Tongban.Shared.Rush;

/// <summary>What operators see of the lines: <c>tongban.rush.*</c>, each measurement with its <c>kind</c>.</summary>
public sealed class RushMeter : IDisposable
{
    public const string Name = "Tongban.Rush";

    private readonly Meter meter;
    private readonly Histogram<int> size;
    private readonly Histogram<double> outside;
    private readonly Histogram<double> wait;
    private readonly Histogram<double> work;
    private readonly Histogram<double> commit;
    private readonly Counter<long> refused;
    private readonly Counter<long> turnedAway;
    private readonly Counter<long> retried;

    public RushMeter(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        size = meter.CreateHistogram<int>("tongban.rush.batch.size", "{command}", "Commands in one transaction");
        outside = meter.CreateHistogram<double>("tongban.rush.outside", "ms", "Before the line, while enough are inside; its kind is the endpoint");
        wait = meter.CreateHistogram<double>("tongban.rush.wait", "ms", "From joining the line to the start of its transaction");
        work = meter.CreateHistogram<double>("tongban.rush.work", "ms", "A transaction's statements, without its commit");
        commit = meter.CreateHistogram<double>("tongban.rush.commit", "ms", "A transaction's commit");
        refused = meter.CreateCounter<long>("tongban.rush.refused", "{command}", "Commands that were refused");
        turnedAway = meter.CreateCounter<long>("tongban.rush.turned_away", "{command}", "Commands that found the line full");
        retried = meter.CreateCounter<long>("tongban.rush.retried", "{transaction}", "Transactions that were run again");
    }

    public void Entered(string endpoint, TimeSpan waited) => outside.Record(waited.TotalMilliseconds, Kind(endpoint));

    public void Begun(string kind, int commands, TimeSpan longestWait)
    {
        size.Record(commands, Kind(kind));
        wait.Record(longestWait.TotalMilliseconds, Kind(kind));
    }

    public void Done(string kind, TimeSpan statements, TimeSpan commitment, int refusals)
    {
        work.Record(statements.TotalMilliseconds, Kind(kind));
        commit.Record(commitment.TotalMilliseconds, Kind(kind));
        refused.Add(refusals, Kind(kind));
    }

    public void TurnedAway(string kind) => turnedAway.Add(1, Kind(kind));

    public void Retried(string kind) => retried.Add(1, Kind(kind));

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);
}
