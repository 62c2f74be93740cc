using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.People;

namespace Tongban.Devices;

/// <summary>A device shows its key in a cookie, or as <c>Authorization: Device …</c>; its kind and place come from its row, at every request, so a revoked one is out at once.</summary>
public sealed class DeviceScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, TongbanDb db, DevicesSeen seen)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Name = "tb-device";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (DeviceKey.Of(Request) is not { Length: 32 } key || await FindAsync(key) is not { } device)
        {
            return AuthenticateResult.NoResult();
        }

        seen.Note(device);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(Identity(device)), Name));
    }

    /// <summary>The page where a device is paired, and whence a paired one goes to its own page.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Redirect($"/device?from={Uri.EscapeDataString(Request.Path)}");
        return Task.CompletedTask;
    }

    // A device of another kind is led to its own page; staff without the permission were answered by their scheme.
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.User.Identities.All(identity => identity.AuthenticationType == Name))
        {
            Response.Redirect("/device");
        }

        return Task.CompletedTask;
    }

    private Task<Device?> FindAsync(string key)
    {
        var hash = DeviceKey.Hash(key);
        return db.Set<Device>().AsNoTracking().FirstOrDefaultAsync(d => d.RevokedAt == null && (d.KeyHash == hash || d.FormerKeyHash == hash), Context.RequestAborted);
    }

    private static ClaimsIdentity Identity(Device device) => new(
        [
            new(Claims.Kind, Claims.Device),
            new(ClaimTypes.NameIdentifier, device.Id.ToString()),
            new(CurrentDevice.KindClaim, device.Kind.ToString()),
            new(CurrentDevice.SiteClaim, device.SiteId.ToString()),
            new(CurrentDevice.ZoneClaim, device.ZoneId?.ToString() ?? ""),
            new(CurrentDevice.WindowClaim, device.WindowId?.ToString() ?? ""),
            new(ClaimTypes.Name, device.Name),
        ],
        Name);
}
