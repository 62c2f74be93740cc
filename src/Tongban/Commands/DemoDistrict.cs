using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Releasing;
using Tongban.Catalogue.Importing;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.OneThing;
using Tongban.People;
using Tongban.Shared.Setup;

namespace Tongban.Commands;

/// <summary>The demo district in a new database, with its staff.</summary>
public sealed class DemoDistrict(
    TongbanDb db, HallClock clock, DistrictImport import, TemplateImport templates, Registering registering, DemoVoices voices, IPasswordHasher<StaffAccount> hasher, ILookupNormalizer names)
{
    public async Task SetUpAsync(CancellationToken stop)
    {
        if (await db.Set<Centre>().AnyAsync(stop))
        {
            return;
        }

        var folder = ShippedData.Folder("district");
        await import.ImportAsync(folder, stop);
        await templates.ImportAsync(folder, stop);
        await new DemoStaff(db, clock, hasher, names).SetUpAsync(folder, stop);
        await ReleaseInSharesAsync(stop);
        await DemoEnterprises.RegisterAsync(registering, clock.Now, stop);
        await voices.SpeakAsync(stop);
    }

    // One group in shares, so that it can be seen: half of a day four open days ahead, some the day before, the rest in the morning.
    private async Task ReleaseInSharesAsync(CancellationToken stop)
    {
        var hall = await db.Set<Site>().Where(site => site.Kind == SiteKind.MainHall).Select(site => site.Id).FirstAsync(stop);
        var group = await db.Set<MatterGroup>().Where(one => one.TicketLetter == "K").Select(one => one.Id).FirstAsync(stop);
        db.Add(new ReleaseRule(db.CentreId, hall, group, clock.Today, [new(50, 4, new(8, 0)), new(30, 1, new(8, 0)), new(20, 0, new(7, 30))], clock.Now, Actor.System));
        await db.SaveChangesAsync(stop);
    }
}
