using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Notices;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Tests.Ratings;

namespace Tongban.Tests.Mending;

/// <summary>A hall with the clerk of window 1, the head of the department, a manager, and somebody with a phone who was served.</summary>
internal sealed class MendingDesk(TongbanApp app, Hall hall)
{
    public const string Number = "13812345678";

    public static byte[] Png { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    public StaffAccount ClerkAccount { get; private set; } = null!;

    public Browser Clerk { get; private set; } = null!;

    public Browser Head { get; private set; } = null!;

    public Browser Manager { get; private set; } = null!;

    public Browser Phone { get; } = app.NewBrowser();

    public Service Service { get; private set; } = null!;

    public static async Task<MendingDesk> OpenAsync(TongbanApp app)
    {
        var hall = await Hall.BuildAsync(app);
        var desk = new MendingDesk(app, hall)
        {
            Clerk = await hall.SignedInAsync("clerk", Role.Clerk, hall.Windows[0]),
            Head = await hall.SignedInAsync("head", Role.DepartmentHead),
            Manager = await hall.SignedInAsync("manager", Role.HallManager),
            ClerkAccount = await app.WithDbAsync(db => db.Users.SingleAsync(user => user.UserName == "clerk")),
        };
        desk.Service = (await Served.AtAsync(app, hall, hall.Windows[0], desk.ClerkAccount.Id)).Service;
        return desk;
    }

    public Hall Hall => hall;

    /// <summary>A bad rating on the phone, with the number left and leave to call; the thanks page.</summary>
    public async Task<HttpResponseMessage> RateBadlyAsync(Service? service = null, bool named = true, string text = "等了四十分钟没人叫号")
    {
        var form = Served.Form(RatingLevel.VeryDissatisfied, "115", text);
        if (named)
        {
            (form["Form.Phone"], form["Form.CallMe"]) = (Number, "true");
        }

        return await Phone.SubmitAsync($"/rate/{(service ?? Service).Token}", form);
    }

    public Task<Rectification> OneAsync() => app.WithDbAsync(db => db.Set<Rectification>().SingleAsync());

    /// <summary>Presses a button of the one page; the answer, redirects followed.</summary>
    public async Task<HttpResponseMessage> DoAsync(Browser who, string form, string act, params (string Name, string Value)[] fields) =>
        await who.SubmitAsync($"/staff/mending/{(await OneAsync()).Id}", Fields(act, fields), $"form#{form}");

    /// <summary>Looks at the number, calls, and notes what came of it.</summary>
    public async Task<HttpResponseMessage> CallAsync(Browser who, string act, params (string Name, string Value)[] fields)
    {
        await DoAsync(who, "look", "phone");
        return await DoAsync(who, "called", act, fields);
    }

    public static Dictionary<string, string> Fields(string act, params (string Name, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => field.Value)) { ["Do"] = act };

    public async Task<IReadOnlyList<LocalMessage>> MessagesAsync()
    {
        await app.WithAsync(services => services.GetRequiredService<Delivery>().RunAsync(20, TestContext.Current.CancellationToken));
        return [.. LocalSink.Read(app.Settings.MessagesFolder, 20)];
    }
}
