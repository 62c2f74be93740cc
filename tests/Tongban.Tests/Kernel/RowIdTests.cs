using System.Buffers.Binary;
using Tongban.Kernel;

namespace Tongban.Tests.Kernel;

public sealed class RowIdTests
{
    [Fact]
    public void Is_a_uuid_of_version_seven_with_the_instant_in_front()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var id = RowId.New();
        var after = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        Assert.Equal((7, 8), (id.Version, id.Variant & 0xC));
        Assert.InRange(BinaryPrimitives.ReadInt64BigEndian(id.ToByteArray(bigEndian: true)) >> 16, before, after + 10);
    }

    [Fact]
    public void A_burst_lies_in_the_order_in_which_it_was_made()
    {
        var ids = Enumerable.Range(0, 20_000).Select(_ => RowId.New().ToString("N")).ToList();

        var steps = ids.Zip(ids.Skip(1)).ToList();
        // A clock may be set, and who makes nothing else is ahead of it after a while and begins again; random ids would be half in order.
        Assert.InRange(steps.Count(step => string.CompareOrdinal(step.First, step.Second) < 0), steps.Count - 5, steps.Count);
    }

    [Fact]
    public async Task Nobody_gets_an_id_twice()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 20_000).Select(_ => RowId.New()).ToList())));

        Assert.Equal(160_000, all.SelectMany(some => some).Distinct().Count());
    }
}
