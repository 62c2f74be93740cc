namespace Tongban.Devices;

/// <summary>The page on which a device of a kind and place lives.</summary>
public static class DeviceHome
{
    public static string Of(Device device) => device.Kind switch
    {
        DeviceKind.Kiosk => "/kiosk",
        DeviceKind.Evaluator => "/evaluator",
        DeviceKind.Gate => "/gate",
        _ => "/wall" + (device.ZoneId is { } zone ? $"?zone={zone}" : $"?site={device.SiteId}"),
    };
}
