using Microsoft.EntityFrameworkCore;
using Tongban.People;

namespace Tongban.Banks.Desk;

/// <summary>The bank whose window this member of staff is posted at.</summary>
public sealed class OwnBank(TongbanDb db, CurrentStaff staff)
{
    /// <summary>Null for whoever is posted at no bank.</summary>
    public async Task<Bank?> FindAsync(CancellationToken stop)
    {
        var departments = (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(Permission.ServeBank)).Select(post => post.DepartmentId).OfType<Guid>().ToList();
        return await db.Set<Bank>().AsNoTracking().Where(bank => departments.Contains(bank.DepartmentId)).OrderBy(bank => bank.Code).FirstOrDefaultAsync(stop);
    }
}
