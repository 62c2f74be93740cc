using System.Globalization;
using Tongban.Shared.Words;

namespace Tongban.Tests.Shared.Words;

internal static class In
{
    public static T Chinese<T>(Func<T> said) => Culture(WordBook.Chinese, said);

    public static T English<T>(Func<T> said) => Culture(WordBook.English, said);

    private static T Culture<T>(CultureInfo culture, Func<T> said)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = culture;

        try
        {
            return said();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
