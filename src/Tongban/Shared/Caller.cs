using System.Globalization;
using Tongban.Citizens;

namespace Tongban.Shared;

/// <summary>Where somebody calls from, in which language, and how links to this place begin for them.</summary>
public sealed record CallerFacts(string? NetworkAddress, string LinkBase, string Language);

/// <summary>Whose call is worked on: the request's own, or in a batch that of the command at hand.</summary>
public sealed class Caller(IHttpContextAccessor http)
{
    private CallerFacts? stoodFor;

    public CallerFacts Facts => stoodFor ?? new(NetworkAddress.Of(http.HttpContext), http.HttpContext?.Request.LinkBase() ?? "", CultureInfo.CurrentUICulture.Name);

    /// <summary>From here on, and for whatever is awaited from here, as if that caller had asked.</summary>
    public void StandFor(CallerFacts facts)
    {
        stoodFor = facts;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(facts.Language);
    }
}

internal static class LinkBases
{
    /// <summary>What the program's own addresses begin with, as this request was asked: <c>https://host</c>, and the path below which it lies.</summary>
    public static string LinkBase(this HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";
}
