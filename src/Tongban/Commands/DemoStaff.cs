using Microsoft.AspNetCore.Identity;
using Tongban.Catalogue.Importing;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Commands;

/// <summary>
/// The demo district's staff. Their one password is printed, so one hash serves all of them: a hundred slow hashes
/// would only delay the first start.
/// </summary>
public sealed class DemoStaff(TongbanDb db, HallClock clock, IPasswordHasher<StaffAccount> hasher, ILookupNormalizer names)
{
    public const string Password = "Demo-2026";

    public async Task SetUpAsync(string folder, CancellationToken stop)
    {
        var faults = new Faults();
        var people = DemoPerson.All(new FolderOfJson(folder, faults).List("staff.json", "staff"));
        if (faults.Found.Count > 0)
        {
            throw new FaultyDistrict(faults.Found);
        }

        await using var transaction = await db.BeginAsync(stop);
        var known = await Known.LoadAsync(db, stop);
        var hash = hasher.HashPassword(new StaffAccount(), Password);
        foreach (var person in people)
        {
            Add(person, known, hash);
        }

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private void Add(DemoPerson person, Known known, string hash)
    {
        var account = new StaffAccount
        {
            UserName = person.SignIn,
            NormalizedUserName = names.NormalizeName(person.SignIn),
            FullName = person.Name,
            PasswordHash = hash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
            IsDemo = true,
        };
        var window = person.Window is null ? null : known.Windows.GetValueOrDefault((person.Site, person.Window));
        db.Add(account);
        db.Add(new Post(db.CentreId, account.Id, person.Role, known.Departments[person.Department].Id, known.Sites[person.Site].Id, window?.Id, clock.Now, Actor.System));
    }
}
