using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue.Importing;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.OneThing;

/// <summary>
/// Brings the templates of a district's folder (<c>onething.json</c>) in: what is there under its code stays as it is, a new
/// one is published if nothing is wrong with it. All of the file or nothing.
/// </summary>
public sealed class TemplateImport(TongbanDb db, HallClock clock, Templates templates)
{
    public const string File = "onething.json";

    /// <returns>How many came in.</returns>
    public async Task<int> ImportAsync(string folder, CancellationToken stop = default)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
        {
            return 0;
        }

        var rows = Read(await System.IO.File.ReadAllTextAsync(path, stop));
        await using var transaction = await db.BeginAsync(stop);
        var known = await db.Set<Template>().Select(template => template.Code).ToListAsync(stop);
        var (added, faults) = (0, new List<Fault>());
        foreach (var (code, content) in rows.Where(row => !known.Contains(row.Id)))
        {
            var wrong = await templates.CheckAsync(content, stop);
            faults.AddRange(wrong.Select(fault => new Fault(File, code, $"{fault.Code}: {string.Join(", ", fault.Values)}")));
            if (wrong.Count == 0)
            {
                templates.Add(code, content, Actor.System).Publish([], clock.Now, Actor.System);
                added++;
            }
        }

        if (faults.Count > 0)
        {
            throw new FaultyDistrict(faults);
        }

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return added;
    }

    private static IReadOnlyList<TemplateRow> Read(string text)
    {
        try
        {
            return TemplateText.Read<TemplateFile>(text)?.Templates ?? [];
        }
        catch (JsonException broken)
        {
            throw new FaultyDistrict([new Fault(File, $"line {(broken.LineNumber ?? 0) + 1}", broken.Path ?? "$")]);
        }
    }

    private sealed record TemplateFile(IReadOnlyList<TemplateRow> Templates);

    private sealed record TemplateRow(string Id, TemplateContent Content);
}
