namespace Tongban.OneThing.Editing;

public enum DiffKind
{
    Same,
    Removed,
    Added,

    /// <summary>Lines that are the same and far from any change are left out here.</summary>
    Gap,
}

public readonly record struct DiffLine(DiffKind Kind, string Text);

/// <summary>What has changed between two texts, line by line, with a little of what stands around it. Pure.</summary>
public static class TextDiff
{
    private const int Around = 2;

    // Beyond it the middle is shown as taken out and put in: looking for what is common would take too long.
    private const long MostCells = 2_000_000;

    /// <summary>Nothing where the texts are the same.</summary>
    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var head = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = old.Skip(head).Reverse().Zip(now.Skip(head).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        List<DiffLine> all =
        [
            .. old.Take(head).Select(Same),
            .. Middle(old[head..^tail], now[head..^tail]),
            .. old.Skip(old.Length - tail).Select(Same),
        ];
        return all.TrueForAll(line => line.Kind == DiffKind.Same) ? [] : Near(all);
    }

    private static DiffLine Same(string text) => new(DiffKind.Same, text);

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static IEnumerable<DiffLine> Middle(string[] old, string[] now) => (long)old.Length * now.Length > MostCells
        ? [.. old.Select(text => new DiffLine(DiffKind.Removed, text)), .. now.Select(text => new DiffLine(DiffKind.Added, text))]
        : Walk(old, now, Common(old, now));

    // How many lines are common from each pair of places on.
    private static int[,] Common(string[] old, string[] now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static IEnumerable<DiffLine> Walk(string[] old, string[] now, int[,] common)
    {
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return Same(old[i]);
                (i, j) = (i + 1, j + 1);
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return new(DiffKind.Removed, old[i++]);
            }
            else
            {
                yield return new(DiffKind.Added, now[j++]);
            }
        }
    }

    private static List<DiffLine> Near(List<DiffLine> all)
    {
        var near = new List<DiffLine>();
        for (var at = 0; at < all.Count; at++)
        {
            var isNear = all.Skip(at - Around).Take(at < Around ? at + Around + 1 : (2 * Around) + 1).Any(line => line.Kind != DiffKind.Same);
            if (isNear)
            {
                near.Add(all[at]);
            }
            else if (near is [] or [.., { Kind: not DiffKind.Gap }])
            {
                near.Add(new(DiffKind.Gap, ""));
            }
        }

        return near;
    }
}
