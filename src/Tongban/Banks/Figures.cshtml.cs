using Microsoft.EntityFrameworkCore;
using Tongban.Banks.Desk;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Banks;

/// <summary>What the banks of the station waived, by bank and month.</summary>
[Needs(Permission.ReadFigures)]
public sealed class FiguresModel(TongbanDb db, WaiverSums sums) : TongbanPage
{
    public IReadOnlyDictionary<Guid, Bank> Banks { get; private set; } = new Dictionary<Guid, Bank>();

    public IReadOnlyList<WaiverSum> Sums { get; private set; } = [];

    /// <summary>With at least one waived fee; who had one at two banks counts once.</summary>
    public int Enterprises { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Banks = await db.Set<Bank>().AsNoTracking().ToDictionaryAsync(bank => bank.Id, stop);
        Sums = await sums.OfAsync(null, stop);
        Enterprises = await db.Set<Waiver>().Where(waiver => waiver.ReversedAt == null).Select(waiver => waiver.EnterpriseId).Distinct().CountAsync(stop);
    }
}
