using System.Globalization;

namespace Tongban.Cases;

/// <summary>Picks the language of the request from a pair that the database keeps.</summary>
public static class InLanguage
{
    public static string Of(string zh, string en) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && en.Length > 0 ? en : zh;
}
