using System.Text;
using System.Text.RegularExpressions;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>
/// Reads a QR code off the page as a handheld scanner does, from its dark and light modules. Only what we print:
/// versions 1 to 6, level M; a picture made by a program needs no error correction.
/// </summary>
public static partial class QrReader
{
    private const int Quiet = 4;

    // ISO/IEC 18004, table 9, level M: data codewords per block and number of blocks, which are of equal length.
    private static readonly (int Data, int Blocks)[] Layouts = [(16, 1), (28, 1), (44, 1), (32, 2), (43, 2), (27, 4)];

    /// <summary>What the code in this part of the page says.</summary>
    public static async Task<string> ReadQrAsync(this ILocator code)
    {
        var svg = code.Locator("svg").First;
        return Read(int.Parse((await svg.GetAttributeAsync("viewBox"))!.Split(' ')[2], null), (await svg.Locator("path").GetAttributeAsync("d"))!);
    }

    private static string Read(int whole, string path)
    {
        var dark = new bool[whole, whole];
        foreach (Match run in Run().Matches(path))
        {
            var (x, y, length) = (int.Parse(run.Groups[1].Value, null), int.Parse(run.Groups[2].Value, null), int.Parse(run.Groups[3].Value, null));
            Enumerable.Range(x, length).ToList().ForEach(at => dark[y, at] = true);
        }

        var size = whole - (2 * Quiet);
        bool At(int row, int column) => dark[row + Quiet, column + Quiet];
        var bits = Bits(size, At).Chunk(8).Where(eight => eight.Length == 8).Select(Number).ToList();
        var (data, blocks) = Layouts[((size - 17) / 4) - 1];
        return Text([.. Enumerable.Range(0, blocks).SelectMany(block => Enumerable.Range(0, data).Select(n => (byte)bits[(n * blocks) + block]))]);
    }

    // Two columns at a time from the right, up and down in turns; the format says which mask lies over them.
    private static IEnumerable<bool> Bits(int size, Func<int, int, bool> at)
    {
        var mask = Number([at(8, 2), at(8, 3), at(8, 4)]) ^ 0b101;
        var up = true;
        for (var right = size - 1; right > 0; right -= 2, up = !up)
        {
            right -= right == 6 ? 1 : 0;
            foreach (var row in up ? Enumerable.Range(0, size).Reverse() : Enumerable.Range(0, size))
            {
                foreach (var column in new[] { right, right - 1 }.Where(column => !IsPattern(size, row, column)))
                {
                    yield return at(row, column) ^ IsMasked(mask, row, column);
                }
            }
        }
    }

    private static bool IsPattern(int size, int row, int column) =>
        row == 6 || column == 6 || (row < 9 && (column < 9 || column >= size - 8)) || (column < 9 && row >= size - 8)
        || (size > 21 && Math.Abs(row - (size - 7)) <= 2 && Math.Abs(column - (size - 7)) <= 2);

    private static bool IsMasked(int mask, int i, int j) => mask switch
    {
        0 => (i + j) % 2 == 0,
        1 => i % 2 == 0,
        2 => j % 3 == 0,
        3 => (i + j) % 3 == 0,
        4 => ((i / 2) + (j / 3)) % 2 == 0,
        5 => (i * j % 2) + (i * j % 3) == 0,
        6 => ((i * j % 2) + (i * j % 3)) % 2 == 0,
        _ => (((i + j) % 2) + (i * j % 3)) % 2 == 0,
    };

    // Segments, each with four bits of mode, the length and what it is: three digits in ten bits, two letters in eleven, or bytes.
    private static string Text(byte[] data)
    {
        var bits = new Queue<bool>(data.SelectMany(one => Enumerable.Range(0, 8).Select(n => (one & (0x80 >> n)) != 0)));
        int Take(int count) => Number([.. Enumerable.Range(0, count).Select(_ => bits.Dequeue())]);
        var text = new StringBuilder();
        for (var mode = Take(4); mode != 0; mode = bits.Count < 4 ? 0 : Take(4))
        {
            text.Append(mode switch
            {
                0b0001 => Digits(Take(10), Take),
                0b0010 => Letters(Take(9), Take),
                0b0100 => Encoding.UTF8.GetString([.. Enumerable.Range(0, Take(8)).Select(_ => (byte)Take(8))]),
                _ => throw new NotSupportedException($"QR mode {mode}"),
            });
        }

        return text.ToString();
    }

    private static string Digits(int length, Func<int, int> take)
    {
        var text = new StringBuilder();
        for (; length > 0; length -= 3)
        {
            var most = Math.Min(length, 3);
            text.Append(take((10 * most / 3) + (most == 3 ? 0 : 1)).ToString(new string('0', most), null));
        }

        return text.ToString();
    }

    private static string Letters(int length, Func<int, int> take)
    {
        const string Known = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        var text = new StringBuilder();
        for (; length > 1; length -= 2)
        {
            var pair = take(11);
            text.Append(Known[pair / 45]).Append(Known[pair % 45]);
        }

        return length == 1 ? text.Append(Known[take(6)]).ToString() : text.ToString();
    }

    private static int Number(bool[] bits) => bits.Aggregate(0, (number, bit) => (number << 1) | (bit ? 1 : 0));

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1")]
    private static partial Regex Run();
}
