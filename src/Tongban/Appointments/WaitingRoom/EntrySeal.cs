using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Tongban.Appointments.WaitingRoom;

/// <summary>A place in line as its holder keeps it. Sealed by keys that all nodes share; nobody can make one or change its instant.</summary>
public sealed class EntrySeal(IDataProtectionProvider protection)
{
    private const int Longest = 1000;
    private readonly IDataProtector sealer = protection.CreateProtector("Tongban.Appointments.Entry");

    public string Seal(Guid centreId, Entry entry) =>
        sealer.Protect(string.Create(CultureInfo.InvariantCulture, $"{centreId:N}|{entry.Id:N}|{entry.SiteId:N}|{EntryLine.MicrosOf(entry.AdmitAt)}|{entry.Device}"));

    /// <summary>Null for what is not ours.</summary>
    public Entry? Open(Guid centreId, string? given)
    {
        if (given is not { Length: > 0 and <= Longest })
        {
            return null;
        }

        try
        {
            var parts = sealer.Unprotect(given).Split('|');
            return Guid.ParseExact(parts[0], "N") != centreId ? null : new(
                Guid.ParseExact(parts[1], "N"), Guid.ParseExact(parts[2], "N"), EntryLine.AtMicros(long.Parse(parts[3], CultureInfo.InvariantCulture)), parts[4].Length == 0 ? null : parts[4]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
