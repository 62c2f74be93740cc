using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tongban.Benefits;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.OneThing;

/// <summary>A template with the version that is offered now.</summary>
public sealed record OfferedTemplate(Template Template, TemplateVersion Version, TemplateContent Content);

/// <summary>Drafts, checks and publishes templates; finds what is offered. Runs in the caller's transaction.</summary>
public sealed class Templates(TongbanDb db, HallClock clock, OfferedItems items)
{
    public const int MaxText = 200_000;

    /// <summary>All that are offered today, by code.</summary>
    public async Task<IReadOnlyList<OfferedTemplate>> OfferedAsync(CancellationToken stop = default)
    {
        var rows = await (
            from template in db.Set<Template>().AsNoTracking()
            join version in db.Set<TemplateVersion>().AsNoTracking() on template.Id equals version.TemplateId
            where template.EndedAt == null && version.PublishedAt != null
            orderby template.Code, version.Number descending
            select new { template, version }).ToListAsync(stop);
        return [.. rows.DistinctBy(row => row.template.Id).Select(row => new OfferedTemplate(row.template, row.version, row.version.Content))];
    }

    public async Task<OfferedTemplate?> FindAsync(string code, CancellationToken stop = default)
    {
        // Addresses that the router makes are in small letters.
        var upper = code.ToUpperInvariant();
        return (await OfferedAsync(stop)).FirstOrDefault(offered => offered.Template.Code == upper);
    }

    /// <summary>Reads what an editor typed; a mistake is told with its line.</summary>
    /// <remarks>Refusals: <c>onething.not-json</c> ({0} the line, {1} where), <c>onething.too-long</c>.</remarks>
    public static TemplateContent Read(string? text)
    {
        Refusal.Unless((text?.Length ?? 0) <= MaxText, "onething.too-long", MaxText);
        try
        {
            return TemplateText.Read<TemplateContent>(text ?? "") ?? throw new Refusal("onething.not-json", 1, "$");
        }
        catch (JsonException broken)
        {
            throw new Refusal("onething.not-json", (broken.LineNumber ?? 0) + 1, broken.Path ?? "$");
        }
    }

    /// <summary>All that is wrong, in the order of the text: in itself, and beside the catalogue and the departments.</summary>
    public async Task<IReadOnlyList<TemplateFault>> CheckAsync(TemplateContent content, CancellationToken stop = default)
    {
        var faults = TemplateChecks.Check(content).ToList();
        var bodies = await db.Set<Department>().Select(department => department.Code).ToListAsync(stop);
        faults.AddRange(content.Steps.Where(step => step.Body is { } body && !bodies.Contains(body)).Select(step => new TemplateFault("unknown-body", step.No, step.Body!)));
        faults.AddRange(content.Fields.SelectMany(field => field.Options).Where(option => option.Body is { } body && !bodies.Contains(body)).Select(option => new TemplateFault("unknown-option-body", option.Id, option.Body!)));
        var kinds = await db.Set<BenefitKind>().Select(kind => kind.Code).ToListAsync(stop);
        faults.AddRange(content.Steps.SelectMany(step => step.Grants.Where(grant => !kinds.Contains(grant.Kind)).Select(grant => new TemplateFault("unknown-grant", step.No, grant.Kind))));
        var found = await items.ManyAsync([.. content.Steps.Select(step => step.Item).Distinct()], stop);
        faults.AddRange(content.Steps.Where(step => !found.ContainsKey(step.Item)).Select(step => new TemplateFault("unknown-item", step.No, step.Item)));
        faults.AddRange(content.Fields.SelectMany(field => field.Answers.Where(answer => !Fits(field, answer, found)).Select(answer => new TemplateFault("answers", field.Id, answer))));
        return [.. faults.OrderBy(fault => fault.PlaceIn(content))];
    }

    public async Task<TemplateVersion> DraftAsync(Template template, Actor by, CancellationToken stop = default)
    {
        var latest = await db.Set<TemplateVersion>().Where(version => version.TemplateId == template.Id).OrderBy(version => version.Number).LastAsync(stop);
        if (latest.PublishedAt is null)
        {
            return latest;
        }

        // Two editors at once meet on the unique number: the second is told to look again.
        var draft = new TemplateVersion(db.CentreId, template.Id, latest.Number + 1, latest.Content, clock.Now, by);
        db.Add(draft);
        return draft;
    }

    public TemplateVersion Add(string code, TemplateContent content, Actor by)
    {
        var template = new Template(db.CentreId, code.Trim().ToUpperInvariant(), clock.Now, by);
        var draft = new TemplateVersion(db.CentreId, template.Id, 1, content, clock.Now, by);
        db.AddRange(template, draft);
        return draft;
    }

    public void Edit(TemplateVersion draft, int seen, TemplateContent content, Actor by)
    {
        Refusal.Unless(draft.Version == seen, "request.changed-meanwhile");
        draft.Edit(content, clock.Now, by);
    }

    public async Task PublishAsync(TemplateVersion draft, int seen, Actor by, CancellationToken stop = default)
    {
        Refusal.Unless(draft.Version == seen, "request.changed-meanwhile");
        draft.Publish(await CheckAsync(draft.Content, stop), clock.Now, by);
    }

    // The field's options are the question's, so that its answer is one.
    private static bool Fits(FieldContent field, string answer, IReadOnlyDictionary<string, OfferedItem> found) =>
        answer.Split('.') is [var item, var question] && found.GetValueOrDefault(item)?.Content is { } content
            && content.Situations.FirstOrDefault(situation => situation.Id == question) is { } situation
            && field.Options.All(option => situation.Options.Any(other => other.Id == option.Id));
}
