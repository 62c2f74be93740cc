using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Tongban.Tests;

/// <summary>
/// The descriptions of the pages are the same in every host: the first one works them out, and each gets a copy of its own,
/// because a host keeps with them what it has made of its own services. Worked out anew by each of a thousand hosts, they
/// were half of all that it takes to start one.
/// </summary>
internal sealed class PagesBuiltOnce(IActionDescriptorProvider usual, IFilterMetadata? more) : IActionDescriptorProvider
{
    private static readonly Lock Turn = new();
    private static IReadOnlyList<CompiledPageActionDescriptor>? built;

    public int Order => usual.Order;

    /// <param name="services">Those of a host that is being built.</param>
    /// <param name="more">A filter that stands on every page of this host, after those of the program.</param>
    public static void In(IServiceCollection services, IFilterMetadata? more)
    {
        var pages = services.Single(service => service.ServiceType == typeof(IActionDescriptorProvider) && service.ImplementationType!.Name == "CompiledPageActionDescriptorProvider");
        services.Remove(pages);
        services.AddSingleton<IActionDescriptorProvider>(provider =>
            new PagesBuiltOnce((IActionDescriptorProvider)ActivatorUtilities.CreateInstance(provider, pages.ImplementationType!), more));
    }

    public void OnProvidersExecuting(ActionDescriptorProviderContext context)
    {
        foreach (var page in Built())
        {
            context.Results.Add(Copy(page));
        }
    }

    public void OnProvidersExecuted(ActionDescriptorProviderContext context) => usual.OnProvidersExecuted(context);

    private IReadOnlyList<CompiledPageActionDescriptor> Built()
    {
        lock (Turn)
        {
            if (built is null)
            {
                var first = new ActionDescriptorProviderContext();
                usual.OnProvidersExecuting(first);
                built = [.. first.Results.Cast<CompiledPageActionDescriptor>()];
            }

            return built;
        }
    }

    private CompiledPageActionDescriptor Copy(CompiledPageActionDescriptor page) => new(page)
    {
        PageTypeInfo = page.PageTypeInfo,
        ModelTypeInfo = page.ModelTypeInfo,
        DeclaredModelTypeInfo = page.DeclaredModelTypeInfo,
        HandlerTypeInfo = page.HandlerTypeInfo,
        HandlerMethods = [.. page.HandlerMethods],
        BoundProperties = [.. page.BoundProperties],
        Parameters = [.. page.Parameters],
        ActionConstraints = page.ActionConstraints is { } constraints ? [.. constraints] : null,
        AttributeRouteInfo = page.AttributeRouteInfo,
        EndpointMetadata = [.. page.EndpointMetadata],
        FilterDescriptors = more is null ? [.. page.FilterDescriptors] : [.. page.FilterDescriptors.Append(new FilterDescriptor(more, FilterScope.Global)).OrderBy(filter => filter.Order).ThenBy(filter => filter.Scope)],
        Properties = new Dictionary<object, object?>(page.Properties),
        RouteValues = new Dictionary<string, string?>(page.RouteValues, StringComparer.OrdinalIgnoreCase),
        DisplayName = page.DisplayName,
    };
}
