using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys.OneThing;

/// <summary>The one form under the hands of somebody who is quicker than the network.</summary>
public sealed class InMotionTests(SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    private const string Phone = "13700137222";

    [Fact]
    public async Task Answers_and_a_file_given_while_the_first_answer_is_on_its_way_all_stand_and_show()
    {
        var page = await OpenAsync(Screen.Phone);
        await OneForm.OpenAsync(page, await SharedAsync(), Phone);
        await page.CheckAsync("[name='a.entity_type'][value='ltd']");
        await page.WaitForSelectorAsync("[name='a.SU01.holder']");
        await OneForm.StandsStillAsync(page);
        var go = new TaskCompletionSource();
        await page.RouteAsync("**/form?*handler=Check*", async route =>
        {
            await go.Task;
            await route.ContinueAsync();
        });

        await page.CheckAsync("[name='a.industry'][value='H']");
        await page.CheckAsync("[name='a.SU01.agent'][value='yes']");
        await page.Locator("input[type=file]").First.SetInputFilesAsync(OneForm.Scan());
        await page.FillAsync("[name='a.entity_name']", OneForm.Company);
        await page.FillAsync("[name='Applicant.Name']", "王建国");
        go.SetResult();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "授权委托书" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("scan.pdf")).ToHaveCountAsync(1);
        await OneForm.StandsStillAsync(page);
        await Assertions.Expect(page.Locator("[name='a.entity_name']")).ToHaveValueAsync(OneForm.Company);
        await Assertions.Expect(page.Locator("[name='Applicant.Name']")).ToHaveValueAsync("王建国");
        // Taken is taken: the field does not send it a second time.
        Assert.Equal("", await page.Locator("input[type=file]").First.InputValueAsync());
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[name='a.SU01.agent'][value='yes']")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("[name='a.industry'][value='H']")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("[name='a.entity_name']")).ToHaveValueAsync(OneForm.Company);
        await Assertions.Expect(page.GetByText("scan.pdf")).ToHaveCountAsync(1);
    }
}
