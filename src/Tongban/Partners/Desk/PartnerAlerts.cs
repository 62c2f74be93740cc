using Microsoft.EntityFrameworkCore;
using Tongban.People;

namespace Tongban.Partners.Desk;

/// <summary>Partners to which nothing is sent any more: whoever looks after them is told where they land after signing in.</summary>
public sealed class PartnerAlerts(TongbanDb db, CurrentStaff staff)
{
    public async Task<IReadOnlyList<(Guid Id, string Name)>> MineAsync()
    {
        if (!await staff.MayAsync(Permission.Administer))
        {
            return [];
        }

        var stopped = await db.Set<PartnerClient>().Where(client => client.StoppedAt != null && client.SwitchedOffAt == null).OrderBy(client => client.StoppedAt).Select(client => new { client.Id, client.Name }).ToListAsync();
        return [.. stopped.Select(client => (client.Id, client.Name))];
    }
}
