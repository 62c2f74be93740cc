using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Network;
using Tongban.Partners.Webhooks;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Shared.Words;

namespace Tongban.Voices.Open311;

/// <summary>
/// Requests of GeoReport are voices. Anybody may read how far those are that came this way or were published; their words
/// are told only once somebody has read and published them, their place only roughly, their person never. The app that sent
/// one reads place and picture as it sent them.
/// </summary>
public sealed class GeoReportRequests(TongbanDb db, HallClock clock, VoiceOpening opening, PersonalData personal, Say say)
{
    private const int Days = 90;

    /// <summary>Names that lead to nobody outside a house (RFC 2606, 6761, 6762, 8375).</summary>
    private static readonly string[] Inner = [".local", ".localhost", ".internal", ".lan", ".home.arpa", ".test", ".invalid"];

    /// <summary>About a hundred metres.</summary>
    private const int Decimals = 3;

    public async Task<IReadOnlyList<object>> AttributesAsync(Say words) =>
    [
        GeoRecord.Of(
            ("variable", true), ("code", "body"), ("datatype", "singlevaluelist"), ("required", false), ("datatype_description", null), ("order", 1), ("description", words["geo.body"]),
            ("values", new GeoList("value", [.. (await db.Set<Department>().AsNoTracking().OrderBy(one => one.Code).ToListAsync()).Select(one => GeoRecord.Of(("key", one.Code), ("name", Named.In(one.NameZh, one.NameEn))))]))),
        GeoRecord.Of(
            ("variable", true), ("code", "may_publish"), ("datatype", "singlevaluelist"), ("required", false), ("datatype_description", null), ("order", 2), ("description", words["geo.may-publish"]),
            ("values", new GeoList("value", [GeoRecord.Of(("key", "yes"), ("name", words["geo.yes"])), GeoRecord.Of(("key", "no"), ("name", words["geo.no"]))]))),
    ];

    public async Task<IReadOnlyList<GeoRecord>> ListAsync(GeoQuery query, Guid? asking = null, CancellationToken stop = default)
    {
        var found = await Chosen(query).OrderByDescending(one => one.ReceivedAt).ThenBy(one => one.Id).Skip((query.Page - 1) * query.PageSize).Take(query.PageSize).ToListAsync(stop);
        var ids = found.Select(one => one.DepartmentId).OfType<Guid>().Distinct().ToList();
        var bodies = (await db.Set<Department>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToListAsync(stop)).ToDictionary(one => one.Id, one => Named.In(one.NameZh, one.NameEn));
        return [.. found.Select(one => Tell(one, one.DepartmentId is { } id ? bodies.GetValueOrDefault(id) : null, one.Channel == VoiceChannel.Api && asking is not null && one.SourceId == asking))];
    }

