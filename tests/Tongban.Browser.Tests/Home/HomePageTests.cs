using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Home;

public sealed class HomePageTests(SharedServer server, Browsers browsers) : BrowserTest(server, browsers)
{
    [Fact]
    public async Task The_first_page_is_accessible_on_a_phone()
    {
        var page = await PhoneAsync();

        await page.GotoAsync("/");

        await page.ShouldBeAccessibleAsync();
    }
}
