namespace Tongban.Catalogue;

/// <summary>What the rows of one item's content say about each other: ids are unique, and conditions name questions and answers that exist.</summary>
public static class ContentReferences
{
    public static IEnumerable<Finding> Check(ItemContent content) =>
    [
        .. Twice(content.Materials.Select(material => material.Id), "material-twice", "materials"),
        .. Twice(content.Situations.Select(situation => situation.Id), "question-twice", "situations"),
        .. content.Materials.SelectMany((material, index) => Check(material, $"materials[{index}]", content)),
        .. content.Situations.SelectMany((situation, index) => Check(situation, $"situations[{index}]", content)),
    ];

    private static IEnumerable<Finding> Check(Material material, string place, ItemContent content)
    {
        if (material.NameZh.Trim().Length == 0)
        {
            yield return new("material-needs-name", $"{place}.name_zh", true, "the material has no name");
        }

        // 行政许可法 §32: the one notice says everything that is missing, and why it is asked for.
        if (material.ReasonZh.Trim().Length == 0)
        {
            yield return new("material-needs-reason", $"{place}.reason_zh", true, "whoever must bring it is told why");
        }

        if (material.Form != "electronic" && material.Originals + material.Copies == 0)
        {
            yield return new("material-needs-count", place, true, "on paper it is one original or copy at least");
        }

        foreach (var finding in Unknown(material.AppliesWhen, $"{place}.applies_when", content))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Check(Situation situation, string place, ItemContent content)
    {
        if (situation.Options.Count < 2 || situation.Options.DistinctBy(option => option.Id).Count() != situation.Options.Count)
        {
            yield return new("question-needs-options", $"{place}.options", true, "a question needs two different answers or more");
        }

        foreach (var finding in Unknown(situation.AskedWhen, $"{place}.asked_when", content))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Unknown(IReadOnlyList<Condition> conditions, string place, ItemContent content) =>
        conditions.Where(condition => !Exists(condition, content))
            .Select(condition => new Finding("condition-unknown", place, true, $"question “{condition.Question}” with answer {string.Join(" or ", condition.In)} does not exist"));

    private static bool Exists(Condition condition, ItemContent content) =>
        content.Situations.FirstOrDefault(situation => situation.Id == condition.Question) is { } asked
        && condition.In.Count > 0
        && condition.In.All(answer => asked.Options.Any(option => option.Id == answer));

    private static IEnumerable<Finding> Twice(IEnumerable<string> ids, string code, string place) =>
        ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => new Finding(code, place, true, $"“{same.Key}” stands there twice"));
}
