namespace Tongban.Catalogue.Importing;

/// <summary>What an import did, row by row where somebody must know.</summary>
public sealed class ImportReport
{
    private readonly List<string> kept = [];

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public int Unchanged { get; private set; }

    /// <summary>Rows that staff have made or edited here: they stay as they are.</summary>
    public IReadOnlyList<string> Kept => kept;

    /// <summary>What is odd in the files and came in all the same.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    public void Add() => Added++;

    public void Change() => Changed++;

    public void Same() => Unchanged++;

    public void Keep(string kind, string code, string why) => kept.Add($"{kind} {code}: {why}");

    public override string ToString() => $"{Added} added, {Changed} changed, {Unchanged} unchanged, {kept.Count} kept as edited here";
}
