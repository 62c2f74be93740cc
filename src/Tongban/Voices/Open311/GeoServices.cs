using Tongban.Shared.Words;

namespace Tongban.Voices.Open311;

/// <summary>The services of GeoReport are the kinds of voices; an urging opens none and is none.</summary>
public static class GeoServices
{
    public static IReadOnlyList<VoiceKind> All => Giving.NewModel.Kinds;

    public static string CodeOf(VoiceKind kind) => kind.ToString().ToLowerInvariant();

    public static VoiceKind? Find(string? code) => All.Cast<VoiceKind?>().FirstOrDefault(kind => CodeOf(kind!.Value).Equals(code, StringComparison.OrdinalIgnoreCase));

    public static GeoRecord Tell(VoiceKind kind, Say say) => GeoRecord.Of(
        ("service_code", CodeOf(kind)), ("service_name", say["voices.kind." + kind]), ("description", say["voices.kind-why." + kind]),
        ("metadata", true), ("type", "realtime"), ("keywords", ""), ("group", say["geo.group"]));
}
