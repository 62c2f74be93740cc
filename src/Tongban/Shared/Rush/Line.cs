using System.Threading.Channels;

namespace Tongban.Shared.Rush;

/// <summary>The bounded line of one kind of command in this node, first come first.</summary>
internal sealed class Line<TCommand, TAnswer>(int mostWaiting)
    where TAnswer : class
{
    private readonly Channel<Pending<TCommand, TAnswer>> arrivals = Channel.CreateBounded<Pending<TCommand, TAnswer>>(
        new BoundedChannelOptions(mostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Queue<Pending<TCommand, TAnswer>> setAside = new();

    /// <summary>False when the line is full or closed.</summary>
    public bool Join(Pending<TCommand, TAnswer> pending) => arrivals.Writer.TryWrite(pending);

    /// <summary>True as soon as somebody waits; false when the line is closed and empty.</summary>
    public ValueTask<bool> WaitAsync() => setAside.Count > 0 ? ValueTask.FromResult(true) : arrivals.Reader.WaitToReadAsync();

    public void Close() => arrivals.Writer.TryComplete();

    /// <summary>
    /// Those in front, of one centre, as many as have arrived. Those of another centre keep their place before whoever
    /// comes later; those whose sender has left are passed over.
    /// </summary>
    public List<Pending<TCommand, TAnswer>> Take(int most)
    {
        var taken = new List<Pending<TCommand, TAnswer>>();
        for (var waiting = setAside.Count; waiting > 0; waiting--)
        {
            Sort(setAside.Dequeue(), taken, most);
        }

        while (taken.Count < most && setAside.Count < most && arrivals.Reader.TryRead(out var next))
        {
            Sort(next, taken, most);
        }

        return taken;
    }

    private void Sort(Pending<TCommand, TAnswer> next, List<Pending<TCommand, TAnswer>> taken, int most)
    {
        if (next.IsGivenUp)
        {
            next.GiveUp();
        }
        else if (taken.Count < most && (taken.Count == 0 || taken[0].Asked.Centre == next.Asked.Centre))
        {
            taken.Add(next);
        }
        else
        {
            setAside.Enqueue(next);
        }
    }
}
