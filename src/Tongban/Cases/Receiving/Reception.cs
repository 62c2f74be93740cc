using System.Text.Json;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared;

namespace Tongban.Cases;

/// <summary>An application as it comes in.</summary>
public sealed record Application(
    OfferedItem Offered, IReadOnlyDictionary<string, string> Answers, ApplicantForm Form, Guid SiteId, Guid? LegId, CaseChannel Channel, Guid? AccountId);

/// <summary>A step of a one-thing as it begins: whose case it is, what it needs, and which body works on it.</summary>
public sealed record StepApplication(
    OfferedItem Offered, IReadOnlyDictionary<string, string> Answers, Applicant Applicant, Guid DepartmentId, Guid SiteId, IReadOnlyList<ChecklistEntry> Checklist, Guid BundleId);

/// <summary>Receives applications (收件): number, query code, and the checklist of exactly the chosen situations.</summary>
public sealed class Reception(TongbanDb db, HallClock clock, CaseMoments moments, PersonalData personal, CaseMessages messages)
{
    public async Task<Case> OpenAsync(Application application, Actor by, CancellationToken stop = default)
    {
        var (offered, form) = (application.Offered, application.Form);
        var (applicant, address) = form.Read(personal, clock.Today, application.AccountId, offered.Content);
        var checklist = offered.ChecklistFor(application.Answers);
        var number = await NumberAsync(offered, stop);
        var opening = new CaseOpening(
            number, Codes.ForSpeaking(), offered.Item.Id, offered.Version.Id, offered.Item.DepartmentId, application.SiteId, application.LegId,
            application.Channel, JsonSerializer.Serialize(application.Answers), form.Delivery, address, checklist);
        var opened = new Case(db.CentreId, opening, applicant, moments.By(by));
        db.Add(opened);
        await messages.ReceivedAsync(opened);
        return opened;
    }

    /// <summary>Opens the case of a one-thing's step; the one-thing has asked and checked already, and tells the applicant itself.</summary>
    public async Task<Case> OpenStepAsync(StepApplication step, Actor by, CancellationToken stop = default)
    {
        var offered = step.Offered;
        var opening = new CaseOpening(
            await NumberAsync(offered, stop), Codes.ForSpeaking(), offered.Item.Id, offered.Version.Id, step.DepartmentId, step.SiteId, LegId: null,
            CaseChannel.Online, JsonSerializer.Serialize(step.Answers), DeliveryWay.PickUp, Address: null, step.Checklist, step.BundleId);
        var opened = new Case(db.CentreId, opening, step.Applicant, moments.By(by));
        db.Add(opened);
        return opened;
    }

    // The series is one row, raised in this transaction: no number is lost or given twice. The older scheme of 24
    // characters has no CaseNumber of its own; its numbers are built alike.
    private async Task<string> NumberAsync(OfferedItem offered, CancellationToken stop)
    {
        var sequence = await NumberSeries.NextAsync(db, $"case:{offered.Item.Code}", clock.Today, stop);
        var code = ItemCode.Parse(offered.Item.ImplementationCode);
        return code.ImplementationCode is null
            ? string.Create(null, $"{code.Value}{clock.Today:yyyyMMdd}{sequence:0000}")
            : CaseNumber.Next(code, clock.Today, sequence).Value;
    }
}
