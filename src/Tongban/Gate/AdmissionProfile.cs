using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Tongban.Shared.Setup;

namespace Tongban.Gate;

/// <summary>What a gate asks before it lets somebody in. Data, so that a new situation needs no new program.</summary>
public sealed record AdmissionProfile
{
    public const string Normal = "normal";

    public required string Code { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>People without a booking may come in.</summary>
    public required bool WalkIns { get; init; }

    /// <summary>A zone at its capacity lets nobody in, booking or not.</summary>
    public required bool RefuseWhenFull { get; init; }

    /// <summary>How many may come in with one person.</summary>
    public required int MostCompanions { get; init; }
}

/// <summary>The profiles that ship with the program.</summary>
public sealed class AdmissionProfiles
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Dictionary<string, AdmissionProfile> all =
        Directory.EnumerateFiles(ShippedData.Folder("admission"), "*.json").Order()
            .Select(file => JsonSerializer.Deserialize<AdmissionProfile>(File.ReadAllText(file), Format)!)
            .ToDictionary(profile => profile.Code);

    public IReadOnlyCollection<AdmissionProfile> All => all.Values;

    /// <summary>The profile of this code; one that no longer ships gives way to the normal one.</summary>
    public AdmissionProfile Of(string? code) => code is not null && all.TryGetValue(code, out var profile) ? profile : all[AdmissionProfile.Normal];

    public bool Knows([NotNullWhen(true)] string? code) => code is not null && all.ContainsKey(code);
}
