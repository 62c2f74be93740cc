using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Network;
using Tongban.Shared.Words;

namespace Tongban.Tests.Network;

public sealed class HoursInWordsTests
{
    [Theory]
    [InlineData("国庆节、中秋节", "国庆节、中秋节", "National Day, Mid-Autumn Festival")]
    [InlineData("春节", "春节", "Spring Festival")]
    [InlineData("自己写的原因", "自己写的原因", "自己写的原因")]
    public async Task A_holiday_is_named_in_the_language_of_the_page(string written, string chinese, string english)
    {
        await using var app = await TongbanApp.StartAsync();
        var day = new OpeningDay(new DateOnly(2025, 10, 6), null, [], written, null);

        Assert.Equal((chinese, english), (await LabelAsync(app, day, WordBook.Chinese), await LabelAsync(app, day, WordBook.English)));
    }

    [Fact]
    public async Task Every_holiday_of_the_calendars_has_an_English_name()
    {
        await using var app = await TongbanApp.StartAsync();
        var calendar = Tongban.Shared.Setup.Calendars.Load();
        var days = Enumerable.Range(0, 366 * 8).Select(n => new DateOnly(2019, 1, 1).AddDays(n)).Select(calendar.NameOf).OfType<string>().Distinct();

        foreach (var name in days)
        {
            var told = await LabelAsync(app, new OpeningDay(new DateOnly(2026, 1, 1), null, [], name, null), WordBook.English);
            Assert.DoesNotContain(told!, letter => letter > '\u3000');
        }
    }

    private static Task<string?> LabelAsync(TongbanApp app, OpeningDay day, CultureInfo language) => app.WithAsync(services =>
    {
        CultureInfo.CurrentUICulture = language;
        return Task.FromResult(services.GetRequiredService<HoursInWords>().Label(day));
    });
}
