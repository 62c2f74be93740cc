using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Cases.Showing;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Shared.Data;

namespace Tongban.Voices.Desk;

/// <summary>How the person is reached: masked, or in full for whoever has just asked for it.</summary>
public sealed record VoiceContact(string Name, string? Phone, string? Email, bool IsInFull);

/// <summary>All that a page shows of one voice.</summary>
public sealed record VoiceView(Voice One, Department? Body)
{
    public required VoiceContact Contact { get; init; }

    public required VoiceClock? Clock { get; init; }

    public required PublishedGuide? Item { get; init; }

    /// <summary>The service it is about, where that is known.</summary>
    public required ServiceView? Service { get; init; }

    public required IReadOnlyList<VoiceAlert> Alerts { get; init; }

    public required IReadOnlyList<VoiceFile> Files { get; init; }

    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>Worked on with it, or the one with which it is worked on.</summary>
    public required IReadOnlyList<Voice> Linked { get; init; }

    /// <summary>Of the same phone or mail, the newest first: it may be the same matter.</summary>
    public required IReadOnlyList<Voice> OfSamePerson { get; init; }

    public required IReadOnlyDictionary<Guid, string> People { get; init; }

    public string NameOf(Guid? accountId) => accountId is { } id ? People.GetValueOrDefault(id, "") : "";

    public string NameOf(string actor) => NameOf(Actor.StaffIdOf(actor));

    public string? WordsOf(Fact fact) => One.Notes.FirstOrDefault(note => note.Number.ToString(null as IFormatProvider) == fact.Value("note"))?.Text;

    public string? Last(VoiceNoteKind kind) => One.Notes.LastOrDefault(note => note.Kind == kind)?.Text;
}

/// <summary>Gathers a <see cref="VoiceView"/>.</summary>
public sealed class VoiceViews(TongbanDb db, HallClock clock, WorkCalendar calendar, ClockRules rules, PersonalData personal, PublishedGuides guides, RatableServices services, VoicesInSight sight, CurrentStaff staff)
{
    private const int MostOfPerson = 10;

    public async Task<VoiceView> OfAsync(Voice of)
    {
        var facts = await db.Facts.AsNoTracking().Where(fact => fact.Subject == nameof(Voice) && fact.SubjectId == of.Id).OrderBy(fact => fact.SubjectVersion).ToListAsync();
        var others = (await sight.MineAsync()).AsNoTracking().IgnoreAutoIncludes().Where(one => one.Id != of.Id);
        var linked = await others.Where(one => one.DuplicateOfId == of.Id || one.Id == of.DuplicateOfId).OrderBy(one => one.ReceivedAt).ToListAsync();
        return new VoiceView(of, await db.Set<Department>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == of.DepartmentId))
        {
            Contact = ContactOf(of, MayRead(of, facts)),
            Clock = VoiceClock.Of(of, calendar, rules, clock.Today),
            Item = of.ItemId is { } item ? (await guides.ByIdAsync([item])).FirstOrDefault() : null,
            Service = await db.Set<Service>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == of.AboutServiceId) is { } service ? await services.ShowAsync(service) : null,
            Alerts = await db.Set<VoiceAlert>().AsNoTracking().Where(alert => alert.VoiceId == of.Id).OrderBy(alert => alert.RaisedAt).ToListAsync(),
            Files = await db.Set<VoiceFile>().AsNoTracking().Where(file => file.VoiceId == of.Id).OrderBy(file => file.UploadedAt).ToListAsync(),
            Facts = facts,
            Linked = linked,
            OfSamePerson = await SameAsync(of, others, linked),
            People = await PeopleAsync(of, facts),
        };
    }

    private VoiceContact ContactOf(Voice of, bool full)
    {
        var (phone, email) = (of.Phone is { } number ? personal.Open(number) : null, of.Email is { } address ? personal.Open(address) : null);
        return full ? new(of.Name, phone, email, true) : new(Masking.Name(of.Name), phone is null ? null : Masking.Phone(phone), email is null ? null : Masking.Email(email), false);
    }

    // Asked for by this person, who has it in hand, routes it or calls after the answer, a short while ago.
    private bool MayRead(Voice of, List<Fact> facts) =>
        staff.AccountId is { } me && (of.HandlerId == me || of.HandlerId is null || of.Status == VoiceStatus.Replied) && facts.Any(fact => fact.What == Voice.PersonSeen && fact.By == Actor.Staff(me).ToString() && fact.At > clock.Now - SeenLately.NumberFor);

    private static async Task<IReadOnlyList<Voice>> SameAsync(Voice of, IQueryable<Voice> others, List<Voice> linked)
    {
        var known = linked.ConvertAll(one => one.Id);
        return of.PhoneHash is null && of.EmailHash is null ? [] : await others
            .Where(one => !known.Contains(one.Id) && ((of.PhoneHash != null && one.PhoneHash == of.PhoneHash) || (of.EmailHash != null && one.EmailHash == of.EmailHash)))
            .OrderByDescending(one => one.ReceivedAt).Take(MostOfPerson).ToListAsync();
    }

    private async Task<Dictionary<Guid, string>> PeopleAsync(Voice of, List<Fact> facts)
    {
        var ids = facts.Select(fact => Actor.StaffIdOf(fact.By)).Concat([of.HandlerId, of.AboutStaffId]).OfType<Guid>().Distinct().ToList();
        return await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
    }
}
