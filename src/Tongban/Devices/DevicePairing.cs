namespace Tongban.Devices;

/// <summary>
/// A device that shows its code and waits for an administrator. The device already holds its key; binding the code
/// makes that key valid. Gone when it is bound or ten minutes old.
/// </summary>
public sealed class DevicePairing
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(10);

    private DevicePairing()
    {
    }

    public DevicePairing(Guid centreId, string code, string keyHash, DateTime now) =>
        (CentreId, Code, KeyHash, ExpiresAt) = (centreId, code, keyHash, now + ValidFor);

    public Guid CentreId { get; private set; }

    /// <summary>Six digits, shown on the device.</summary>
    public string Code { get; private set; } = "";

    public string KeyHash { get; private set; } = "";

    public DateTime ExpiresAt { get; private set; }
}
