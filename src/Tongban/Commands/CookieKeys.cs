using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Shared.Setup;

namespace Tongban.Commands;

/// <summary>
/// The keys that protect cookies lie in the database, sealed by the key file, and all nodes use the same. The first node
/// makes them while the others wait: a node that made its own would not know the cookies of the rest. And a node whose
/// key file does not open them has another data folder: it would seal what nobody else can read, so it does not start.
/// </summary>
internal static class CookieKeys
{
    public static async Task ReadyAsync(IServiceProvider services, CancellationToken stop)
    {
        var settings = services.GetRequiredService<TongbanSettings>();
        await using var turn = await StartTurn.TakeAsync(settings, stop);
        if (await SealedAsync(services.GetRequiredService<TongbanDb>(), stop) is { } text && !Opens(services, settings, text))
        {
            throw new CommandFailure($"This database was sealed with another key file than {settings.KeyFile}: give this node the data folder of the others, or the keys of a backup.");
        }

        // Reads the keys, and makes the first.
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(CookieKeys)).Protect([1]);
    }

    private static async Task<string?> SealedAsync(TongbanDb db, CancellationToken stop)
    {
        var newest = await db.DataProtectionKeys.AsNoTracking().OrderByDescending(key => key.Id).Select(key => key.Xml).FirstOrDefaultAsync(stop);
        return newest is null ? null : XElement.Parse(newest).Descendants().FirstOrDefault(element => element.Name.LocalName == SealedKeys.Element)?.Value;
    }

    // Looked for first: reading the key file would make one.
    private static bool Opens(IServiceProvider services, TongbanSettings settings, string text)
    {
        if (!File.Exists(settings.KeyFile))
        {
            return false;
        }

        try
        {
            services.GetRequiredService<PersonalData>().Open(new Sealed(text, ""));
            return true;
        }
        catch (Exception foreign) when (foreign is CryptographicException or KeyNotFoundException)
        {
            return false;
        }
    }
}
