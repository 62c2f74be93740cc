using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;
using Tongban.Voices;

namespace Tongban.Commands;

/// <summary>A few made-up voices of the days before a demonstration begins, taken and answered by the same activities as all others. Nobody real said them, and none has a number to call.</summary>
public sealed class DemoVoices(TongbanDb db, HallClock clock, CaseMoments moments, VoiceOpening opening)
{
    private const string Officer = "VOICES";
    private const string Supervisor = "MANAGER";

    public async Task SpeakAsync(CancellationToken stop)
    {
        await using var transaction = await db.BeginAsync(stop);
        var names = new[] { Officer, Supervisor };
        var people = await db.Users.Where(user => names.Contains(user.NormalizedUserName!)).ToDictionaryAsync(user => user.NormalizedUserName!, user => Actor.Staff(user.Id), stop);
        var market = await db.Set<Department>().Where(one => one.Code == "D02").Select(one => (Guid?)one.Id).SingleOrDefaultAsync(stop);
        await SayAsync(VoiceKind.Suggestion, "打印区能不能放几副老花镜", "打印区的自助机字小，年纪大的看不清。能不能在旁边放几副老花镜，再加一把椅子？", VoiceChannel.Portal, 0, null, stop);
        await SayAsync(VoiceKind.Complaint, "电话一直占线", "上周三上午打市场监管的咨询电话，打了七次都占线，只好跑一趟。", VoiceChannel.Hotline, 8, market, stop);
        await SayAsync(VoiceKind.Praise, "谢谢帮我填表的引导员", "不会用手机，引导员一步一步帮我填完，还送到窗口。", VoiceChannel.DirectorDay, 2, null, stop, people[Supervisor].Id);
        var asked = await SayAsync(VoiceKind.Inquiry, "周末开不开", "周末大厅开不开门？上班的人只有周末有空。", VoiceChannel.Portal, 1, null, stop);
        Answer(asked, moments.By(people[Officer]), moments.By(people[Supervisor]));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private async Task<Voice> SayAsync(VoiceKind kind, string title, string text, VoiceChannel channel, int daysAgo, Guid? body, CancellationToken stop, Guid? from = null)
    {
        var said = new VoiceSaid(kind, title, text) { DepartmentId = body, MayPublish = true };
        return (await opening.OpenAsync(said, new VoicePerson(), new(channel, clock.Today.AddDays(-daysAgo), from), Actor.Guest, stop: stop)).Voice;
    }

    private static void Answer(Voice asked, CaseMoment by, CaseMoment other)
    {
        asked.Route(null, by);
        asked.Take(by);
        asked.Reply("周六、周日也开。哪些事项周末能办，办事指南里每个事项都写了窗口和时间；也可以先在网上约好再来。", by);
        asked.ProposeText("周末大厅开不开门？", "周六、周日也开。哪些事项周末能办，办事指南里每个事项都写了窗口和时间。", [], by);
        asked.Publish(other);
    }
}
