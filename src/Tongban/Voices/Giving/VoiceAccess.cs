using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;

namespace Tongban.Voices.Giving;

/// <summary>Which voices this browser may see: those of the signed-in account, those just given here, and those whose number and query code were given.</summary>
public sealed class VoiceAccess(TongbanDb db, IHttpContextAccessor http, IDataProtectionProvider protection, CurrentCitizen citizen)
{
    private readonly OpenedByCode opened = new(http, protection, "tb-voice", "Tongban.Voices");

    public async Task<Voice?> FindAsync(string number, CancellationToken stop = default)
    {
        var wanted = VoiceNumbers.Read(number);
        return await db.Set<Voice>().SingleOrDefaultAsync(one => one.Number == wanted, stop) is { } found && Has(found) ? found : null;
    }

    public void Give(Guid voiceId) => opened.Give(voiceId);

    /// <summary>Those just given or opened in this browser.</summary>
    public IReadOnlyList<Guid> Opened() => opened.All();

    private bool Has(Voice of) => (citizen.AccountId is { } account && of.AccountId == account) || opened.Has(of.Id);
}
