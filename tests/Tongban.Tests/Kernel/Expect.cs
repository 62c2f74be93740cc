using System.Globalization;
using Tongban.Kernel;

namespace Tongban.Tests.Kernel;

internal static class Expect
{
    public static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<Refusal>(act).Code);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
