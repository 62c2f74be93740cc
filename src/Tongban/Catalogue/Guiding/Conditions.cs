using Tongban.Shared.Words;

namespace Tongban.Catalogue.Guiding;

/// <summary>When a material is asked for, for a notice that was printed before the questions were answered.</summary>
public static class Conditions
{
    public static string InWords(Material material, ItemContent content, Say say) =>
        say["notice.only-when", string.Join(say["guide.comma"], material.AppliesWhen.Select(condition => Options(condition, content, say)))];

    private static string Options(Condition condition, ItemContent content, Say say)
    {
        var asked = content.Situations.Single(situation => situation.Id == condition.Question);
        return say["notice.answer-is", asked.Text(), string.Join("/", asked.Options.Where(option => condition.In.Contains(option.Id)).Select(option => option.Text()))];
    }
}
