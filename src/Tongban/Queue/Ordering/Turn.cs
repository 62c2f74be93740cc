namespace Tongban.Queue.Ordering;

/// <summary>Whose turn it is where a rule alternates.</summary>
/// <param name="LongestHad">The last call was that of somebody past the maximum wait.</param>
/// <param name="First">Turns that the first side of the ratio has had in this round.</param>
/// <param name="Second">Turns of the second side.</param>
public readonly record struct Turn(bool LongestHad, int First, int Second);

/// <summary>
/// The turn of one window on one day. Calls of a site stand in one order, so nobody else writes the row meanwhile; a new
/// day begins with a new row.
/// </summary>
public sealed class CallingTurns
{
    private CallingTurns()
    {
    }

    public CallingTurns(Guid centreId, Guid windowId, DateOnly on) => (CentreId, WindowId, On) = (centreId, windowId, on);

    public Guid CentreId { get; private set; }

    public Guid WindowId { get; private set; }

    public DateOnly On { get; private set; }

    public bool LongestHad { get; private set; }

    public int First { get; private set; }

    public int Second { get; private set; }

    /// <summary>The call after which this is the turn.</summary>
    public int CallSeq { get; private set; }

    public bool LongestHadBefore { get; private set; }

    public int FirstBefore { get; private set; }

    public int SecondBefore { get; private set; }

    public Turn Now => new(LongestHad, First, Second);

    public void Took(Turn after, int callSeq)
    {
        (LongestHadBefore, FirstBefore, SecondBefore) = (LongestHad, First, Second);
        (LongestHad, First, Second, CallSeq) = (after.LongestHad, after.First, after.Second, callSeq);
    }

    /// <summary>The call was a mistake: the turn is whose it was before.</summary>
    public void TakeBack(int callSeq)
    {
        if (callSeq > 0 && CallSeq == callSeq)
        {
            (LongestHad, First, Second, CallSeq) = (LongestHadBefore, FirstBefore, SecondBefore, 0);
        }
    }
}
