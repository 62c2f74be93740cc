using Tongban.Shared;
using Tongban.Shared.Rush;

namespace Tongban.Appointments.WaitingList;

/// <summary>Puts an entry in line by the code that its phone got.</summary>
/// <param name="Token">The entry's token.</param>
/// <param name="Digits">What was typed.</param>
/// <param name="Caller">Whose attempt it counts as.</param>
public sealed record JoinList(string Token, string? Digits, CallerFacts Caller);

/// <summary>An entry stands in line.</summary>
public sealed record OnList(string Token);

/// <summary>Those who join together. A wrong code counts although it is refused.</summary>
public sealed class JoinListBatch(TongbanDb db, WaitingLine line, Caller caller) : OneByOne<JoinList, OnList>(db)
{
    protected override Task<Outcome<OnList>> DoAsync(JoinList command, CancellationToken stop)
    {
        caller.StandFor(command.Caller);
        return line.JoinWithCodeAsync(command.Token, command.Digits, stop);
    }
}
