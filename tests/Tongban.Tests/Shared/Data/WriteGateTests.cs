using Tongban.Shared.Data;

namespace Tongban.Tests.Shared.Data;

public sealed class WriteGateTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_by_the_clock_rests_while_somebody_writes()
    {
        var gate = new WriteGate(single: true);

        Assert.True(gate.StepBackAsync(Stop).IsCompletedSuccessfully);
        using (await gate.EnterAsync(Stop))
        {
            Assert.False(gate.StepBackAsync(Stop).IsCompleted);
        }

        Assert.True(gate.StepBackAsync(Stop).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Nobody_rests_where_the_gate_is_open()
    {
        var gate = new WriteGate(single: false);

        using var place = await gate.EnterAsync(Stop);

        Assert.True(gate.StepBackAsync(Stop).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_rest_ends_with_the_work()
    {
        var gate = new WriteGate(single: true);
        using var place = await gate.EnterAsync(Stop);
        using var work = new CancellationTokenSource();

        var rest = gate.StepBackAsync(work.Token);
        await work.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rest);
    }
}
