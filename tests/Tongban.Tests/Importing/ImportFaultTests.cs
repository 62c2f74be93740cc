using System.Text;
using Microsoft.EntityFrameworkCore;
using Tongban.Benefits;
using Tongban.Enterprises;
using Tongban.Importing;
using Tongban.Tests.Enterprises;

namespace Tongban.Tests.Importing;

public sealed class ImportFaultTests
{
    private const string At = "2020-01-02T10:00:00";

    [Fact]
    public async Task Every_fault_of_a_row_has_its_code_and_no_effect()
    {
        await using var app = await YearFolder.StartAsync();
        using var folder = YearFolder.Empty();
        folder.Write(YearFolder.Enterprises, Lines(YearFolder.Enterprises, EnterpriseRows()));
        folder.Write(YearFolder.Grants, Lines(YearFolder.Grants, GrantRows()));
        folder.Write(YearFolder.Waivers, Lines(YearFolder.Waivers, WaiverRows()));

        await folder.ImportAsync(app);

        var wanted = Wanted(YearFolder.Enterprises, EnterpriseRows()).Concat(Wanted(YearFolder.Grants, GrantRows())).Concat(Wanted(YearFolder.Waivers, WaiverRows()));
        Assert.Equal(wanted, (await YearFolder.RejectsAsync(app)).Select(line => string.Join(' ', line.Split(' ')[0], line.Split(' ')[1], line.Split(' ')[^1])));
        Assert.Equal(["E1", "E2", "E3", "E4"], await app.WithDbAsync(db => db.Set<Enterprise>().OrderBy(one => one.SourceId).Select(one => one.SourceId).ToListAsync()));
        Assert.Equal("=1+1<script>alert(1)</script>\n𠮷,\"甲\"", await app.WithDbAsync(db => db.Set<Enterprise>().Where(one => one.SourceId == "E2").Select(one => one.Name).SingleAsync()));
        Assert.Equal(["G1", "G2", "G3"], await app.WithDbAsync(db => db.Set<Grant>().OrderBy(one => one.Number).Select(one => one.Number).ToListAsync()));
        Assert.Equal(12003 - 10, await app.WithDbAsync(db => db.Set<ProcurementBatch>().Where(batch => batch.Code == "SB1").Select(batch => batch.Remaining).SingleAsync()));
    }

    [Fact]
    public async Task A_byte_order_mark_other_line_ends_another_order_of_columns_and_no_last_line_end_are_all_the_same()
    {
        await using var app = await YearFolder.StartAsync();
        using var folder = YearFolder.Empty();
        string[] columns = YearFolder.HeaderOf(YearFolder.Enterprises).Split(',');
        var turned = new[] { columns, Firm("E1", 1).Split(','), Firm("E2", 2).Split(',') }.Select(row => string.Join(',', row.Reverse()));
        folder.Write(YearFolder.Enterprises, [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join("\r\n", turned))]);

        await folder.ImportAsync(app);

