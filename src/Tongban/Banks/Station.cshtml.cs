using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Banks;

/// <summary>A bank of the station with what holds today.</summary>
public sealed record StationBank(Bank Bank, Window? Window, IReadOnlyList<BankProduct> Products, IReadOnlyList<WaivedFee> Fees, IReadOnlyList<CreditOffer> Offers);

/// <summary>The financial service station for everybody: its banks, what they offer and which fees they waive today.</summary>
[AllowAnonymous]
public sealed class StationModel(TongbanDb db, HallClock clock) : TongbanPage
{
    public IReadOnlyList<StationBank> Banks { get; private set; } = [];

    public string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public async Task OnGetAsync(CancellationToken stop)
    {
        var today = clock.Today;
        var products = (await db.Set<BankProduct>().AsNoTracking().OrderBy(one => one.Code).ToListAsync(stop)).ToLookup(one => one.BankId);
        var fees = (await db.Set<WaivedFee>().AsNoTracking().OrderByDescending(one => one.AmountFen).ToListAsync(stop)).ToLookup(one => one.BankId);
        var offers = (await db.Set<CreditOffer>().AsNoTracking().OrderBy(one => one.Code).ToListAsync(stop)).ToLookup(one => one.BankId);
        var banks = await db.Set<Bank>().AsNoTracking().OrderBy(bank => bank.Code).ToListAsync(stop);
        var ids = banks.Select(bank => bank.WindowId).ToList();
        var windows = await db.Set<Window>().AsNoTracking().Where(window => ids.Contains(window.Id)).ToDictionaryAsync(window => window.Id, stop);
        Banks = [.. banks.Select(bank => new StationBank(
            bank, bank.WindowId is { } id ? windows.GetValueOrDefault(id) : null, [.. products[bank.Id]],
            [.. fees[bank.Id].Where(fee => fee.Validity.Holds(today))], [.. offers[bank.Id].Where(offer => offer.Validity.Holds(today))]))];
    }
}
