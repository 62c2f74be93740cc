using Microsoft.EntityFrameworkCore;
using Tongban.Cases.Showing;
using Tongban.Kernel;

namespace Tongban.Voices.Giving;

/// <summary>One answer, and all that was said of it: by the person, or as staff noted it on the phone.</summary>
public sealed record GivenAnswer(string Text, DateTime At)
{
    public (AnswerLevel Level, DateTime At)? Noted { get; init; }

    public (AnswerLevel Level, DateTime At)? Own { get; init; }

    /// <summary>Opened again after it; by whose word.</summary>
    public (bool ByNote, DateTime At)? Reopened { get; init; }
}

/// <summary>The answers of a voice in their order, told from its journal: the row itself knows the present one only.</summary>
public sealed class GivenAnswers(TongbanDb db)
{
    private static readonly List<string> Told = ["voice.replied", "voice.level-noted", "voice.judged", "voice.reopened"];

    public async Task<IReadOnlyList<GivenAnswer>> OfAsync(Voice of, CancellationToken stop = default)
    {
        var facts = await db.Facts.AsNoTracking().Where(fact => fact.Subject == nameof(Voice) && fact.SubjectId == of.Id && Told.Contains(fact.What)).OrderBy(fact => fact.SubjectVersion).ToListAsync(stop);
        var answers = new List<GivenAnswer>();
        foreach (var fact in facts)
        {
            if (fact.What == "voice.replied")
            {
                answers.Add(new(of.Notes.First(note => note.Number.ToString(null as IFormatProvider) == fact.Value("note")).Text, fact.At));
            }
            else if (answers.Count > 0)
            {
                answers[^1] = With(answers[^1], fact);
            }
        }

        return answers;
    }

    // What is said between two answers is said of the first of them.
    private static GivenAnswer With(GivenAnswer answer, Fact fact) => fact.What switch
    {
        "voice.level-noted" => answer with { Noted = (LevelOf(fact), fact.At) },
        "voice.judged" => answer with { Own = (LevelOf(fact), fact.At) },
        _ => answer with { Reopened = (fact.Value("noted") == bool.TrueString, fact.At) },
    };

    private static AnswerLevel LevelOf(Fact fact) => Enum.Parse<AnswerLevel>(fact.Value("level")!);
}
