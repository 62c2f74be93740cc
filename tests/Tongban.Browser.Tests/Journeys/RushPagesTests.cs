using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>What the manager sets for the rush, and the calendar in which a citizen sees it.</summary>
[Collection(RushJourneys.Name)]
public sealed class RushPagesTests(RushServer rush, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    private const string Times = "/book/SU01/times?site=H01&item=SU01";

    [Fact]
    public async Task Shares_that_the_manager_sets_show_in_the_plan_and_in_the_calendar()
    {
        var server = rush.Server;
        var manager = await OpenAsync(Screen.Desktop, server);
        await manager.SignInAsync("manager", "/staff/bookings/releases");
        await ShareAsync(manager, 0, percent: "60", days: "3", at: "08:30");
        await ShareAsync(manager, 1, percent: "40", days: "1", at: "14:00");
        await manager.FillAsync("#from", (await manager.GetAttributeAsync("#from", "min"))!);
        await manager.ClickAsync("#rule button");
        await Expect(manager.Locator("#rules")).ToContainTextAsync("60%");
        await Expect(manager.Locator("#coming")).ToBeVisibleAsync();
        await manager.ScreenshotForDocsAsync("rush-releases");

        var phone = await OpenAsync(Screen.Phone, server);
        await phone.GotoAsync(Times);
        await phone.ClickAsync("#month summary");
        await Expect(phone.Locator("#month td a").First).ToBeVisibleAsync();
        await phone.Locator("#month").ScrollIntoViewIfNeededAsync();
        await phone.ScreenshotForDocsAsync("rush-month");
    }

    [Fact]
    public async Task A_profile_is_tried_out_on_the_line_opened_to_those_who_say_so_and_deleted_again()
    {
        var server = rush.Server;
        var kiosk = await OpenAsync(Screen.Kiosk, server);
        await kiosk.BecomeAsync("Kiosk");
        foreach (var said in new[] { "None", "Elderly", "None", "Pregnant" })
        {
            await kiosk.GotoAsync("/kiosk/A/who");
            await kiosk.ClickAsync($"button[value={said}]");
            await kiosk.IsAtAsync("/kiosk/ticket/");
        }

        var manager = await OpenAsync(Screen.Desktop, server);
        await manager.SignInAsync("manager", "/staff/hall/profiles/edit");
        await manager.FillAsync("[name=NameZh]", "老幼先办");
        await manager.FillAsync("[name=NameEn]", "The old and the young first");
        await manager.SelectOptionAsync("[data-kind=GreenChannel] select", "1");
        await manager.SelectOptionAsync("[data-kind=AppointmentDue] select", "");
        await manager.CheckAsync("[data-kind=GreenChannel] [value=Elderly]");
        await manager.SelectOptionAsync("#on", new SelectOptionValue { Index = await WindowAsync(manager) });
        await manager.ClickAsync("#tried button");
        await Expect(manager.Locator("#tried li").First).ToContainTextAsync("走绿色通道");
        await manager.ShouldBeAccessibleAsync();
        await manager.ScreenshotForDocsAsync("rush-profile");

        await manager.ClickAsync("#profile button.btn-primary");
        await manager.ClickAsync("#profiles a");
        await manager.ClickAsync("#deleting summary");
        await manager.ClickAsync("#delete button");
        await manager.ArrivesInAsync("/profiles?");
        await Expect(manager.Locator("#profiles")).Not.ToContainTextAsync("老幼先办");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static async Task ShareAsync(IPage manager, int n, string percent, string days, string at)
    {
        await manager.FillAsync($"[name='Rows[{n}].Percent']", percent);
        await manager.SelectOptionAsync($"[name='Rows[{n}].DaysAhead']", days);
        await manager.FillAsync($"[name='Rows[{n}].At']", at);
    }

    // The first window that has the kiosk's four in its line.
    private static async Task<int> WindowAsync(IPage manager)
    {
        for (var n = 0; n < await manager.Locator("#on option").CountAsync(); n++)
        {
            await manager.SelectOptionAsync("#on", new SelectOptionValue { Index = n });
            await manager.ClickAsync("#tried button");
            await manager.Locator("#tried [role=status]").WaitForAsync();
            if (await manager.Locator("#tried li").CountAsync() >= 4)
            {
                return n;
            }
        }

        throw new InvalidOperationException("No window serves those who took a number.");
    }
}