        Assert.Empty(await YearFolder.RejectsAsync(app));
        Assert.Equal(["E1", "E2"], await app.WithDbAsync(db => db.Set<Enterprise>().OrderBy(one => one.SourceId).Select(one => one.SourceId).ToListAsync()));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_stops_the_import_and_says_where()
    {
        await using var app = await YearFolder.StartAsync();
        using var folder = YearFolder.Empty();
        var header = YearFolder.HeaderOf(YearFolder.Enterprises);

        await ToldAsync("HEADER", [header.Replace("uscc", "code", StringComparison.Ordinal), Firm("E1", 1)]);
        await ToldAsync("HEADER", [header + ",more", Firm("E1", 1) + ",1"]);
        await ToldAsync("HEADER", [header.Replace("uscc", "name", StringComparison.Ordinal), Firm("E1", 1)]);
        await ToldAsync("HEADER", []);
        await ToldAsync("quote", [header, Firm("E1", 1), Firm("E2", 2, "\"never closed"), .. Enumerable.Range(3, 300).Select(n => Firm($"E{n}", n))]);
        await ToldAsync("not UTF-8", [], [.. Encoding.UTF8.GetBytes(header + "\n"), .. Encoding.UTF8.GetBytes(Firm("E1", 1) + "\n"), 0xC4, 0xE3, 0xBA, 0xC3, (byte)'\n']);
        File.Delete(Path.Combine(folder.Path, YearFolder.Enterprises));
        Assert.Contains("not in the folder", (await Assert.ThrowsAsync<UnreadableFile>(() => folder.ImportAsync(app))).Message, StringComparison.Ordinal);

        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Enterprise>().CountAsync()));

        // Mended it comes in; once begun it must stay the same.
        await folder.Write(YearFolder.Enterprises, [header, Firm("E1", 1)]).ImportAsync(app);
        await ToldAsync("not the file of which 1 rows are in already", [header, Firm("E1", 1), Firm("E2", 2)]);
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Enterprise>().CountAsync()));

        async Task ToldAsync(string what, IEnumerable<string> lines, byte[]? bytes = null)
        {
            _ = bytes is null ? folder.Write(YearFolder.Enterprises, lines) : folder.Write(YearFolder.Enterprises, bytes);
            var told = await Assert.ThrowsAsync<UnreadableFile>(() => folder.ImportAsync(app));
            Assert.Contains(what, told.Message, StringComparison.Ordinal);
            Assert.StartsWith(YearFolder.Enterprises, told.Message, StringComparison.Ordinal);
        }
    }

    private static string Firm(string id, int number, string name = "郑州测试有限公司", string type = "company", string ftz = "1", string at = "2020-01-02T09:00:00", string channel = "online", string industry = "F", string capital = "50", string rep = "许为霜", string repId = "410104188402285665", string site = "T11", string? uscc = null) =>
        string.Join(',', id, uscc ?? MadeEnterprises.Uscc(number), name, type, ftz, at, channel, industry, capital, rep, repId, site);

    private static string Given(string id, string firm = "E4", string at = At, string kind = "seal_set", string quantity = "5", string unit = "枚", string cost = "22500", string split = "SB1*5", string staff = "P55", string delivery = "hall") =>
        string.Join(',', id, at, firm, kind, quantity, unit, cost, split, staff, delivery);

    private static string Waived(string id, string firm = "E1", string at = At, string bank = "BK1", string fee = "open", string amount = "20000", string staff = "P56") => string.Join(',', id, at, firm, bank, fee, amount, staff);

    // Null is a row that comes in.
    private static (string Row, string? Code)[] EnterpriseRows() =>
    [
        (Firm("E1", 1), null),
        (Firm("E2", 2, "\"=1+1<script>alert(1)</script>\n𠮷,\"\"甲\"\"\""), null),
        ("", "COLUMN_COUNT"),
        ("E90,few", "COLUMN_COUNT"),
        (Firm("E91", 91) + ",more", "COLUMN_COUNT"),
        (Firm("E92", 92, "a\"b\"c"), "COLUMN_COUNT"),
        (Firm("", 93), "MISSING"),
        (Firm("E94", 94, " "), "MISSING"),
        (Firm("E95", 95, "\0"), "NOT_TEXT"),
        (Firm("E96", 96, new string('长', 201)), "TEXT_TOO_LONG"),
        (Firm(new string('E', 41), 97), "TEXT_TOO_LONG"),
        (Firm("E98", 98, type: "trust"), "BAD_ENUM"),
        (Firm("E99", 99, ftz: "2"), "BAD_ENUM"),
        (Firm("E100", 100, industry: "U"), "BAD_ENUM"),
        (Firm("E101", 101, at: "2020-02-30T09:00:00"), "BAD_DATE"),
        (Firm("E102", 102, at: "2020-01-02 09:00:00"), "BAD_DATE"),
        (Firm("E103", 103, at: "9999-12-31T23:59:59"), "BAD_DATE"),
        (Firm("E104", 104, at: "1986-05-04T02:30:00"), "BAD_DATE"),
        (Firm("E105", 105, capital: "1e3"), "BAD_NUMBER"),
        (Firm("E106", 106, capital: "99999999999999999999"), "BAD_NUMBER"),
        (Firm("E107", 107, capital: "-1"), "OUT_OF_RANGE"),
        (Firm("E108", 108, type: "trust", capital: "x"), "BAD_ENUM"),
        (Firm("E1", 109), "DUP_ID"),
        (Firm("E110", 110, site: "T99"), "UNKNOWN_REF"),
        (Firm("E111", 111, uscc: "91410100MA0000015C"), "BAD_CHECK_DIGIT"),
        (Firm("E112", 112, repId: "410104188402285666"), "BAD_CHECK_DIGIT"),
        (Firm("E113", 113, repId: "410104188402305665"), "BAD_CHECK_DIGIT"),
        (Firm("E114", 1), "DUP_KEY"),
        (Firm("E115", 115, at: "2030-01-02T09:00:00"), "TIME_ORDER"),

        // What a rejected row had is still to be had: its id, its code.
        (Firm("E3", 3, capital: "x"), "BAD_NUMBER"),
        (Firm("E3", 116, site: "T99"), "UNKNOWN_REF"),
        (Firm(" E3 ", 0, uscc: MadeEnterprises.Uscc(3).ToLowerInvariant()), null),
        (Firm("E4", 4), null),
        (Firm("E3", 117), "DUP_ID"),
    ];

    private static (string Row, string? Code)[] GrantRows() =>
    [
        (Given("G1", "E1"), null),
        (Given("G10", delivery: "drone"), "BAD_ENUM"),
        (Given("G11", quantity: "five"), "BAD_NUMBER"),
        (Given("G12", cost: "225.00"), "BAD_NUMBER"),
        (Given("G1"), "DUP_ID"),
        (Given("G13", "E90"), "UNKNOWN_REF"),
        (Given("G14", kind: "car"), "UNKNOWN_REF"),
        (Given("G15", staff: "P99"), "UNKNOWN_REF"),
        (Given("G16", quantity: "4"), "BAD_QUANTITY"),
        (Given("G17", quantity: "-5"), "BAD_QUANTITY"),
        (Given("G18", unit: "套"), "BAD_QUANTITY"),
        (Given("G19", at: "2020-01-02T08:59:59"), "TIME_ORDER"),
        (Given("G20", at: "2030-01-02T10:00:00"), "TIME_ORDER"),
        (Given("G21", "E1"), "DUP_BENEFIT"),
        (Given("G22", at: "2020-01-02T12:30:00"), "OUTSIDE_HOURS"),
        (Given("G23", at: "2020-01-25T10:00:00"), "OUTSIDE_HOURS"),
        (Given("G24", kind: "seal_set", at: "2020-01-02T10:00:01", cost: "22499"), "COST_MISMATCH"),
        (Given("G25", split: "SB1*4+SB2*1"), "COST_MISMATCH"),
        (Given("G2", "E4"), null),
        (Given("G3", "E4", kind: "tax_device", quantity: "1", unit: "个", cost: "16000", split: "TD1*1"), null),
    ];

    private static (string Row, string? Code)[] WaiverRows() =>
    [
        (Waived("B1"), null),
        (Waived("B10", amount: "x"), "BAD_NUMBER"),
        (Waived("B1", fee: "manage", amount: "36000"), "DUP_ID"),
        (Waived("B11", bank: "BK9"), "UNKNOWN_REF"),
        (Waived("B12", bank: "BK2", fee: "receipt"), "UNKNOWN_REF"),
        (Waived("B13", fee: "manage", amount: "35999"), "FEE_MISMATCH"),
        (Waived("B14", fee: "manage", amount: "36000", at: "2020-01-02T08:00:00"), "TIME_ORDER"),
        (Waived("B15", fee: "manage", amount: "36000", at: "2020-01-02T17:30:00"), "OUTSIDE_HOURS"),
        (Waived("B16"), "DUP_KEY"),
    ];

    private static IEnumerable<string> Lines(string file, (string Row, string? Code)[] rows) => [YearFolder.HeaderOf(file), .. rows.Select(row => row.Row)];

    private static IEnumerable<string> Wanted(string file, (string Row, string? Code)[] rows)
    {
        var line = 2;
        foreach (var (row, code) in rows)
        {
            if (code is not null)
            {
                yield return $"{file} {line} {code}";
            }

            line += row.Count(character => character == '\n') + 1;
        }
    }
}
