using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tongban.Tests;

/// <summary>
/// What the pages' classes declare is the same in every host: it is found by reflection once in a run, and each host gets
/// a copy of its own, which it may change. Found anew by each of hundreds of hosts, it was a quarter of all computing.
/// </summary>
internal sealed class PagesReadOnce(IPageApplicationModelPartsProvider reader) : IPageApplicationModelPartsProvider
{
    private static readonly ConcurrentDictionary<PropertyInfo, PagePropertyModel> Properties = new();
    private static readonly ConcurrentDictionary<MethodInfo, PageHandlerModel?> Handlers = new();
    private static readonly ConcurrentDictionary<MethodInfo, bool> AreHandlers = new();

    public static void In(IServiceCollection services)
    {
        var usual = services.Single(service => service.ServiceType == typeof(IPageApplicationModelPartsProvider)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<IPageApplicationModelPartsProvider>(provider =>
            new PagesReadOnce((IPageApplicationModelPartsProvider)ActivatorUtilities.CreateInstance(provider, usual))));
    }

    public PagePropertyModel CreatePropertyModel(PropertyInfo property) => new(Properties.GetOrAdd(property, reader.CreatePropertyModel));

    public PageHandlerModel? CreateHandlerModel(MethodInfo method) => Handlers.GetOrAdd(method, reader.CreateHandlerModel) is { } found ? new(found) : null;

    public PageParameterModel CreateParameterModel(ParameterInfo parameter) => reader.CreateParameterModel(parameter);

    public bool IsHandler(MethodInfo methodInfo) => AreHandlers.GetOrAdd(methodInfo, reader.IsHandler);
}
