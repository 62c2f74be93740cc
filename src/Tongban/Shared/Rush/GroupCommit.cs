using Microsoft.Extensions.Options;

namespace Tongban.Shared.Rush;

/// <summary>
/// At the minute when places open, thousands press the same button. Whatever has arrived is done in one transaction and
/// everybody is answered after its commit: durable, exact, and many times cheaper than a transaction each. Nothing is
/// kept here that must survive, and nobody waits while it is idle.
/// </summary>
public sealed class GroupCommit<TCommand, TAnswer> : BackgroundService
    where TAnswer : class
{
    private readonly Line<TCommand, TAnswer> line;
    private readonly BatchRunner<TCommand, TAnswer> runner;
    private readonly RushPolicy policy;
    private readonly RushMeter meter;

    public GroupCommit(IServiceScopeFactory scopes, RushMeter meter, IOptions<RushPolicy> options, ILogger<GroupCommit<TCommand, TAnswer>> log)
    {
        (policy, this.meter) = (options.Value, meter);
        line = new(policy.MostWaiting);
        runner = new(scopes, meter, log);
    }

    /// <summary>
    /// Joins the line and answers when the command is done or refused, which is then so for good. Cancelling gives the
    /// place in the line up; once its transaction has begun, the command is done whether or not anybody listens.
    /// </summary>
    /// <exception cref="BusyException">The line is full.</exception>
    public Task<Outcome<TAnswer>> SendAsync(TCommand command, Asked asked, CancellationToken stop)
    {
        var pending = new Pending<TCommand, TAnswer>(command, asked, stop);
        if (line.Join(pending))
        {
            return pending.Answer;
        }

        meter.TurnedAway(typeof(TCommand).Name);
        throw new BusyException(TimeSpan.FromSeconds(policy.RetryAfterSeconds));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        line.Close();
        await base.StopAsync(cancellationToken);
    }

    // Who is in line when the program stops is still served; a line that is closed takes nobody in.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await line.WaitAsync())
        {
            var batch = line.Take(policy.MostInBatch);
            if (batch.Count > 0)
            {
                await runner.RunAsync(batch);
            }
        }
    }
}
