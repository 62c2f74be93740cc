using System.Globalization;

namespace Tongban.Catalogue;

/// <summary>What the database says in two languages, in the one of the request.</summary>
public static class Bilingual
{
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static string Of(string zh, string? en) => IsEnglish && !string.IsNullOrWhiteSpace(en) ? en : zh;

    public static IReadOnlyList<string> Of(IReadOnlyList<string> zh, IReadOnlyList<string> en) => IsEnglish && en.Count > 0 ? en : zh;

    /// <summary>The name people use; the official one where there is no other.</summary>
    public static string Title(this ItemContent content) => Of(content.CommonNameZh ?? content.NameZh, content.CommonNameEn ?? content.NameEn);

    public static string OfficialName(this ItemContent content) => Of(content.NameZh, content.NameEn);

    public static string Summary(this ItemContent content) => Of(content.SummaryZh, content.SummaryEn);

    public static string Name(this Material material) => Of(material.NameZh, material.NameEn);

    public static string Note(this Material material) => Of(material.NoteZh ?? material.ReasonZh, material.NoteEn ?? material.ReasonEn);

    public static string Text(this Situation situation) => Of(situation.TextZh, situation.TextEn);

    public static string Text(this SituationOption option) => Of(option.TextZh, option.TextEn);
}
