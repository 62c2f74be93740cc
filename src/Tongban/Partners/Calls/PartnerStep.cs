using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.OneThing;
using Tongban.Shared.Api;
using Tongban.Shared.Files;

namespace Tongban.Partners.Calls;

/// <summary>A step in the list.</summary>
/// <param name="Id">The step.</param>
/// <param name="Number">Its case's number (办件编号).</param>
/// <param name="Bundle">The number of the whole (一件事办件).</param>
/// <param name="Item">What is to be done.</param>
/// <param name="About">What the whole is about, such as the company's name.</param>
/// <param name="Status">Where its case stands.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record PartnerStepLine(Guid Id, string Number, string Bundle, string Item, string About, CaseStatus Status, DateTimeOffset ReceivedAt, DateTimeOffset? EndedAt);

/// <summary>A step, with exactly what its body sees at its desk.</summary>
/// <param name="Id">The step.</param>
/// <param name="Number">Its case's number (办件编号).</param>
/// <param name="Bundle">The number of the whole (一件事办件).</param>
/// <param name="BundleName">What the whole is called.</param>
/// <param name="Name">What this step is called.</param>
/// <param name="About">What the whole is about, such as the company's name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Possible">What may be done here now: `accept`, `return`, `finish`. Not accepting and refusing are decided at the desk.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="DueAt">When its promise ends as things stand; absent while it does not run.</param>
/// <param name="UsedMinutes">Office minutes with the body so far.</param>
/// <param name="TargetMinutes">Office minutes promised.</param>
/// <param name="InFull">Whether names and numbers are shown in full.</param>
/// <param name="Fields">The shared answers that the step uses.</param>
/// <param name="Materials">What was handed in for it.</param>
/// <param name="Outputs">What it gives when it is finished.</param>
/// <param name="Amendments">Answers that changed after they were used; nothing is decided before each was noted.</param>
/// <param name="Meeting">When the applicant comes; absent where nobody has named a time.</param>
public sealed record PartnerStep(
    Guid Id, string Number, string Bundle, string BundleName, string Name, string About, StepStage State, IReadOnlyList<string> Possible, DateTimeOffset ReceivedAt, DateTimeOffset? DueAt, int UsedMinutes, int TargetMinutes,
    bool InFull, IReadOnlyList<PartnerField> Fields, IReadOnlyList<PartnerMaterial> Materials, IReadOnlyList<PartnerOutput> Outputs, IReadOnlyList<PartnerAmendment> Amendments, PartnerMeeting? Meeting)
{
    public static PartnerStep Of(PartnerView view, IReadOnlyList<CaseFile> files, bool inFull, HallClock clock)
    {
        var (whole, step) = (view.Whole, view.Step);
        var (its, content) = (step.Case!, step.Content);
        return new(
            its.Id, its.Number, whole.Bundle.Number!, Bilingual.Of(whole.Content.NameZh, whole.Content.NameEn), content.Name, whole.Bundle.Name, step.State, StepMoves.BySystem(step), clock.WithOffset(its.ReceivedAt),
            step.Clock?.DueAt is { } due ? clock.WithOffset(clock.At(DateOnly.FromDateTime(due), TimeOnly.FromDateTime(due))) : null, step.Clock?.Used ?? 0, step.Clock?.Target ?? 0, inFull,
            [.. content.Inputs.Select(whole.Content.Field).OfType<FieldContent>().Select(field => PartnerField.Of(whole, step, field, inFull))],
            [.. its.Materials.Where(material => material.Key != CaseMaterial.Form).Select(material => PartnerMaterial.Of(whole, step, material, files))],
            [.. content.Outputs.Select(whole.Content.Field).OfType<FieldContent>().Select(field => new PartnerOutput(field.Id, field.Label, field.Type, field.Optional))],
            [.. whole.Amendments.Where(amendment => amendment.IsOpenFor(step.Step.No)).Select(amendment => new PartnerAmendment(amendment.Id, amendment.Field, clock.WithOffset(amendment.At)))],
            whole.MeetingOf(step) is { } meeting ? new PartnerMeeting(clock.WithOffset(meeting.StartsAt), meeting.AgreedAt is not null, meeting.ByBody) : null);
    }
}

/// <summary>A shared answer.</summary>
/// <param name="Id">The field; give it back to say that it is wrong.</param>
/// <param name="Label">What it asks.</param>
/// <param name="Type">What kind of answer.</param>
/// <param name="Value">The answer; a person's data with the middle hidden, unless a reason was given.</param>
/// <param name="Option">Of a choice: the option's id.</param>
/// <param name="MayReturn">Whether the applicant can mend it.</param>
/// <param name="Fault">What was found wrong and is not mended yet.</param>
public sealed record PartnerField(string Id, string Label, FieldType Type, string Value, string? Option, bool MayReturn, string? Fault)
{
    internal static PartnerField Of(BundleView whole, StepView step, FieldContent field, bool inFull)
    {
        var kept = whole.Answers.GetValueOrDefault(field.Id, "");
        return new(
            field.Id, field.Label, field.Type, AnswerText.Shown(field, kept, inFull), field.Type == FieldType.Choice ? kept : null, StepWork.MayMark(whole, step, field.Id),
            whole.OpenFaults.LastOrDefault(fault => fault.StepNo == step.Step.No && fault.Field == field.Id)?.Reason);
    }
}

/// <summary>A material.</summary>
/// <param name="Id">Give it back to say that it is wrong.</param>
/// <param name="Name">What it is.</param>
/// <param name="State">What the case knows of it; `fetched` is there already and needs nothing.</param>
/// <param name="Files">Its files.</param>
public sealed record PartnerMaterial(string Id, string Name, MaterialState State, IReadOnlyList<PartnerFile> Files)
{
    internal static PartnerMaterial Of(BundleView whole, StepView step, CaseMaterial material, IReadOnlyList<CaseFile> files) => new(
        material.Key, step.Item(whole).Materials.First(one => one.Id == material.Key).Name(), material.State,
        [.. files.Where(file => file.MaterialKey == material.Key).Select(file => new PartnerFile(file.Id, file.Name, file.Type, file.Size))]);
}

/// <summary>A file; its bytes are below `…/files/{id}`.</summary>
/// <param name="Id">The file.</param>
/// <param name="Name">As the applicant's device called it.</param>
/// <param name="Type">By its content.</param>
/// <param name="Size">In bytes.</param>
public sealed record PartnerFile(Guid Id, string Name, FileType Type, long Size);

/// <summary>What the step gives.</summary>
/// <param name="Id">The name under which it is given.</param>
/// <param name="Label">What it is.</param>
/// <param name="Type">What kind of answer.</param>
/// <param name="Optional">Whether it may be left out.</param>
public sealed record PartnerOutput(string Id, string Label, FieldType Type, bool Optional);

/// <summary>A shared answer that changed after this step had used it.</summary>
/// <param name="Id">The change.</param>
/// <param name="Field">Which answer.</param>
/// <param name="At">When.</param>
public sealed record PartnerAmendment(Guid Id, string Field, DateTimeOffset At);

/// <summary>When the applicant comes.</summary>
/// <param name="StartsAt">When.</param>
/// <param name="Agreed">Whether both have said yes.</param>
/// <param name="ByBody">Whether the body named this time; otherwise the applicant did.</param>
public sealed record PartnerMeeting(DateTimeOffset StartsAt, bool Agreed, bool ByBody);
