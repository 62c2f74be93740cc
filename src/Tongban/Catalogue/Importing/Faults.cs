namespace Tongban.Catalogue.Importing;

/// <summary>What is wrong in a file of a district's data: which file, where in it, and why.</summary>
public sealed record Fault(string File, string Place, string Reason)
{
    public override string ToString() => $"{File}: {Place}: {Reason}";
}

/// <summary>Collects all faults of a folder, so that they can be mended in one go.</summary>
public sealed class Faults
{
    private readonly List<Fault> found = [];
    private readonly List<Fault> warnings = [];

    public IReadOnlyList<Fault> Found => found;

    /// <summary>What is odd and comes in all the same.</summary>
    public IReadOnlyList<Fault> Warnings => warnings;

    /// <summary>The first reason at a place is the one that helps.</summary>
    public void Add(string file, string place, string reason)
    {
        if (!found.Exists(fault => fault.File == file && fault.Place == place))
        {
            found.Add(new Fault(file, place, reason));
        }
    }

    public void Warn(string file, string place, string reason) => warnings.Add(new Fault(file, place, reason));
}

/// <summary>The folder cannot be imported; nothing was changed.</summary>
public sealed class FaultyDistrict(IReadOnlyList<Fault> faults) : Exception($"{faults.Count} faults")
{
    public IReadOnlyList<Fault> Faults { get; } = faults;
}
