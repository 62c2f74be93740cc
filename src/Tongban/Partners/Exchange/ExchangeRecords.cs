using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Licences;
using Tongban.Network;
using Tongban.OneThing;
using Tongban.Partners.Webhooks;

namespace Tongban.Partners.Exchange;

/// <summary>A case as it stands, as platforms exchange it (GB/T 39046-2020 tables 5 to 8, <c>up_pro_result</c>); of natural persons nothing.</summary>
public sealed record CaseRecord(
    string AreaCode, string DeptCode, string DeptName, string TaskCode, string TaskName, string ProjectNo, string? BundleNo, string ApplicantType, string? ApplicantName, string? ApplicantCode,
    string ReceiveTime, string? AcceptTime, string? ResultTime, string Outcome, string? ResultName, string? ResultCode);

/// <summary>A one-thing (一件事) with the numbers of its cases; of natural persons nothing.</summary>
public sealed record BundleRecord(
    string AreaCode, string BundleNo, string Name, string ApplicantType, string? ApplicantName, string SubmitTime, string? EndTime, string Status, IReadOnlyList<string> ProjectNos);

/// <summary>A licence, by its identifier of GB/T 36904; of natural persons nothing.</summary>
public sealed record LicenceRecord(
    string Identifier, int Edition, string Name, string? Number, string Status, string? HolderCodeType, string? HolderName, string? HolderCode, string IssuerCode, string IssuerName, DateOnly IssuedOn, DateOnly ValidFromOn, DateOnly? ValidUntilOn, string ProjectNo);

/// <summary>
/// What the province is sent: a record, made from the rows when it is sent, so that no copy lies about. Names and codes of
/// organisations are public; a natural person's stay here, and the province asks for them by its own way.
/// </summary>
public sealed class ExchangeRecords(TongbanDb db, BundleViews views, RatingRecords ratings, HallClock clock)
{
    /// <summary>As the exchange's tables write times.</summary>
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task<string> PayloadAsync(PartnerEvent one, CancellationToken stop)
    {
        object content = one.Type is EventTypes.CaseAccepted or EventTypes.CaseEnded ? await CaseAsync(one.SubjectId, stop)
            : RatingEvents.Types.Contains(one.Type) ? await ratings.RatingAsync(one.SubjectId, stop)
            : one.Type == RatingEvents.ServiceEnded ? await ratings.ServiceAsync(one.SubjectId, stop)
            : EventTypes.OfBundles.Contains(one.Type) ? await BundleAsync(one.SubjectId, stop)
            : await LicenceAsync(one.SubjectId, stop);
        return JsonSerializer.Serialize(new { id = one.MessageId, type = one.Type, time = Time(one.MadeAt), sequence = one.Position, content }, Json);
    }

    private async Task<CaseRecord> CaseAsync(Guid id, CancellationToken stop)
    {
        var ended = await db.Set<Case>().AsNoTracking().SingleAsync(one => one.Id == id, stop);
        var item = await db.Set<Item>().AsNoTracking().SingleAsync(one => one.Id == ended.ItemId, stop);
        var name = await db.Set<ItemVersion>().Where(one => one.Id == ended.ItemVersionId).Select(one => one.NameZh).SingleAsync(stop);
        var body = await db.Set<Department>().AsNoTracking().SingleAsync(one => one.Id == ended.DepartmentId, stop);
        var result = await db.Set<CaseResult>().AsNoTracking().SingleOrDefaultAsync(one => one.CaseId == id, stop);
        var bundle = await db.Set<Bundle>().Where(one => one.Id == ended.BundleId).Select(one => one.Number).SingleOrDefaultAsync(stop);
        var area = await db.Set<Centre>().Select(one => one.Code).FirstOrDefaultAsync(stop);
        var isLegal = ended.HandlerName is not null;
        return new CaseRecord(
            area ?? "", body.Uscc, body.NameZh, item.ImplementationCode, name, ended.Number, bundle, isLegal ? "legal" : "natural", isLegal ? ended.ApplicantName : null, isLegal ? ended.Uscc : null,
            Time(ended.ReceivedAt), Time(ended.AcceptedAt), Time(ended.EndedAt), OutcomeOf(ended), result?.NameZh, result?.Number);
    }

    private async Task<BundleRecord> BundleAsync(Guid id, CancellationToken stop)
    {
        var bundle = await db.Set<Bundle>().AsNoTracking().SingleAsync(one => one.Id == id, stop);
        var template = (await views.TemplateOfAsync(bundle, stop)).Content;
        var numbers = await db.Set<Case>().Where(one => one.BundleId == id).OrderBy(one => one.ReceivedAt).ThenBy(one => one.Number).Select(one => one.Number).ToListAsync(stop);
        var area = await db.Set<Centre>().Select(one => one.Code).FirstOrDefaultAsync(stop);
        var isLegal = template.Audience == ItemContent.Enterprise;
        return new BundleRecord(area ?? "", bundle.Number!, template.NameZh, isLegal ? "legal" : "natural", isLegal ? bundle.Name : null, Time(bundle.SubmittedAt)!, Time(bundle.EndedAt), bundle.Status.ToString().ToLowerInvariant(), numbers);
    }

    private async Task<LicenceRecord> LicenceAsync(Guid id, CancellationToken stop)
    {
        var licence = await db.Set<Licence>().AsNoTracking().SingleAsync(one => one.Id == id, stop);
        var issuer = await db.Set<Department>().Where(one => one.Id == licence.DepartmentId).Select(one => one.Uscc).SingleAsync(stop);
        var number = await db.Set<Case>().Where(one => one.Id == licence.CaseId).Select(one => one.Number).SingleAsync(stop);
        var isLegal = licence.HolderCodeType != HolderCodeType.IdNumber;
        return new LicenceRecord(
            licence.Identifier, licence.Edition, licence.NameZh, licence.Number, licence.Status.ToString().ToLowerInvariant(), isLegal ? "001" : "111", isLegal ? licence.HolderName : null, isLegal ? licence.HolderCode : null,
            issuer, licence.IssuerZh, licence.IssuedOn, licence.ValidFromOn, licence.ValidUntilOn, number);
    }

    private static string OutcomeOf(Case ended) => ended.Status switch
    {
        CaseStatus.Closed => ended.Outcome == CaseOutcome.Granted ? "granted" : "refused",
        CaseStatus.NotAccepted => "not-accepted",
        CaseStatus.Terminated => "terminated",
        CaseStatus.Withdrawn => "withdrawn",
        _ => "running",
    };

    private string Time(DateTime instant) => clock.Local(instant).ToString(TimeFormat, CultureInfo.InvariantCulture);

    private string? Time(DateTime? instant) => instant is { } at ? Time(at) : null;
}
