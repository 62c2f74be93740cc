using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tongban.Shared.Rush;

namespace Tongban.Tests.Shared.Rush;

public sealed class DoorsTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().AddSingleton<RushMeter>().BuildServiceProvider();
    private readonly Doors doors;
    private readonly Endpoint holds = new(null, new EndpointMetadataCollection(new EndpointNameMetadata("holdBooking")), null);
    private readonly Endpoint ratings = new(null, new EndpointMetadataCollection(new EndpointNameMetadata("rate")), null);

    public DoorsTests() => doors = new(Options.Create(new RushPolicy { MostInBatch = 2, MostWaiting = 5 }), services.GetRequiredService<RushMeter>());

    public void Dispose()
    {
        doors.Dispose();
        services.Dispose();
    }

    [Fact]
    public async Task Two_batches_are_inside_and_the_others_follow_in_the_order_in_which_they_came()
    {
        var inside = await InsideAsync(4);
        var (fifth, sixth) = (Enter(holds), Enter(holds));
        Assert.False(fifth.IsCompleted || sixth.IsCompleted);

        inside[2].Dispose();
        await fifth.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.False(sixth.IsCompleted);
        inside[0].Dispose();
        await sixth.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_rush_at_one_door_holds_nobody_up_at_another()
    {
        await InsideAsync(4);
        _ = Enter(holds);

        Assert.True(Enter(ratings).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Who_finds_as_many_waiting_as_may_is_told_at_once_and_whoever_leaves_makes_room()
    {
        await InsideAsync(4);
        using var leaves = new CancellationTokenSource();
        List<Task<RateLimitLease>> outside = [Enter(holds), Enter(holds), Enter(holds, leaves)];
        Assert.Equal(TimeSpan.FromSeconds(2), (await Assert.ThrowsAsync<BusyException>(() => Enter(holds))).RetryAfter);

        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outside[2]);
        Assert.False(Enter(holds).IsCompleted);
        await Assert.ThrowsAsync<BusyException>(() => Enter(holds));
    }

    private async Task<List<RateLimitLease>> InsideAsync(int count)
    {
        var inside = new List<RateLimitLease>();
        while (inside.Count < count)
        {
            inside.Add(await Enter(holds));
        }

        return inside;
    }

    private Task<RateLimitLease> Enter(Endpoint endpoint, CancellationTokenSource? leaves = null) =>
        doors.EnterAsync(endpoint, leaves?.Token ?? TestContext.Current.CancellationToken).AsTask();
}
