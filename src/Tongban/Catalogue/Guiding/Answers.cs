namespace Tongban.Catalogue.Guiding;

/// <summary>
/// The answers to an item's guided questions, as they stand in an address: <c>a-who=self</c>. Only questions that are
/// asked and options that exist are kept, so that an old or forged address does no harm.
/// </summary>
public sealed class Answers
{
    public const string Prefix = "a-";

    /// <summary>Whose questions were answered, where the address is not the guide's own: <c>of=SU01</c>.</summary>
    public const string Of = "of";

    private readonly Dictionary<string, string> given = [];

    private Answers(ItemContent content) => Content = content;

    public ItemContent Content { get; }

    public IReadOnlyDictionary<string, string> Given => given;

    /// <summary>The questions that somebody with these answers is asked, in order.</summary>
    public IReadOnlyList<Situation> Asked => [.. Content.Situations.Where(situation => situation.IsAsked(given))];

    public bool AreComplete => Content.AnsweredBy(given);

    /// <summary>Materials to bring, for these answers.</summary>
    public IReadOnlyList<Material> Brought => [.. Content.MaterialsFor(given).Where(material => material.IsBrought)];

    /// <summary>Materials that the centre fetches or prepares.</summary>
    public IReadOnlyList<Material> Fetched => [.. Content.MaterialsFor(given).Where(material => !material.IsBrought)];

    /// <summary>What brings somebody back to these answers: <c>?a-who=self</c>, or nothing.</summary>
    public string Query => QueryString.Create(given.Select(answer => KeyValuePair.Create(Prefix + answer.Key, (string?)answer.Value))).Value ?? "";

    public static Answers From(ItemContent content, IQueryCollection query)
    {
        var answers = new Answers(content);
        foreach (var situation in content.Situations)
        {
            var answer = query[Prefix + situation.Id].ToString();
            if (situation.IsAsked(answers.given) && situation.Options.Any(option => option.Id == answer))
            {
                answers.given[situation.Id] = answer;
            }
        }

        return answers;
    }
}
