using Tongban.Kernel;
using Tongban.Ratings.FairPlay;
using Tongban.Shared.Rush;

namespace Tongban.Ratings;

/// <summary>Rates a service.</summary>
public sealed record Rate(string Token, Opinion Opinion, RatingChannel Channel, RatingContact? Contact, Actor By, int Number = Evaluation.First, WrittenDown? WrittenDown = null, GivenFrom? From = null);

/// <summary>A rating was given; a bad one has opened a rectification, whose number and page the person is told.</summary>
public sealed record Rated(RatingLevel Level, bool MayCallBack, string? MendingNumber = null, string? MendingToken = null);

/// <summary>
/// Ratings that arrive together: the evaluators of a hall, the phones of those who have just left. First ratings are looked up
/// and saved together; where the unique index says that somebody elsewhere was quicker, nothing of it stands and they are
/// given one by one.
/// </summary>
public sealed class RateBatch(TongbanDb db, Evaluation evaluation, RateAlone alone) : IBatch<Rate, Rated>
{
    private const string Before = "together";

    public async Task<IReadOnlyList<Outcome<Rated>>> RunAsync(IReadOnlyList<Rate> commands, CancellationToken stop)
    {
        if (commands.Count < 2 || commands.Any(command => command.Number != Evaluation.First))
        {
            return await alone.RunAsync(commands, stop);
        }

        var transaction = db.Open ?? throw new InvalidOperationException("A batch runs in the transaction of whoever calls it.");
        var mark = await transaction.MarkAsync(Before, stop);
        try
        {
            return await evaluation.GiveTogetherAsync(commands, stop);
        }
        catch (Refusal)
        {
            await transaction.BackToAsync(mark);
            db.ChangeTracker.Clear();
            return await alone.RunAsync(commands, stop);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}

/// <summary>The same, each behind a savepoint of its own.</summary>
public sealed class RateAlone(TongbanDb db, Evaluation evaluation) : OneByOne<Rate, Rated>(db)
{
    protected override async Task<Outcome<Rated>> DoAsync(Rate command, CancellationToken stop)
    {
        var (rating, opened) = await evaluation.GiveAsync(command);
        return Evaluation.AnswerOf(rating, opened);
    }
}
