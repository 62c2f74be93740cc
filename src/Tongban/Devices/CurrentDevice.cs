using System.Security.Claims;
using Tongban.People;

namespace Tongban.Devices;

/// <summary>The device behind this request, on pages that say <see cref="NeedsDeviceAttribute"/>; its place says what the page shows.</summary>
public sealed class CurrentDevice(IHttpContextAccessor http)
{
    internal const string KindClaim = "tb:device-kind";
    internal const string SiteClaim = "tb:site";
    internal const string ZoneClaim = "tb:zone";
    internal const string WindowClaim = "tb:window";

    /// <summary>Null when staff opened the page.</summary>
    public Guid? Id => Read(ClaimTypes.NameIdentifier);

    public DeviceKind? Kind => KindOf(http.HttpContext?.User);

    public string? Name => Identity?.FindFirst(ClaimTypes.Name)?.Value;

    public Guid? SiteId => Read(SiteClaim);

    public Guid? ZoneId => Read(ZoneClaim);

    public Guid? WindowId => Read(WindowClaim);

    private ClaimsIdentity? Identity => IdentityOf(http.HttpContext?.User);

    internal static DeviceKind? KindOf(ClaimsPrincipal? user) =>
        Enum.TryParse<DeviceKind>(IdentityOf(user)?.FindFirst(KindClaim)?.Value, out var kind) ? kind : null;

    private static ClaimsIdentity? IdentityOf(ClaimsPrincipal? user) =>
        user?.Identities.FirstOrDefault(identity => identity.HasClaim(Claims.Kind, Claims.Device));

    private Guid? Read(string claim) => Guid.TryParse(Identity?.FindFirst(claim)?.Value, out var id) ? id : null;
}
