namespace Tongban.Citizens;

/// <summary>Something of a citizen's own: what it is, what is said of it, how it stands, and where to go on.</summary>
public sealed record OwnMatter(string Title, string Under, string State, string Address);

/// <summary>What a feature lists on a citizen's own page.</summary>
public interface IOwnMatters
{
    /// <summary>The word for its heading.</summary>
    string Heading { get; }

    /// <summary>Its place among the others.</summary>
    int Order { get; }

    /// <summary>Of this account, the newest first.</summary>
    Task<IReadOnlyList<OwnMatter>> OfAsync(Guid accountId, CancellationToken stop);
}
