using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.OneThing;

/// <summary>A one-thing that the centre offers (一件事). What it says stands in its versions.</summary>
public sealed class Template : Entity
{
    public const int MaxCode = 40;

    private Template()
    {
    }

    public Template(Guid centreId, string code, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(code.Length is > 0 and <= MaxCode && code.All(c => c == '-' || char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)), "onething.code", MaxCode);
        Code = code;
        Happened("template.added", now, by);
    }

    /// <summary>The short code in addresses: <c>OT-STARTUP</c>.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Not offered any more since; what runs goes on.</summary>
    public DateTime? EndedAt { get; private set; }

    public void End(DateTime now, Actor by)
    {
        Refusal.Unless(EndedAt is null, "onething.ended");
        EndedAt = now;
        Happened("template.ended", now, by);
    }

    public void Resume(DateTime now, Actor by)
    {
        Refusal.Unless(EndedAt is not null, "onething.offered");
        EndedAt = null;
        Happened("template.resumed", now, by);
    }
}

/// <summary>What a template says from a moment on. A published version never changes: what was begun under it keeps it.</summary>
public sealed class TemplateVersion : Entity
{
    private TemplateVersion()
    {
    }

    public TemplateVersion(Guid centreId, Guid templateId, int number, TemplateContent content, DateTime now, Actor by)
        : base(centreId)
    {
        (TemplateId, Number) = (templateId, number);
        Take(content);
        Happened("template-version.drafted", now, by, new { templateId, number });
    }

    public Guid TemplateId { get; private set; }

    /// <summary>1, 2, 3 … within the template.</summary>
    public int Number { get; private set; }

    /// <summary>Null while it is a draft. The latest published version is the one that new applications get.</summary>
    public DateTime? PublishedAt { get; private set; }

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public string ContentJson { get; private set; } = "";

    public TemplateContent Content => JsonSerializer.Deserialize<TemplateContent>(ContentJson, TemplateContent.Json)!;

    public void Edit(TemplateContent content, DateTime now, Actor by)
    {
        Refusal.Unless(PublishedAt is null, "onething.already-published");
        Take(content);
        Happened("template-version.edited", now, by);
    }

    /// <summary>Refused while a fault is open.</summary>
    public void Publish(IReadOnlyList<TemplateFault> faults, DateTime now, Actor by)
    {
        Refusal.Unless(PublishedAt is null, "onething.already-published");
        Refusal.Unless(faults.Count == 0, "onething.faulty", faults.Count);
        PublishedAt = now;
        Happened("template-version.published", now, by, new { TemplateId, Number });
    }

    private void Take(TemplateContent content) =>
        (ContentJson, NameZh, NameEn) = (JsonSerializer.Serialize(content, TemplateContent.Json), content.NameZh, content.NameEn);
}

public sealed class TemplateMapping : IEntityTypeConfiguration<Template>, IEntityTypeConfiguration<TemplateVersion>
{
    public void Configure(EntityTypeBuilder<Template> template)
    {
        template.IsKeyedByCentre();
        template.HasIndex(t => new { t.CentreId, t.Code }).RefusedAs("onething.code-taken");
        template.Property(t => t.Code).HasMaxLength(Template.MaxCode);
    }

    public void Configure(EntityTypeBuilder<TemplateVersion> version)
    {
        version.IsKeyedByCentre();
        version.RefersTo<TemplateVersion, Template>(v => v.TemplateId);
        version.HasIndex(v => new { v.CentreId, v.TemplateId, v.Number }).RefusedAs("onething.version-taken");
        version.Ignore(v => v.Content);
        version.Property(v => v.ContentJson).HasColumnName("content");
    }
}
