using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Cases.Showing;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Ratings;

namespace Tongban.Mending;

/// <summary>All that a page shows of one rectification. The phone is masked until its handler has asked for it.</summary>
public sealed record RectificationView(Rectification One, ServiceView Service, Department? Department)
{
    public required IReadOnlyList<Rating> Ratings { get; init; }

    public required IReadOnlyList<EvaluationTag> Tags { get; init; }

    public required IReadOnlyList<MendingClock> Clocks { get; init; }

    public required IReadOnlyList<RectificationAlert> Alerts { get; init; }

    public required IReadOnlyList<RectificationFile> Files { get; init; }

    public required IReadOnlyList<Fact> Facts { get; init; }

    public required IReadOnlyDictionary<Guid, string> People { get; init; }

    /// <summary>Masked, or in full; null where none was left.</summary>
    public required string? Phone { get; init; }

    public required bool IsPhoneInFull { get; init; }

    public string NameOf(Guid? accountId) => accountId is { } id ? People.GetValueOrDefault(id, "") : "";

    public string NameOf(string actor) => NameOf(Actor.StaffIdOf(actor));

    public string? WordsOf(Fact fact) => One.Notes.FirstOrDefault(note => note.Number.ToString(null as IFormatProvider) == fact.Value("note"))?.Text;

    /// <summary>What was found, each with its own words, author and time: the first finding, a review that changed it, an appeal that was upheld.</summary>
    public IReadOnlyList<Stated> Findings => [.. Facts.Where(fact => fact.What == "rectification.verified"
        || (fact.What == "rectification.reviewed" && fact.Value("agree") != bool.TrueString)
        || (fact.What == "rectification.appeal-decided" && fact.Value("upheld") == bool.TrueString)).Select(fact => Of(fact, fact.What == "rectification.reviewed" ? nameof(Verdict.Valid) : fact.Value("verdict")))];

    /// <summary>What the person said of the mending, each with its own words, author, round and time.</summary>
    public IReadOnlyList<Stated> Opinions => [.. Facts.Where(fact => fact.What is "rectification.mending-rated" or "rectification.level-noted").Select(fact => Of(fact, fact.Value("level")))];

    /// <summary>The word of what happened; a call is said as reached or in vain.</summary>
    public static string WordOf(Fact fact) =>
        "mending.fact." + fact.What["rectification.".Length..] + (fact.What != "rectification.called" ? "" : fact.Value("reached") == bool.TrueString ? "-reached" : "-in-vain");

    public static string? LevelIn(Fact fact) => fact.What is "rectification.mending-rated" or "rectification.level-noted" ? fact.Value("level") : null;

    private Stated Of(Fact fact, string? what) => new(what ?? "", WordsOf(fact), fact);

    public string? Last(NoteKind kind) => One.Notes.LastOrDefault(note => note.Kind == kind)?.Text;
}

/// <summary>A level or finding with what was said along with it, by whom and when.</summary>
public sealed record Stated(string What, string? Words, Fact Fact)
{
    public int? Round => int.TryParse(Fact.Value("round"), System.Globalization.CultureInfo.InvariantCulture, out var round) ? round : null;

    /// <summary>Written down by staff from what was said on the phone.</summary>
    public bool IsNoted => Fact.What == "rectification.level-noted";
}

/// <summary>Gathers a <see cref="RectificationView"/>.</summary>
public sealed class RectificationViews(TongbanDb db, HallClock clock, WorkCalendar calendar, ClockRules rules, EvaluationTags tags, PersonalData personal, RatableServices services, CurrentStaff staff)
{
    public async Task<RectificationView> OfAsync(Rectification of)
    {
        var service = await services.ShowAsync(await db.Set<Service>().AsNoTracking().SingleAsync(one => one.Id == of.ServiceId));
        var ratings = await db.Set<Rating>().AsNoTracking().Where(rating => rating.ServiceId == of.ServiceId).OrderBy(rating => rating.Number).ToListAsync();
        var facts = await db.Facts.AsNoTracking().Where(fact => fact.Subject == nameof(Rectification) && fact.SubjectId == of.Id).OrderBy(fact => fact.SubjectVersion).ToListAsync();
        var full = of.HandlerId == staff.AccountId && of.HasNumber(staff.AccountId, clock.Now);
        return new RectificationView(of, service, await db.Set<Department>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == of.DepartmentId))
        {
            Ratings = ratings,
            Tags = [.. ratings.SelectMany(tags.Read).DistinctBy(tag => tag.Code)],
            Clocks = MendingClocks.Of(of, calendar, rules, clock.Today),
            Alerts = await db.Set<RectificationAlert>().AsNoTracking().Where(alert => alert.RectificationId == of.Id).OrderBy(alert => alert.RaisedAt).ToListAsync(),
            Files = await db.Set<RectificationFile>().AsNoTracking().Where(file => file.RectificationId == of.Id).OrderBy(file => file.UploadedAt).ToListAsync(),
            Facts = facts,
            People = await PeopleAsync(of, facts),
            IsPhoneInFull = full,
            Phone = PhoneOf(ratings.FirstOrDefault(rating => rating.Id == of.RatingId), full),
        };
    }

    private string? PhoneOf(Rating? rating, bool full)
    {
        if (rating?.ContactCipher is not { } cipher)
        {
            return null;
        }

        var phone = personal.Open(new Sealed(cipher, rating.ContactHash!));
        return full ? phone : Masking.Phone(phone);
    }

    private async Task<Dictionary<Guid, string>> PeopleAsync(Rectification of, List<Fact> facts)
    {
        var ids = facts.Select(fact => Actor.StaffIdOf(fact.By)).Concat([of.HandlerId, of.RatedStaffId]).OfType<Guid>().Distinct().ToList();
        return await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
    }
}
