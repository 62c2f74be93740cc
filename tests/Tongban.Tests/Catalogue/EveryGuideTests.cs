using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Catalogue;
using Tongban.Catalogue.Importing;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Catalogue;

/// <summary>The demo district's guides and notices, each in both languages, read by a machine: nothing empty, nothing left over.</summary>
public sealed partial class EveryGuideTests
{
    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Reads_well_from_top_to_bottom(string language)
    {
        Assert.SkipUnless(TestDatabase.PostgresAdmin is null, "A page says the same whatever the database.");
        await using var app = await TongbanApp.StartAsync();
        await app.WithAsync(services => services.GetRequiredService<DistrictImport>().ImportAsync(ShippedData.Folder("district"), TestContext.Current.CancellationToken));
        using var browser = app.NewBrowser();
        var codes = await app.WithAsync(async services => (await services.GetRequiredService<PublishedGuides>().AllAsync()).Select(guide => guide.Code).ToList());
        await browser.GetAsync("/?lang=" + language);

        var odd = new List<string>();
        foreach (var address in codes.SelectMany(code => new[] { $"/guide/{code}", $"/guide/{code}/notice" }))
        {
            var page = await browser.PageAsync(address);
            odd.AddRange(Odd(page.QuerySelector("main") ?? (IElement)page.Body!, language).Select(what => $"{address}: {what}"));
        }

        Assert.Equal(104, codes.Count);
        Assert.Empty(odd);
    }

    private static IEnumerable<string> Odd(IElement main, string language)
    {
        foreach (var empty in main.QuerySelectorAll("li, dd, dt, td:not(.box), ol, ul, h2, h3, p:not([hidden]), legend, summary").Where(element => element.TextContent.Trim().Length == 0 && element.QuerySelector("svg, input") is null))
        {
            yield return $"empty {empty.OuterHtml}";
        }

        foreach (var text in main.QuerySelectorAll("*").Where(element => element.Children.Length == 0 && element.LocalName is not ("script" or "text")).Select(element => element.TextContent.Trim()))
        {
            if (LeftOver().IsMatch(text))
            {
                yield return $"left over in “{text}”";
            }
        }

        // A notice of the law is cited as it was published.
        if (language == "en" && main.QuerySelectorAll("*").FirstOrDefault(element => element.Children.Length == 0 && element.Closest("[lang|=zh]") is null && Chinese().IsMatch(element.TextContent)) is { } chinese)
        {
            yield return $"Chinese in “{chinese.TextContent.Trim()}”";
        }
    }

    [GeneratedRegex(@"\{\d\}|\bnull\b|，，|。。|、、|，。|、。|；。|（）|“”|\(\)|,,|\.\.(?!\.)")]
    private static partial Regex LeftOver();

    [GeneratedRegex("[一-鿿]")]
    private static partial Regex Chinese();
}
