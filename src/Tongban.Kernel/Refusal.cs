namespace Tongban.Kernel;

/// <summary>
/// A user's mistake, answered with a stable code. It changes nothing; the sentence in Chinese and English
/// belongs to the code and is looked up where it is shown. A bug is any other exception.
/// </summary>
/// <param name="code">Stable, dotted, lower case: <c>appointment.slot-full</c>.</param>
/// <param name="values">What the sentence names: <c>{0}</c>, <c>{1}</c>. Never personal data.</param>
public sealed class Refusal(string code, params object[] values) : Exception(code)
{
    public string Code { get; } = code;

    public IReadOnlyList<object> Values { get; } = values;

    /// <summary>Refuses with <paramref name="code"/> unless it is <paramref name="allowed"/>.</summary>
    public static void Unless(bool allowed, string code, params object[] values)
    {
        if (!allowed)
        {
            throw new Refusal(code, values);
        }
    }
}
