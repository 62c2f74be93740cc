using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Notices;
using Tongban.People;
using Tongban.Voices;

namespace Tongban.Tests.Voices;

/// <summary>A hall with the voices officer, the head of the department, a manager, and somebody who has something to say.</summary>
internal sealed class VoiceDesk(TongbanApp app, Hall hall)
{
    public Hall Hall => hall;

    public Browser Officer { get; private set; } = null!;

    public Browser Head { get; private set; } = null!;

    public Browser Manager { get; private set; } = null!;

    public Browser Person { get; } = app.NewBrowser();

    public static async Task<VoiceDesk> OpenAsync(TongbanApp app)
    {
        var hall = await Hall.BuildAsync(app);
        return new VoiceDesk(app, hall)
        {
            Officer = await hall.SignedInAsync("voices", Role.VoicesOfficer),
            Head = await hall.SignedInAsync("head", Role.DepartmentHead),
            Manager = await hall.SignedInAsync("manager", Role.HallManager),
        };
    }

    /// <summary>Says it on the portal; the number.</summary>
    public async Task<string> SayAsync(string kind, string text, bool body = false)
    {
        var sent = await Person.SubmitAsync("/voices/new", new() { ["Kind"] = kind, ["Text"] = text, ["Body"] = body ? hall.Department.Id.ToString() : "" }, "form#voice");
        Assert.Null(sent.RefusalCode());
        return (await sent.PageAsync()).QuerySelector("#number")!.TextContent;
    }

    /// <summary>The one that there is, or the first.</summary>
    public Task<Voice> OneAsync() => app.WithDbAsync(db => db.Set<Voice>().OrderBy(one => one.Number).FirstAsync());

    public Task<Guid> IdOfAsync(string name) => app.WithDbAsync(db => db.Users.Where(user => user.UserName == name).Select(user => user.Id).SingleAsync());

    public Task<HttpResponseMessage> DoAsync(Browser who, string form, string act, params (string Name, string Value)[] fields) => DoAsync(who, form, act, fields, null);

    /// <summary>Presses a button of a page; the answer, redirects followed.</summary>
    public async Task<HttpResponseMessage> DoAsync(Browser who, string form, string act, (string Name, string Value)[] fields, Guid? id)
    {
        var sent = new Dictionary<string, string>(fields.ToDictionary(field => field.Name, field => field.Value)) { ["Do"] = act };
        return await who.SubmitAsync($"/staff/voices/{id ?? (await OneAsync()).Id}", sent, $"form#{form}");
    }

    /// <summary>Sends an act for which the page shows no button.</summary>
    public async Task<HttpStatusCode> ForgeAsync(Browser who, string act)
    {
        var answer = await DoAsync(who, "assign", act);
        return answer.RequestMessage!.RequestUri!.AbsolutePath.Contains("403", StringComparison.Ordinal) ? HttpStatusCode.Forbidden : answer.StatusCode;
    }

    public async Task<IReadOnlyList<LocalMessage>> MessagesAsync()
    {
        await app.WithAsync(services => services.GetRequiredService<Delivery>().RunAsync(20, TestContext.Current.CancellationToken));
        return [.. LocalSink.Read(app.Settings.MessagesFolder, 20)];
    }

    public static async Task<string> TextAsync(Browser who, string path) => (await who.PageAsync(path)).QuerySelector("main")!.TextContent;
}
