using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.People.Administering;

/// <summary>Keeps by what a member of staff is known as a citizen: only hashes, so nothing of it can be shown again.</summary>
public sealed class StaffMarks(TongbanDb db, PersonalData personal, HallClock clock)
{
    public async Task<(bool Phone, bool Id)> OfAsync(Guid accountId)
    {
        var mark = await db.Set<StaffMark>().AsNoTracking().SingleOrDefaultAsync(one => one.AccountId == accountId);
        return (mark?.PhoneHash is not null, mark?.IdHash is not null);
    }

    /// <summary>What is left empty stays as it is.</summary>
    /// <remarks>Refusals: <c>staff.mark-empty</c>, those of a number.</remarks>
    public async Task KeepAsync(Guid accountId, string? phone, string? idNumber, Actor by)
    {
        var phoneHash = string.IsNullOrWhiteSpace(phone) ? null : personal.Hash(Sealed.Phone, MobileNumber.Parse(phone).Value);
        var idHash = string.IsNullOrWhiteSpace(idNumber) ? null : personal.Hash(Sealed.IdNumber, IdDocument.Parse(idNumber, clock.Today).Value);
        Refusal.Unless(phoneHash is not null || idHash is not null, "staff.mark-empty");
        var mark = await FindAsync(accountId, by);
        mark.Keep(phoneHash ?? mark.PhoneHash, idHash ?? mark.IdHash, clock.Now, by);
        await db.SaveChangesAsync();
    }

    public async Task ForgetAsync(Guid accountId, Actor by)
    {
        (await FindAsync(accountId, by)).Keep(null, null, clock.Now, by);
        await db.SaveChangesAsync();
    }

    private async Task<StaffMark> FindAsync(Guid accountId, Actor by)
    {
        Refusal.Unless(await db.Users.AnyAsync(user => user.Id == accountId), "staff.unknown");
        if (await db.Set<StaffMark>().SingleOrDefaultAsync(one => one.AccountId == accountId) is { } known)
        {
            return known;
        }

        var mark = new StaffMark(db.CentreId, accountId, clock.Now, by);
        db.Add(mark);
        return mark;
    }
}
