using System.Security.Claims;
using System.Security.Cryptography;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Shared.Writes;

/// <summary>Who stands behind this request: staff, a citizen, a device or a guest.</summary>
public sealed class RequestPerson(IHttpContextAccessor http)
{
    private const string Antiforgery = "__RequestVerificationToken";

    public Actor Actor
    {
        get
        {
            var user = http.HttpContext?.User;
            return user?.FindFirstValue(Claims.Kind) is { } kind && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
                ? new Actor(kind, id)
                : Actor.Guest;
        }
    }

    /// <summary>Who asks, what for, and with what: equal for a repeated request, different for anything else.</summary>
    public string Fingerprint(IFormCollection form)
    {
        var request = http.HttpContext!.Request;
        var fields = form.Where(field => field.Key is not (Antiforgery or PageWriteFilter.KeyField)).OrderBy(field => field.Key, StringComparer.Ordinal);
        var files = form.Files.Select(file => $"{file.Name}={file.FileName}:{HashOf(file)}");
        return OneWrite.Fingerprint([Actor.ToString(), $"{request.Path}{request.QueryString}", .. fields.Select(field => $"{field.Key}={field.Value}"), .. files]);
    }

    // Another scan of the same name and length is other content.
    private static string HashOf(IFormFile file)
    {
        using var content = file.OpenReadStream();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
