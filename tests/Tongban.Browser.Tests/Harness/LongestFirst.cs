using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Tongban.Browser.Tests.Harness.LongestFirst))]

namespace Tongban.Browser.Tests.Harness;

/// <summary>What takes minutes begins first: begun last, it would run alone on one of the two processors.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
        [nameof(EveryPageTests), Journeys.HallJourneys.Name, nameof(Journeys.Founding.FoundingTests), nameof(Journeys.OneThing.AtOneGoTests), nameof(Hall.DeviceTests), Journeys.RushJourneys.Name, nameof(Hall.DeskKeysTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection))];

    private static int Place(ITestCollection collection) =>
        Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is var found and >= 0 ? found : Long.Length;
}
