using Tongban.Shared;
using Tongban.Shared.Rush;

namespace Tongban.Appointments.Online.Holding;

/// <summary>Confirms a hold: by the code that its phone got, or by the sign-in that stands for it.</summary>
/// <param name="Token">The hold's token.</param>
/// <param name="Digits">What was typed; null for a signed-in citizen.</param>
/// <param name="Answers">What the guide was told, for the link that the phone gets.</param>
/// <param name="Caller">Whose attempt it counts as, and in which language the phone is told.</param>
/// <param name="SignedIn">Who comes, where a citizen has signed in.</param>
public sealed record Book(string Token, string? Digits, string Answers, CallerFacts Caller, SignedIn? SignedIn = null);

/// <summary>A citizen says who comes; the phone was verified when signing in.</summary>
public sealed record SignedIn(Guid AccountId, Person Person, bool WantsHelp);

/// <summary>A hold became a booking.</summary>
public sealed record Confirmed(Guid Id, string Token);

/// <summary>Confirmations that arrive together.</summary>
public sealed class BookBatch(TongbanDb db, Confirming confirming, GuideAnswers answers, Caller caller) : OneByOne<Book, Confirmed>(db)
{
    protected override Task<Outcome<Confirmed>> DoAsync(Book command, CancellationToken stop)
    {
        caller.StandFor(command.Caller);
        answers.StandFor(command.Answers);
        return command.SignedIn is { } who ? confirming.BookSignedInAsync(command.Token, who, stop) : confirming.BookWithCodeAsync(command.Token, command.Digits, stop);
    }
}
