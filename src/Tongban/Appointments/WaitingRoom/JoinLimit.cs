using Microsoft.Extensions.Options;
using Tongban.Citizens;

namespace Tongban.Appointments.WaitingRoom;

/// <summary>
/// How many places in line one network address may take in ten minutes: each moves everybody who comes later back, so
/// nobody may take thousands. Not counted for this machine itself.
/// </summary>
public sealed class JoinLimit(IOptions<PublicWriteLimit> options) : IDisposable
{
    private readonly AddressLimit limit = new(options.Value.JoinsPerTenMinutes);

    public bool MayJoin(HttpContext context) => limit.Allows(context);

    public void Dispose() => limit.Dispose();
}
