using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Voices.Giving;

/// <summary>
/// The same words from the same person within a day: by account, by phone, or from this browser, which is all that is
/// known of somebody who left nothing. Sent once more by a press of "back", it would be a second voice that nobody meant.
/// </summary>
public sealed class SaidAlready(TongbanDb db, HallClock clock, VoiceAccess access)
{
    /// <summary>The number of the latest; null where it is said for the first time.</summary>
    public Task<string?> FindAsync(VoiceSaid said, VoicePerson person, CancellationToken stop = default)
    {
        var (text, since, here) = (said.Text, clock.Now.AddDays(-1), access.Opened().ToList());
        var (phone, account) = (person.Phone?.Hash, person.AccountId);
        return db.Set<Voice>().AsNoTracking().IgnoreAutoIncludes()
            .Where(one => one.ReceivedAt > since && one.Text == text)
            .Where(one => (phone != null && one.PhoneHash == phone) || (account != null && one.AccountId == account) || here.Contains(one.Id))
            .OrderByDescending(one => one.ReceivedAt).Select(one => one.Number).FirstOrDefaultAsync(stop);
    }
}
