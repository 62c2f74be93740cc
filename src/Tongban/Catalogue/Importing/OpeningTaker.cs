using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Catalogue.Importing;

/// <summary>
/// Takes opening hours in: those of a site are one row of the import, because a span alone has no code. Changed hours
/// end the old rules today and begin the new ones.
/// </summary>
public sealed class OpeningTaker(TongbanDb db, ImportLedger ledger, Known known, HallClock clock)
{
    public void Take(District district)
    {
        foreach (var row in district.Sites)
        {
            TakeHours(row, known.Sites[row.Code]);
        }

        foreach (var exception in district.Exceptions)
        {
            foreach (var row in district.Sites.Where(row => Concerns(exception, row)))
            {
                Take(exception, known.Sites[row.Code]);
            }
        }
    }

    private void TakeHours(SiteRow row, Site site)
    {
        var ever = known.Rules[site.Id].ToList();
        var rules = ever.Where(rule => rule.EndsOn is null).ToList();
        if (rules.Count + row.Opening.Count == 0)
        {
            return;
        }

        var content = row.Opening.Select(Told).Order(StringComparer.Ordinal).ToArray();
        ledger.Take(new Incoming<OpeningRule>("opening hours", row.Code, content, rules.FirstOrDefault())
        {
            ContentOf = _ => rules.Select(rule => Told(rule, site)).Order(StringComparer.Ordinal).ToArray(),
            Make = () => Begin(rules, row, site, default)[0],
            Change = _ => Replace(rules, row, site),

            // Of all that ever held: new hours that staff set have as many spans as the old ones, but no fewer moves.
            VersionOf = _ => ever.Union(rules).Sum(rule => rule.Version),
        });
    }

    private void Replace(List<OpeningRule> rules, SiteRow row, Site site)
    {
        rules.ForEach(rule => rule.End(clock.Today, clock.Now, Actor.System));
        rules.Clear();
        Begin(rules, row, site, clock.Today);
    }

    private List<OpeningRule> Begin(List<OpeningRule> rules, SiteRow row, Site site, DateOnly startsOn)
    {
        rules.AddRange(row.Opening.Select(span => new OpeningRule(db.CentreId, site.Id, ZoneOf(span, site), span.Kind, span.Opens, span.Closes, clock.Now, Actor.System, startsOn)));
        db.AddRange(rules);
        return rules;
    }

    private Guid? ZoneOf(OpeningRow span, Site site) => span.Zone is null ? null : known.Zones[(site.Code, span.Zone)].Id;

    private void Take(ExceptionRow row, Site site)
    {
        var code = $"{site.Code}/{row.From:yyyyMMdd}-{row.Through:yyyyMMdd}-{row.OnlyFor?.ToString() ?? "all"}";
        var existing = known.Exceptions[site.Id].OrderBy(e => e.WithdrawnAt is not null).FirstOrDefault(e => e.FromOn == row.From && e.ThroughOn == row.Through && e.OnlyFor == row.OnlyFor);
        ledger.Take(new Incoming<OpeningException>("opening exception", code, row, existing)
        {
            ContentOf = here => here.WithdrawnAt is null ? new ExceptionRow(here.FromOn, here.ThroughOn, here.OnlyFor, here.Opens, here.Closes, here.Reason) : "withdrawn",
            Make = () => Made(row, site),
            Change = here =>
            {
                here.Withdraw(clock.Now, Actor.System);
                db.Add(Made(row, site));
            },
        });
    }

    private OpeningException Made(ExceptionRow row, Site site) =>
        new(db.CentreId, site.Id, row.From, row.Through, row.OnlyFor, row.Opens, row.Closes, row.Reason, clock.Now, Actor.System);

    // A pause of the weekend service is told only where there is one.
    private static bool Concerns(ExceptionRow exception, SiteRow site) =>
        exception.OnlyFor is null || site.Opening.Any(span => span.Kind == exception.OnlyFor && span.Zone is null);

    private static string Told(OpeningRow row) => $"{row.Zone} {row.Kind} {row.Opens:HH\\:mm}-{row.Closes:HH\\:mm}";

    private string Told(OpeningRule rule, Site site) =>
        Told(new OpeningRow(known.Zones.FirstOrDefault(zone => zone.Key.Site == site.Code && zone.Value.Id == rule.ZoneId).Key.Zone, rule.DayKind, rule.Opens, rule.Closes));
}
