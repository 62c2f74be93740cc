using System.Globalization;
using Tongban.Kernel;

namespace Tongban.Shared.Words;

/// <summary>Says a sentence of the <see cref="WordBook"/> in the language of the request.</summary>
/// <param name="book">All sentences.</param>
/// <param name="strict">
/// In development and tests an unknown key is a bug and throws; in service a person gets a general sentence instead.
/// </param>
public sealed class Say(WordBook book, bool strict = true)
{
    /// <summary>The sentence, with <c>{0}</c>, <c>{1}</c> filled in; numbers and dates by the language.</summary>
    public string this[string key, params object[] values] => In(CultureInfo.CurrentUICulture, key, values);

    /// <summary>The sentence in a language that is not the request's: a board, a printed notice, a message.</summary>
    public string In(CultureInfo culture, string key, params object[] values)
    {
        var text = book.Find(culture, key) ?? Unknown(culture, key);

        // Without values the text is said as it stands, so braces in it do no harm.
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }

    /// <summary>Whether there is such a sentence.</summary>
    public bool Knows(string key) => book.Find(WordBook.Chinese, key) is not null;

    /// <summary>The sentence that belongs to a refusal's code: <c>refused.slot.full</c>.</summary>
    public string Plainly(Refusal refusal) => strict || Knows("refused." + refusal.Code)
        ? this["refused." + refusal.Code, [.. refusal.Values]]
        : this["words.refused"];

    private string Unknown(CultureInfo culture, string key) => strict
        ? throw new InvalidOperationException($"No Words.json says '{key}'.")
        : book.Find(culture, "words.missing") ?? "";
}
