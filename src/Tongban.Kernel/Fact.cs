namespace Tongban.Kernel;

/// <summary>
/// One line of the journal: what happened to one subject, written in the same transaction as the change itself.
/// Never updated. <see cref="Data"/> holds ids, codes and numbers only, so that a person's data can be erased
/// without touching the journal.
/// </summary>
public sealed class Fact
{
    // For the database.
    private Fact()
    {
    }

    internal Fact(Entity subject, string what, DateTime at, string by, string data)
    {
        CentreId = subject.CentreId;
        Subject = subject.GetType().Name;
        SubjectId = subject.Id;
        SubjectVersion = subject.Version;
        What = what;
        At = at;
        By = by;
        Data = data;
    }

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    /// <summary>The entity's type: <c>Ticket</c>.</summary>
    public string Subject { get; private set; } = "";

    public Guid SubjectId { get; private set; }

    /// <summary>The subject's version after the move; with the subject's id it is unique and gives the order.</summary>
    public int SubjectVersion { get; private set; }

    /// <summary>The move: <c>ticket.called</c>.</summary>
    public string What { get; private set; } = "";

    public DateTime At { get; private set; }

    /// <summary>Who: <c>staff:{id}</c>, <c>device:{id}</c>, <c>citizen:{id}</c>, <c>guest</c> or <c>system</c>.</summary>
    public string By { get; private set; } = "";

    /// <summary>Ids, codes and numbers as JSON text; empty where the move says it all.</summary>
    public string Data { get; private set; } = "";

    /// <summary>A fact that a contended activity writes itself, beside its guarded statement.</summary>
    public static Fact Of(Guid centreId, string subject, Guid subjectId, int version, string what, DateTime at, string by, string data = "") =>
        new()
        {
            CentreId = centreId,
            Subject = subject,
            SubjectId = subjectId,
            SubjectVersion = version,
            What = what,
            At = at,
            By = by,
            Data = data,
        };
}