    /// <summary>Takes one; the number and the query code, in the notice, are all that is told.</summary>
    public async Task<GeoRecord> TakeAsync(IFormCollection form, Guid clientId, CancellationToken stop = default)
    {
        var kind = form["service_code"].ToString() switch
        {
            "" => throw new GeoFault(StatusCodes.Status400BadRequest, "geo.service-code"),
            var code => GeoServices.Find(code) ?? throw new GeoFault(StatusCodes.Status404NotFound, "geo.no-service"),
        };
        // We keep no register of addresses, so that a number of one would say nothing to anybody.
        if (form["address_id"].ToString().Length > 0)
        {
            throw new GeoFault(StatusCodes.Status400BadRequest, "geo.address-id");
        }

        var said = new VoiceSaid(kind, null, form["description"])
        {
            DepartmentId = await BodyAsync(form["attribute[body]"], stop),
            MayPublish = form["attribute[may_publish]"] == "yes",
            Place = form["address_string"],
            Latitude = Degrees(form["lat"]),
            Longitude = Degrees(form["long"]),
            MediaUrl = MediaOf(form["media_url"]),
        };
        await using var transaction = await db.BeginAsync(stop);
        var taken = await opening.OpenAsync(said, PersonOf(form), new(VoiceChannel.Api, SourceId: clientId), Actor.Partner(clientId), stop: stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return GeoRecord.Of(("service_request_id", taken.Voice.Number), ("service_notice", say["geo.notice", taken.Code]), ("account_id", null));
    }

    private IQueryable<Voice> Chosen(GeoQuery query)
    {
        var some = db.Set<Voice>().AsNoTracking().Where(one => one.Channel == VoiceChannel.Api || one.PublicState == PublicText.Published);
        var (numbers, kinds) = (query.Numbers.ToList(), query.Kinds.ToList());
        if (numbers.Count > 0)
        {
            return some.Where(one => numbers.Contains(one.Number));
        }

        var to = query.To ?? clock.Now;
        var from = query.From ?? to.AddDays(-Days);
        some = some.Where(one => one.ReceivedAt >= from && one.ReceivedAt <= to && (kinds.Count == 0 || kinds.Contains(one.Kind)));
        return query.Open.Distinct().ToList() is [var open] ? some.Where(one => open ? one.Status != VoiceStatus.Closed : one.Status == VoiceStatus.Closed) : some;
    }

    private GeoRecord Tell(Voice one, string? body, bool own)
    {
        var published = one.PublicState == PublicText.Published;
        return GeoRecord.Of(
            ("service_request_id", one.Number), ("status", one.Status == VoiceStatus.Closed ? "closed" : "open"), ("status_notes", published ? one.PublicAnswer : say["voices.status." + one.Status]),
            ("service_name", say["voices.kind." + one.Kind]), ("service_code", GeoServices.CodeOf(one.Kind)), ("description", published ? one.PublicQuestion : null),
            ("agency_responsible", body), ("service_notice", null), ("requested_datetime", Text(one.ReceivedAt)), ("updated_datetime", Text(one.Notes.Select(note => note.At).Append(one.ReceivedAt).Max())),
            ("expected_datetime", one.ReplyDueOn is { } due && one.IsOpen ? Text(clock.At(due, new TimeOnly(18, 0))) : null),
            ("address", own && one.Place.Length > 0 ? one.Place : null), ("address_id", null), ("zipcode", null),
            ("lat", own ? one.Latitude : published ? Roughly(one.Latitude) : null), ("long", own ? one.Longitude : published ? Roughly(one.Longitude) : null), ("media_url", own ? one.MediaUrl : null));
    }

    private VoicePerson PersonOf(IFormCollection form)
    {
        var name = string.Concat(form["last_name"].ToString().Trim(), form["first_name"].ToString().Trim());
        var phone = form["phone"].ToString() is { Length: > 0 } typed ? personal.Seal(Sealed.Phone, MobileNumber.Parse(typed).Value) : null;
        var email = form["email"].ToString().Trim() is { Length: > 0 } address
            ? MailboxAddress.TryParse(address, out var mailbox) && mailbox.Address.Contains('@', StringComparison.Ordinal) ? personal.Seal(VoicePerson.EmailKind, mailbox.Address.ToLowerInvariant()) : throw new GeoFault(StatusCodes.Status400BadRequest, "geo.email")
            : null;
        return new VoicePerson(name, phone, email);
    }

    private async Task<Guid?> BodyAsync(string? code, CancellationToken stop) =>
        string.IsNullOrEmpty(code) ? null
        : await db.Set<Department>().Where(one => one.Code == code).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(stop) ?? throw new Refusal("voice.no-such-body");

    // Never fetched; an address of this house or of nobody is none that the body could open.
    private static string? MediaOf(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && IsPublic(address) && address.AbsoluteUri.Length <= VoiceSaid.MaxMediaUrl ? address.AbsoluteUri
        : throw new GeoFault(StatusCodes.Status400BadRequest, "geo.media-url");

    private static bool IsPublic(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0 && !address.IsLoopback && (address.HostNameType switch
        {
            UriHostNameType.IPv4 or UriHostNameType.IPv6 => WebhookRules.IsPublic(IPAddress.Parse(address.Host.Trim('[', ']'))),
            UriHostNameType.Dns => address.Host.Contains('.', StringComparison.Ordinal) && !Inner.Any(ending => address.Host.TrimEnd('.').EndsWith(ending, StringComparison.OrdinalIgnoreCase)),
            _ => false,
        });

    private static double? Degrees(string? text) =>
        string.IsNullOrEmpty(text) ? null : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees) ? degrees : throw new Refusal("voice.no-such-place");

    private static double? Roughly(double? degrees) => degrees is { } exact ? Math.Round(exact, Decimals) : null;

    private static string Text(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
