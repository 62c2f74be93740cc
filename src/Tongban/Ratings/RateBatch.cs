using Npgsql;
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
/// together and written past the change tracker; where the unique index says that another node was quicker, nothing of it
/// stands and all is looked at again.
/// </summary>
public sealed class RateBatch(Evaluation evaluation, RateAlone alone) : IBatch<Rate, Rated>
{
    public async Task<IReadOnlyList<Outcome<Rated>>> RunAsync(IReadOnlyList<Rate> commands, CancellationToken stop)
    {
        if (commands.Count < 2 || commands.Any(command => command.Number != Evaluation.First))
        {
            return await alone.RunAsync(commands, stop);
        }

        try
        {
            return await evaluation.GiveTogetherAsync(commands, stop);
        }
        catch (Refusal ofAll)
        {
            return [.. commands.Select(_ => new Outcome<Rated>(null, ofAll))];
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new TakenMeanwhileException(twice);
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
