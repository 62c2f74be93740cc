using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.Queue;
using Tongban.Windows;

namespace Tongban.Tests.Windows;

/// <summary>Works at the windows of a hall without a browser: each act in its own scope and transaction.</summary>
public sealed class Counter(TongbanApp app, Hall hall)
{
    private readonly Dictionary<int, Guid> sessions = [];

    public static async Task<(TongbanApp App, Hall Hall, Counter Counter)> OpenAsync(int windows)
    {
        var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows);
        var counter = new Counter(app, hall);
        for (var window = 0; window < windows; window++)
        {
            await counter.SitDownAsync(window);
        }

        return (app, hall, counter);
    }

    /// <summary>The same windows, worked from another node.</summary>
    public Counter On(TongbanApp node)
    {
        var other = new Counter(node, hall);
        foreach (var (window, session) in sessions)
        {
            other.sessions[window] = session;
        }

        return other;
    }

    public async Task SitDownAsync(int window)
    {
        var account = await hall.StaffAsync($"clerk{window}", Tongban.People.Role.Clerk, hall.Windows[window]);
        sessions[window] = await DoAsync(async services =>
            (await services.GetRequiredService<WindowDuty>().OpenAsync(hall.Windows[window].Id, account.Id, Actor.Staff(account.Id))).Id);
    }

    public Task<Visit> WalkInAsync(Precedence precedence = Precedence.None) =>
        DoAsync(services => services.GetRequiredService<Arrival>().WalkInAsync(hall.Site.Id, hall.Group.Id, hall.Item.Id, precedence, Actor.Guest));

    /// <summary>The called number, or null when nobody waits.</summary>
    public Task<string?> NextAsync(int window) => AtAsync(window, async (services, session) =>
        await services.GetRequiredService<Calling>().NextAsync(session, Actor.System) is { } leg ? await NumberAsync(services, leg) : null);

    public Task<string> CallAsync(int window, string number) => AtAsync(window, async (services, session) =>
        await NumberAsync(services, await services.GetRequiredService<Calling>().ByNumberAsync(session, number, Actor.System)));

    public Task RecallAsync(int window) => CallingAsync(window, (calling, session) => calling.RecallAsync(session, Actor.System));

    /// <summary>Calls again as soon as that is allowed.</summary>
    public Task RecallAfterPauseAsync(int window)
    {
        app.Time.Advance(Leg.CoolDown);
        return RecallAsync(window);
    }

    public Task MissAsync(int window) => CallingAsync(window, (calling, session) => calling.MissAsync(session, Actor.System));

    public Task UndoAsync(int window, Guid leg) => CallingAsync(window, (calling, session) => calling.UndoAsync(session, leg, Actor.System));

    public Task BeginAsync(int window) => ServingAsync(window, (serving, session) => serving.BeginAsync(session, Actor.System));

    public Task ParkAsync(int window, string note = "") => ServingAsync(window, (serving, session) => serving.ParkAsync(session, note, Actor.System));

    public Task FinishAsync(int window) => ServingAsync(window, (serving, session) => serving.FinishAsync(session, Actor.System));

    public Task TransferAsync(int window, Guid? groupId, Guid? toWindow) =>
        ServingAsync(window, (serving, session) => serving.TransferAsync(session, groupId, toWindow, "", Actor.System));

    public Task CloseAsync(int window) => AtAsync(window, async (services, session) =>
    {
        await services.GetRequiredService<WindowDuty>().CloseAsync(session, Actor.System);
        return 0;
    });

    public Task PauseAsync(int window) => AtAsync(window, async (services, session) =>
    {
        await services.GetRequiredService<WindowDuty>().PauseAsync(session, Actor.System);
        return 0;
    });

    public Task ResumeAsync(int window) => AtAsync(window, async (services, session) =>
    {
        await services.GetRequiredService<WindowDuty>().ResumeAsync(session, Actor.System);
        return 0;
    });

    public Task DisarmAsync(int window) => AtAsync(window, async (services, session) =>
    {
        await services.GetRequiredService<WindowDuty>().DisarmAsync(session, Actor.System);
        return 0;
    });

    /// <summary>Whether the window waits for the next (候叫), and the number that it holds.</summary>
    public Task<(bool Armed, string? Holds)> StateAsync(int window) => AtAsync(window, async (services, session) =>
        (session.ArmedAt is not null, await services.GetRequiredService<Calling>().HeldAsync(session.WindowId) is { } leg ? await NumberAsync(services, leg) : null));

    /// <summary>Another window of the hall, with a matter group of its own, at which somebody sits.</summary>
    public async Task<Guid> OpenForAsync(string letter)
    {
        await hall.ItemAsync($"{letter}001", 10, letter);
        var window = await app.WithDbAsync(db => db.Set<Tongban.Network.Window>().SingleAsync(one => one.Code == $"W{letter}"));
        hall.Windows.Add(window);
        await SitDownAsync(hall.Windows.Count - 1);
        return window.Groups[0].GroupId;
    }

    public Task<Visit> ReturnAsync(string number) => DoAsync(async services =>
        await services.GetRequiredService<Returning>().ReturnAsync(await FindAsync(services, number), Actor.Guest));

    public Task<Visit> CancelAsync(string number) => DoAsync(async services =>
        await services.GetRequiredService<Returning>().CancelAsync(await FindAsync(services, number), Actor.Guest));

    public Task<Visit> VisitAsync(string number) => app.WithAsync(services => FindAsync(services, number));

    /// <summary>Calls the next, who comes, is served and done.</summary>
    public async Task<string?> ServeNextAsync(int window)
    {
        var number = await NextAsync(window);
        if (number is not null)
        {
            await BeginAsync(window);
            await FinishAsync(window);
        }

        return number;
    }

    /// <summary>The same in one transaction, so that a long line is emptied quickly.</summary>
    public Task<string?> ServeNextAtOnceAsync(int window) => AtAsync(window, async (services, session) =>
    {
        if (await services.GetRequiredService<Calling>().NextAsync(session, Actor.System) is not { } leg)
        {
            return null;
        }

        var serving = services.GetRequiredService<Serving>();
        await serving.BeginAsync(session, Actor.System);
        await serving.FinishAsync(leg, Actor.System);
        return await NumberAsync(services, leg);
    });

    public Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> act) => app.WithAsync(async services =>
    {
        await using var transaction = await services.GetRequiredService<TongbanDb>().BeginAsInRequestAsync();
        var done = await act(services);
        await transaction.CommitAsync();
        return done;
    });

    private Task CallingAsync(int window, Func<Calling, WindowSession, Task> act) => AtAsync(window, async (services, session) =>
    {
        await act(services.GetRequiredService<Calling>(), session);
        return 0;
    });

    private Task ServingAsync(int window, Func<Serving, WindowSession, Task> act) => AtAsync(window, async (services, session) =>
    {
        await act(services.GetRequiredService<Serving>(), session);
        return 0;
    });

    private Task<T> AtAsync<T>(int window, Func<IServiceProvider, WindowSession, Task<T>> act) => DoAsync(async services =>
    {
        var id = sessions[window];
        return await act(services, await services.GetRequiredService<TongbanDb>().Set<WindowSession>().SingleAsync(s => s.Id == id));
    });

    private static Task<Visit> FindAsync(IServiceProvider services, string number) =>
        services.GetRequiredService<TongbanDb>().Set<Visit>().SingleAsync(v => v.Number == number);

    private static Task<string> NumberAsync(IServiceProvider services, Leg leg) =>
        services.GetRequiredService<TongbanDb>().Set<Visit>().Where(v => v.Id == leg.VisitId).Select(v => v.Number).SingleAsync();
}
