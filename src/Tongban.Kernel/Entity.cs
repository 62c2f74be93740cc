using System.Text.Json;

namespace Tongban.Kernel;

/// <summary>
/// A thing of one centre that changes by guarded moves. Each move raises the version (which settles races) and
/// leaves a <see cref="Fact"/>; both are saved in one transaction.
/// </summary>
public abstract class Entity
{
    private readonly List<Fact> unsaved = [];

    // For the database.
    protected Entity()
    {
    }

    protected Entity(Guid centreId)
    {
        CentreId = centreId;
        Id = RowId.New();
    }

    /// <summary>The tenant: one district's centre with all its sites. First in every key.</summary>
    public Guid CentreId { get; private set; }

    /// <summary>Made by the client (<see cref="RowId"/>); says nothing certain about order within a burst.</summary>
    public Guid Id { get; private set; }

    /// <summary>Raised by every move; the concurrency token.</summary>
    public int Version { get; private set; }

    /// <summary>Facts of moves that are not saved yet.</summary>
    public IReadOnlyList<Fact> Unsaved => unsaved;

    /// <summary>The facts are in the database now.</summary>
    public void FactsAreSaved() => unsaved.Clear();

    /// <summary>Raises the version and notes what happened.</summary>
    /// <param name="what">The move: <c>ticket.called</c>.</param>
    /// <param name="now">The instant of the move.</param>
    /// <param name="by">Who moved it.</param>
    /// <param name="data">Ids, codes and numbers only; never a name, a phone or free text.</param>
    protected void Happened(string what, DateTime now, Actor by, object? data = null)
    {
        Version++;
        unsaved.Add(new Fact(this, what, now, by.ToString(), data is null ? "" : JsonSerializer.Serialize(data, JsonSerializerOptions.Web)));
    }
}
