using Tongban.People;

namespace Tongban.Shared.Layouts;

/// <param name="Key">The word, and what a page puts into <c>ViewData["Nav"]</c>.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Permission">Who sees it.</param>
public sealed record StaffNavEntry(string Key, string Href, Permission Permission);

/// <summary>The staff's doors, of which each person sees their own. It hides; the page itself refuses.</summary>
public sealed class StaffNav(CurrentStaff staff)
{
    public static IReadOnlyList<StaffNavEntry> All { get; } =
    [
        new("staff.desk", "/desk", Permission.ServeAtWindow),
        new("staff.gate", "/gate", Permission.GuardGate),
        new("staff.hall", "/staff/hall", Permission.ManageHall),
        new("staff.cases", "/staff/cases", Permission.AcceptCases),
        new("staff.inbox", "/staff/inbox", Permission.DecideCases),
        new("staff.steps", "/staff/steps", Permission.HandleSteps),
        new("staff.bundles", "/staff/bundles", Permission.AcceptCases),
        new("staff.risks", "/staff/risks", Permission.WatchCases),
        new("staff.licences", "/staff/licences", Permission.DecideCases),
        new("staff.inquiries", "/staff/inquiries", Permission.AnswerInquiries),
        new("staff.voices", "/staff/voices", Permission.HandleVoices),
        new("staff.hotline", "/staff/hotline", Permission.TakeVoices),
        new("staff.tickets", "/staff/tickets", Permission.HelpWithBookings),
        new("staff.bookings", "/staff/bookings", Permission.HelpWithBookings),
        new("staff.items", "/staff/items", Permission.EditCatalogue),
        new("staff.templates", "/staff/onething", Permission.EditCatalogue),
        new("staff.places", "/staff/places", Permission.Administer),
        new("staff.people", "/staff/people", Permission.Administer),
        new("staff.devices", "/staff/devices", Permission.Administer),
        new("staff.partners", "/staff/partners", Permission.Administer),
        new("staff.benefits", "/staff/benefits", Permission.KeepBenefits),
        new("staff.bank", "/staff/bank", Permission.ServeBank),
        new("staff.ratings", "/staff/ratings", Permission.ReadFigures),
        new("staff.mending", "/staff/mending", Permission.MendRatings),
        new("staff.fair-play", "/staff/ratings/alerts", Permission.ReviewRectifications),
        new("staff.collect", "/staff/ratings/ask", Permission.CollectRatings),
        new("staff.record", "/staff/ratings/record", Permission.AnswerInquiries),
        new("staff.station", "/staff/station", Permission.ReadFigures),
    ];

    public async Task<IReadOnlyList<StaffNavEntry>> ShownAsync()
    {
        var shown = new List<StaffNavEntry>();
        foreach (var entry in All)
        {
            if (await staff.MayAsync(entry.Permission))
            {
                shown.Add(entry);
            }
        }

        return shown;
    }
}
