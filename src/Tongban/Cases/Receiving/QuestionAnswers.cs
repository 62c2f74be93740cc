using Tongban.Catalogue;

namespace Tongban.Cases;

/// <summary>Answers to the guided questions stand in the address: <c>?q.who=agent</c>; so Back works.</summary>
public static class QuestionAnswers
{
    public const string Prefix = "q.";

    /// <summary>Only answers that are options of this item; anything else in the address is nobody's answer.</summary>
    public static IReadOnlyDictionary<string, string> Read(IQueryCollection query, ItemContent content) =>
        content.Situations
            .Select(question => (question, answer: query[Prefix + question.Id].ToString()))
            .Where(pair => pair.question.Options.Any(option => option.Id == pair.answer))
            .ToDictionary(pair => pair.question.Id, pair => pair.answer);
}
