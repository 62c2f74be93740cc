using System.Globalization;

namespace Tongban.Shared.Words;

/// <summary>Of a name in two languages the one of the request.</summary>
public static class Named
{
    public static string In(string zh, string en) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && en.Length > 0 ? en : zh;
}
