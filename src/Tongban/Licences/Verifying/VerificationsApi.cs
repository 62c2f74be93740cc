using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.Shared.Api;

namespace Tongban.Licences.Verifying;

/// <summary>A licence by its identifier.</summary>
public static class VerificationsApi
{
    public static void MapVerifications(this IEndpointRouteBuilder app) =>
        app.MapApi("Licences").MapGet("/verifications/{identifier}", ShowAsync).WithName("verifyLicence").AllowAnonymous().RequireRateLimiting(Lookups.Policy).Refuses("licence.format", "licence.check", "licence.unknown");

    /// <summary>Whether a licence was issued here, what it says, and how it stands today.</summary>
    /// <remarks>A person's name and identity number come with their middle hidden. An address may ask so often in a minute as the installation allows; then 429.</remarks>
    /// <param name="identifier">As it is printed: root, type, issuer, serial, version and check character.</param>
    /// <param name="verification">Looks it up.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<Verified>> ShowAsync(string identifier, Verification verification, CancellationToken stop) =>
        TypedResults.Ok(await verification.FindAsync(identifier, stop));
}
