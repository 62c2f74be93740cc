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
    /// <summary>How long a number stays in full after it was asked for.</summary>
    public static readonly TimeSpan InFullFor = TimeSpan.FromMinutes(30);

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

    public string? Last(NoteKind kind) => One.Notes.LastOrDefault(note => note.Kind == kind)?.Text;
}

/// <summary>Gathers a <see cref="RectificationView"/>.</summary>
public sealed class RectificationViews(TongbanDb db, HallClock clock, WorkCalendar calendar, ClockRules rules, EvaluationTags tags, PersonalData personal, RatableServices services, CurrentStaff staff)
{
    public async Task<RectificationView> OfAsync(Rectification of)
    {
        var service = await services.ShowAsync(await db.Set<Service>().AsNoTracking().SingleAsync(one => one.Id == of.ServiceId));
        var ratings = await db.Set<Rating>().AsNoTracking().Where(rating => rating.ServiceId == of.ServiceId).OrderBy(rating => rating.Number).ToListAsync();
        var facts = await db.Facts.AsNoTracking().Where(fact => fact.Subject == nameof(Rectification) && fact.SubjectId == of.Id).OrderBy(fact => fact.SubjectVersion).ToListAsync();
        var full = MayRead(of, facts);
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

    // Asked for by this person, who has it in hand, a short while ago.
    private bool MayRead(Rectification of, List<Fact> facts) =>
        staff.AccountId is { } me && of.HandlerId == me && facts.Any(fact => fact.What == "rectification.phone-seen" && fact.By == Actor.Staff(me).ToString() && fact.At > clock.Now - RectificationView.InFullFor);

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
