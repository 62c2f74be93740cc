namespace Tongban.Network;

/// <summary>Window labels as signs say them: 9, 10, 11, 13 are <c>9–11, 13</c>.</summary>
public static class WindowLabels
{
    public static string Ranges(IEnumerable<string> labels)
    {
        var numbers = labels.Where(label => int.TryParse(label, out _)).Select(int.Parse).Distinct().Order().ToList();
        var others = labels.Where(label => !int.TryParse(label, out _)).Distinct().Order(StringComparer.Ordinal);
        return string.Join(", ", [.. Runs(numbers), .. others]);
    }

    private static IEnumerable<string> Runs(List<int> numbers)
    {
        for (var at = 0; at < numbers.Count;)
        {
            var from = at;
            while (at + 1 < numbers.Count && numbers[at + 1] == numbers[at] + 1)
            {
                at++;
            }

            yield return at == from ? $"{numbers[at]}" : $"{numbers[from]}–{numbers[at]}";
            at++;
        }
    }
}
