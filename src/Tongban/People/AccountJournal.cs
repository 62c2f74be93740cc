using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.People;

/// <summary>
/// What happens to accounts, in the journal of the platform: they belong to no centre. GB/T 22239-2019 8.1.4.3:
/// who, what, when and whether it succeeded, for every important event.
/// </summary>
public sealed class AccountJournal(TongbanDb db, HallClock clock)
{
    /// <summary>An administrative act on the account; saved with the account, whose stamp settles who came first.</summary>
    public void Note(StaffAccount account, string what, Actor by)
    {
        account.Moves++;
        db.Facts.Add(Fact.Of(CurrentCentre.Platform, nameof(StaffAccount), account.Id, account.Moves, what, clock.Now, by.ToString()));
    }

    /// <summary>A sign-in, its failure or its end: each is a subject of its own, because two may happen at once.</summary>
    public async Task SignAsync(StaffAccount account, string what)
    {
        db.Facts.Add(Fact.Of(CurrentCentre.Platform, "SignIn", Guid.CreateVersion7(), 1, what, clock.Now, Actor.Staff(account.Id).ToString()));
        await db.SaveChangesAsync();
    }
}
