using Microsoft.Extensions.Configuration;
using Tongban.Ratings.FairPlay;

namespace Tongban.Tests.Ratings.FairPlay;

/// <summary>The shipped thresholds, with some of a place's own.</summary>
internal static class FairPlaySettings
{
    public static FairPlayRules With(params (string Name, string Value)[] own) => FairPlayRules.Parse(
        File.ReadAllText(Path.Combine(HouseRules.Repository(), "data", "codes", "fair-play-rules.json")),
        new ConfigurationBuilder().AddInMemoryCollection(own.Select(one => KeyValuePair.Create($"Tongban:FairPlay:{one.Name}", (string?)one.Value))).Build());
}
