using Tongban.Catalogue.Guiding;

namespace Tongban.Appointments.Online;

/// <summary>
/// What the guide was told before somebody booked. It goes from page to page in the address, <c>of=SU01&amp;a-who=self</c>,
/// and says what to bring; nothing of it is stored. A forged address does no harm: only answers that exist are read.
/// </summary>
public sealed class GuideAnswers(IHttpContextAccessor http)
{
    private const int Most = 16;
    private const int Longest = 40;
    private string? stoodFor;

    /// <summary>For hidden fields and addresses.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Pairs => Asked.ContainsKey(Answers.Of)
        ? [.. Asked.Where(pair => IsAnswer(pair.Key, pair.Value.ToString())).Take(Most).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString()))]
        : [];

    /// <summary><c>?of=SU01&amp;a-who=self</c>, or nothing.</summary>
    public string Query => stoodFor ?? QueryString.Create(Pairs).Value ?? "";

    /// <summary>For the address of a form that names its handler.</summary>
    public Dictionary<string, string> Route => Pairs.ToDictionary(pair => pair.Key, pair => pair.Value!);

    private IQueryCollection Asked => http.HttpContext?.Request.Query ?? QueryCollection.Empty;

    /// <summary>In a batch there is no address: what the command says of it.</summary>
    public void StandFor(string query) => stoodFor = query;

    /// <summary>None for a matter whose guide was not asked.</summary>
    public Answers For(BookableItem item) => Answers.From(item.Content, Asked[Answers.Of] == item.Code ? Asked : QueryCollection.Empty);

    private static bool IsAnswer(string key, string value) =>
        (key == Answers.Of || key.StartsWith(Answers.Prefix, StringComparison.Ordinal)) && key.Length <= Longest && value.Length <= Longest;
}
