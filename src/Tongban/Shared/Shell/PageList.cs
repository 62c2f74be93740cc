using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tongban.Devices;
using Tongban.People;

namespace Tongban.Shared.Shell;

/// <summary>A page of the running program and who may open it.</summary>
/// <param name="Address">The route: <c>/rate/{token}</c>.</param>
/// <param name="Permission">Staff need it; null for everybody's pages.</param>
/// <param name="Device">The kind of device whose page it is.</param>
/// <param name="IsPublic">Opened without signing in.</param>
public sealed record PageEntry(string Address, string? Permission, string? Device, bool IsPublic);

/// <summary>
/// The pages there are, in development only: the browser tests visit each of them, so that a new page is looked at
/// without anybody writing its name down.
/// </summary>
public static class PageList
{
    public const string Path = "/dev/pages";

    public static void MapPageList(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapGet(Path, (IEnumerable<EndpointDataSource> sources) => sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                .Select(Entry).Distinct().OrderBy(page => page.Address, StringComparer.Ordinal)).AllowAnonymous();
        }
    }

    private static PageEntry Entry(RouteEndpoint endpoint) => new(
        "/" + endpoint.RoutePattern.RawText?.TrimStart('/'),
        endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Permission.ToString(),
        endpoint.Metadata.GetMetadata<NeedsDeviceAttribute>()?.Kind.ToString(),
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);
}
