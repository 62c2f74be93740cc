namespace Tongban.Benefits.Months;

/// <summary>A batch in a month: units at its beginning, what came and went, units at its end, all at the batch's price.</summary>
public sealed record MonthRow(string Code, Guid KindId, Guid FundId, DateOnly ReceivedOn, long UnitPriceFen)
{
    public long Opening { get; init; }

    public long Received { get; init; }

    public long Granted { get; init; }

    public long Reversed { get; init; }

    /// <summary>Entered by mistake and taken out again.</summary>
    public long TakenOut { get; init; }

    public long Closing => Opening + Received - Granted + Reversed - TakenOut;

    public long Fen(long units) => units * UnitPriceFen;
}

/// <summary>Rows of one kind and fund, added up in fen.</summary>
public sealed record MonthSum(Guid KindId, Guid FundId, IReadOnlyList<MonthRow> Rows)
{
    public long OpeningFen => Sum(row => row.Opening);

    public long ReceivedFen => Sum(row => row.Received);

    public long GrantedFen => Sum(row => row.Granted);

    public long ReversedFen => Sum(row => row.Reversed);

    public long TakenOutFen => Sum(row => row.TakenOut);

    public long ClosingFen => Sum(row => row.Closing);

    public long Units(Func<MonthRow, long> of) => Rows.Sum(of);

    private long Sum(Func<MonthRow, long> units) => Rows.Sum(row => row.Fen(units(row)));
}

/// <summary>Two sources that should say the same and do not.</summary>
/// <param name="What">The word for it: <c>benefits.fault-stock</c>.</param>
/// <param name="Which">The batch or kind.</param>
/// <param name="Ledger">What the lines of the grants add up to.</param>
/// <param name="Other">What the other source says.</param>
public sealed record MonthFault(string What, string Which, long Ledger, long Other);

/// <summary>The books of a month, and whether they agree.</summary>
public sealed record MonthReport(DateOnly Month, IReadOnlyList<MonthSum> Sums, IReadOnlyList<MonthFault> Faults)
{
    public IEnumerable<MonthRow> Rows => Sums.SelectMany(sum => sum.Rows);

    public bool IsReconciled => Faults.Count == 0;
}

/// <summary>What was given of a kind in a month, less what was reversed in it.</summary>
public sealed record YearRow(int Month, Guid KindId, long Granted, long Reversed, long Units, long CostFen)
{
    public long Net => Granted - Reversed;
}

/// <summary>A year month by month, with the enterprises that stand behind it.</summary>
/// <param name="Year">Which.</param>
/// <param name="Rows">A month and kind each, where something moved.</param>
/// <param name="Helped">Enterprises with a grant of the year that stands.</param>
/// <param name="Registered">Enterprises registered in the year.</param>
/// <param name="InFtz">Of these in the free-trade zone.</param>
public sealed record YearTable(int Year, IReadOnlyList<YearRow> Rows, int Helped, int Registered, int InFtz);
