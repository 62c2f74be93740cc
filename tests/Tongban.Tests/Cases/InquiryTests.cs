using Microsoft.EntityFrameworkCore;
using Tongban.Cases.FirstAsked;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Cases;

public sealed class InquiryTests
{
    private static readonly Guid First = Guid.NewGuid();
    private static readonly Guid Second = Guid.NewGuid();
    private static readonly DateTime Now = new(2026, 11, 24, 1, 30, 0, DateTimeKind.Utc);

    [Fact]
    public void Whoever_was_asked_first_owns_it_until_a_colleague_takes_it()
    {
        var it = Asked();
        it.Offer(First, Second, Now, Actor.Staff(First));
        Assert.Equal(First, it.OwnerId);

        it.TakeOver(Second, Now, Actor.Staff(Second));

        Assert.Equal((Second, First), (it.OwnerId, it.FirstOwnerId));
        Refused("inquiry.not-yours", () => it.Reply(First, "好了", Now, Actor.Staff(First)));
    }

    [Fact]
    public void Declined_it_stays_where_it_was()
    {
        var it = Asked();
        it.Offer(First, Second, Now, Actor.Staff(First));

        it.Decline(Second, Now, Actor.Staff(Second));

        Assert.Equal((InquiryStatus.Open, First), (it.Status, it.OwnerId));
        Refused("inquiry.not-offered", () => it.TakeOver(Second, Now, Actor.Staff(Second)));
    }

    [Fact]
    public void It_ends_by_an_answer_only()
    {
        var it = Asked();
        Refused("inquiry.answer-missing", () => it.Reply(First, " ", Now, Actor.Staff(First)));
        it.Reply(First, "带身份证来", Now, Actor.Staff(First));

        Refused("inquiry.answered", () => it.Offer(First, Second, Now, Actor.Staff(First)));
        Refused("inquiry.question-missing", () => new Inquiry(CurrentCentre.First, " ", null, null, First, Now, Actor.Staff(First)));
    }

    [Fact]
    public async Task Handed_over_and_accepted_on_the_pages()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guide = await hall.SignedInAsync("guide", Role.Guide);
        var clerk = await hall.SignedInAsync("clerk", Role.Clerk, hall.Windows[0]);
        var clerkId = await app.WithDbAsync(db => db.Users.Where(u => u.UserName == "clerk").Select(u => u.Id).SingleAsync());
        await guide.SubmitAsync("/staff/inquiries", new() { ["Question"] = "社保卡丢了怎么办", ["Phone"] = "13800001234" }, "form#ask");
        var it = await app.WithDbAsync(db => db.Set<Inquiry>().SingleAsync());

        await guide.SubmitAsync($"/staff/inquiries/{it.Id}", new() { ["Do"] = "offer", ["To"] = clerkId.ToString() }, "form#offer");
        Assert.Contains("等您接", (await clerk.PageAsync("/staff/inquiries")).Body!.TextContent, StringComparison.Ordinal);
        await clerk.SubmitAsync($"/staff/inquiries/{it.Id}", new() { ["Do"] = "take" }, "form#take");
        Assert.DoesNotContain("13800001234", (await clerk.PageAsync($"/staff/inquiries/{it.Id}")).Body!.TextContent, StringComparison.Ordinal);
        await clerk.SubmitAsync($"/staff/inquiries/{it.Id}", new() { ["Do"] = "call" }, "form#call");
        Assert.Equal("13800001234", (await clerk.PageAsync($"/staff/inquiries/{it.Id}")).QuerySelector("#phone")!.TextContent);
        await clerk.SubmitAsync($"/staff/inquiries/{it.Id}", new() { ["Do"] = "answer", ["Answer"] = "到 3 号窗口补办" }, "form#answer");

        var answered = await app.WithDbAsync(db => db.Set<Inquiry>().AsNoTracking().SingleAsync());
        Assert.Equal((InquiryStatus.Answered, clerkId), (answered.Status, answered.OwnerId));
    }

    private static Inquiry Asked() => new(CurrentCentre.First, "怎么办社保卡", "王先生", null, First, Now, Actor.Staff(First));

    [Theory]
    [InlineData("/staff/inquiries")]
    [InlineData("/staff/cases")]
    public async Task Nothing_is_complained_of_before_anything_was_typed(string path)
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);

        Assert.Null((await desk.Clerk.PageAsync(path)).QuerySelector("main [role=alert]"));
    }
}
