using Tongban.Kernel;

namespace Tongban.Shared.Api;

/// <summary>How the API writes and reads what is not plain JSON.</summary>
public static class ApiValues
{
    /// <summary>An instant with the hall's offset: <c>2026-11-24T09:30:00+08:00</c>.</summary>
    public static DateTimeOffset WithOffset(this HallClock clock, DateTime instant)
    {
        var local = clock.Local(instant);
        return new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), local - instant);
    }

    public static DateTimeOffset? WithOffset(this HallClock clock, DateTime? instant) => instant is { } at ? clock.WithOffset(at) : null;

    /// <summary>The version of an entity, as an <c>ETag</c>.</summary>
    public static string TagOf(Entity entity) => TagOf(entity.Version);

    public static string TagOf(int version) => $"\"{version}\"";

    /// <summary>Refuses a change of what somebody has changed since it was read; without <c>If-Match</c> nothing is compared.</summary>
    /// <remarks>Refusal: <c>request.changed-meanwhile</c>.</remarks>
    public static void MustMatch(this HttpRequest request, Entity entity) =>
        Refusal.Unless(request.Headers.IfMatch.ToString() is "" or "*" || request.Headers.IfMatch.ToString() == TagOf(entity), "request.changed-meanwhile");
}
