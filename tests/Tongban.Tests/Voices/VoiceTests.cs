using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Tests.Kernel;
using Tongban.Voices;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Voices;

/// <summary>The moves of a voice and who may make them. Received on Tuesday 24 November 2026.</summary>
public sealed class VoiceTests
{
    private static readonly Guid Market = Guid.NewGuid();
    private static readonly Guid Tax = Guid.NewGuid();
    private static readonly Guid Handler = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();
    private static readonly ClockRules Rules = ClockRules.Parse("""{"settings":{"yellowFrom":{"value":2,"unit":"","source":"","unitZh":"","sourceZh":""},"redFrom":{"value":-1,"unit":"","source":"","unitZh":"","sourceZh":""}}}""");

    [Fact]
    public void Each_kind_has_the_days_of_the_shipped_table_and_a_setting_wins()
    {
        Assert.Equal([3, 3, 13, 13, 5], new[] { VoiceKind.Inquiry, VoiceKind.Help, VoiceKind.Suggestion, VoiceKind.Complaint, VoiceKind.Praise }.Select(kind => Shipped.WorkdaysFor(kind).Value));
        Assert.All(Shipped.All, rule => Assert.All([rule.Unit, rule.Source, rule.UnitZh, rule.SourceZh], Assert.NotEmpty));
        Assert.Equal(Day("2026-11-27"), Said().ReplyDueOn);
        Assert.Equal(Day("2026-12-11"), Said(VoiceKind.Complaint).ReplyDueOn);
    }

    [Fact]
    public void What_cannot_wait_is_answered_on_the_day_on_which_that_is_found_and_never_later_than_before()
    {
        var days = Shipped.UrgentWorkdays.Value;
        var one = Said(VoiceKind.Complaint);
        Refused("voice.note-missing", () => one.MarkUrgent(days, " ", Now()));
        one.MarkUrgent(days, "老人摔倒了", Now());
        Assert.Equal((true, Day("2026-11-24"), Day("2026-11-24")), (one.IsUrgent, one.ReplyDueOn, one.DueOn));
        Refused("voice.urgent-already", () => one.MarkUrgent(days, "再说一遍", Now()));
        one.Classify(VoiceKind.Inquiry, VoiceTerms.Of(Shipped, VoiceKind.Inquiry), Now(Other));
        Assert.Equal(Day("2026-11-24"), one.ReplyDueOn);

        // On a Saturday the next working day is the first; and a term that ends sooner stays.
        var weekend = Said(VoiceKind.Complaint);
        weekend.MarkUrgent(days, "停电", At("2026-11-28", Other));
        Assert.Equal(Day("2026-11-30"), weekend.ReplyDueOn);
        var late = Taken();
        late.MarkUrgent(days, "催了几次", At("2026-11-30", Other));
        Assert.Equal(Day("2026-11-27"), late.ReplyDueOn);
        Refused("voice.answered", () => Replied().MarkUrgent(days, "晚了", Now()));
    }

    [Fact]
    public void Its_term_counts_from_the_day_it_came_however_late_it_is_entered()
    {
        Assert.Equal(Day("2026-11-25"), Said(on: "2026-11-20").ReplyDueOn);
        Refused("voice.received-later", () => Said(on: "2026-11-25"));
    }

    [Fact]
    public void An_urging_opens_none_and_what_says_nothing_or_too_much_is_refused()
    {
        Refused("voice.urging-opens-none", () => new VoiceSaid(VoiceKind.Urging, null, "快点").Checked());
        Refused("voice.kind-needed", () => new VoiceSaid(null, null, "快点").Checked());
        Refused("voice.text-missing", () => new VoiceSaid(VoiceKind.Help, "求助", " \n\0 ").Checked());
        Refused("voice.text-too-long", () => new VoiceSaid(VoiceKind.Help, null, new string('长', 10_000)).Checked());
        Refused("voice.no-such-place", () => (new VoiceSaid(VoiceKind.Help, null, "坡道") { Latitude = 91, Longitude = 0 }).Checked());
        Refused("voice.no-such-place", () => (new VoiceSaid(VoiceKind.Help, null, "坡道") { Latitude = 34 }).Checked());
        Assert.Equal("=HYPERLINK(\"x\")<b>不", new VoiceSaid(VoiceKind.Help, null, "=HYPERLINK(\"x\")<b>不").Checked().Title);
    }

    [Fact]
    public void It_is_handed_on_once_freely_and_again_only_with_a_supervisors_consent()
    {
        var one = Routed();
        Refused("voice.there-already", () => one.Transfer(Market, "不归我们", Now()));
        one.Transfer(Tax, "归税务", Now());
        Assert.Equal((Tax, null, 1), (one.DepartmentId, one.HandlerId, one.Transfers));

        one.Transfer(Market, "还是市监", Now());
        Assert.Equal((Tax, Market), (one.DepartmentId, one.TransferToId));
        Refused("voice.transfer-asked", () => one.Transfer(Market, "再请", Now()));
        Refused("voice.by-another", () => one.DecideTransfer(true, "可以", Now()));
        one.DecideTransfer(false, "该你们答", Now(Other));
        Assert.Equal((Tax, false), (one.DepartmentId, one.IsTransferAsked));
        one.Transfer(Market, "证据在这里", Now());
        one.DecideTransfer(true, "同意", Now(Other));

        Assert.Equal((Market, 2, Day("2026-11-27")), (one.DepartmentId, one.Transfers, one.ReplyDueOn));
    }

    [Fact]
    public void Only_its_handler_answers_and_who_comes_second_takes_nothing()
    {
        var one = Routed();
        Refused("voice.not-yours", () => one.Reply("答复", Now()));
        one.Take(Now());
        Refused("voice.taken", () => one.Take(Now(Other)));
        Refused("voice.not-yours", () => one.Reply("答复", Now(Other)));
        Refused("voice.note-missing", () => one.Reply("  ", Now()));
        one.Reply("周末也开", Now());

        Assert.Equal((VoiceStatus.Replied, "周末也开", Day("2026-11-25")), (one.Status, one.ReplyText, one.DueOn));
        Refused("voice.not-now", () => one.Reply("又一遍", Now()));
    }

    [Fact]
    public void More_time_is_asked_for_in_time_agreed_to_by_another_and_never_once_the_term_has_passed()
    {
        var one = Taken();
        one.AskExtension("要查档案", Now());
        Refused("voice.extension-asked", () => one.AskExtension("再要", Now()));
        Refused("voice.by-another", () => one.DecideExtension(true, "好", Now()));
        one.DecideExtension(true, "同意", At("2026-11-27", Other));
        Assert.Equal(Day("2026-12-04"), one.ReplyDueOn);

        var late = Taken();
        late.AskExtension("要查档案", Now());
        Refused("voice.extension-too-late", () => late.DecideExtension(true, "同意", At("2026-11-30", Other)));
        Refused("voice.extension-too-late", () => Taken().AskExtension("晚了", At("2026-11-30", Handler)));
        late.DecideExtension(false, "晚了", At("2026-11-30", Other));
        late.Reply("答复", At("2026-11-30", Handler));
        Assert.True(late.IsRepliedLate);
    }

    [Fact]
    public void A_call_closes_it_and_three_in_vain_too()
    {
        var reached = Replied();
        Refused("voice.note-missing", () => reached.Call(true, null, null, Now(Other)));
        reached.Call(true, AnswerLevel.Satisfied, "说清楚了", Now(Other));
        Assert.Equal((VoiceStatus.Closed, AnswerLevel.Satisfied), (reached.Status, reached.Judged));

        var away = Replied();
        Refused("voice.not-reached", () => away.Call(false, AnswerLevel.Satisfied, null, Now(Other)));
        CaseMoment After(int minutes) => Now(Other) with { Now = Utc("2026-11-24").AddMinutes(minutes) };
        away.Call(false, null, null, After(0));
        Refused("voice.tried-just-now", () => away.Call(false, null, null, After(0)));
        Refused("voice.tried-just-now", () => away.Call(false, null, null, After(Shipped.CallTryMinutes.Value - 1)));
        away.Call(false, null, null, After(Shipped.CallTryMinutes.Value));
        Assert.Equal((VoiceStatus.Replied, 2), (away.Status, away.Calls));
        away.Call(false, null, null, After(2 * Shipped.CallTryMinutes.Value));
        Assert.Equal(VoiceStatus.Closed, away.Status);
        var late = Replied();
        late.Call(false, null, null, After(0));
        late.Call(true, null, "接到了", After(1));
        Assert.Equal(VoiceStatus.Closed, late.Status);
        Assert.Equal(VoiceStatus.Closed, Replied(phone: false).Status);
    }

    [Fact]
    public void Who_answered_notes_nothing_of_the_call_unless_nobody_else_is_there()
    {
        Refused("voice.call-by-another", () => Replied().Call(true, AnswerLevel.Satisfied, "满意", Now()));
        Refused("voice.call-by-another", () => Replied().Call(false, null, null, Now()));
        Refused("voice.not-yours", () => Replied().LookAtPerson(Now(Other)));
        Replied().LookAtPerson(Now(Other), toCall: true);
        Refused("voice.not-yours", () => Taken().LookAtPerson(Now(Other), toCall: true));

        var alone = Replied();
        alone.Call(true, AnswerLevel.BasicallySatisfied, "还行", Now(), alone: true);
        Assert.Equal(AnswerLevel.BasicallySatisfied, alone.Judged);
    }

    [Fact]
    public void What_was_noted_on_the_phone_stands_until_the_person_says_it_themselves()
    {
        Voice Noted()
        {
            var one = Replied();
            one.Call(true, AnswerLevel.Satisfied, "说满意", Now(Other));
            return one;
        }

        var reopened = Noted();
        Assert.Equal((AnswerLevel.Satisfied, Day("2026-12-09")), (reopened.Noted, reopened.MayJudgeUntil));
        reopened.Judge(AnswerLevel.Dissatisfied, "没人问过我", At("2026-12-09", null));
        Assert.Equal((VoiceStatus.InHand, 2, Day("2026-12-09"), null, null), (reopened.Status, reopened.Round, reopened.ContradictedOn, reopened.Judged, reopened.Noted));

        var corrected = Noted();
        corrected.Judge(AnswerLevel.BasicallySatisfied, null, At("2026-11-30", null));
        Assert.Equal((VoiceStatus.Closed, AnswerLevel.BasicallySatisfied, AnswerLevel.Satisfied, Day("2026-11-30")), (corrected.Status, corrected.Judged, corrected.Noted, corrected.ContradictedOn));
        Refused("voice.judged-already", () => corrected.Judge(AnswerLevel.Satisfied, null, At("2026-11-30", null)));
        Assert.Null(corrected.MayJudgeUntil);

        var agreed = Noted();
        agreed.Judge(AnswerLevel.Satisfied, null, At("2026-11-30", null));
        Assert.Equal((AnswerLevel.Satisfied, null, Day("2026-11-30")), (agreed.Judged, agreed.ContradictedOn, agreed.OwnWordOn));
        Refused("voice.too-late-to-judge", () => Noted().Judge(AnswerLevel.Satisfied, null, At("2026-12-10", null)));
    }

    [Fact]
    public void Who_is_not_satisfied_is_heard_once_more_and_no_further()
    {
        var one = Replied();
        one.Judge(AnswerLevel.Dissatisfied, "没答到点上", At("2026-11-26", null));
        Assert.Equal((VoiceStatus.InHand, 2, Day("2026-12-01"), null), (one.Status, one.Round, one.ReplyDueOn, one.ReplyText));

        one.Reply("补充答复", At("2026-11-27", Handler));
        one.Judge(AnswerLevel.Dissatisfied, null, At("2026-11-27", null));
        Assert.Equal((VoiceStatus.Closed, 2), (one.Status, one.Round));
        Refused("voice.judged-already", () => one.Judge(AnswerLevel.Satisfied, null, At("2026-11-27", null)));
        Refused("voice.too-late-to-judge", () => Replied().Judge(AnswerLevel.Satisfied, null, At("2026-12-31", null)));
        Refused("voice.not-answered", () => Taken().Judge(AnswerLevel.Satisfied, null, Now()));
        Refused("voice.choose-level", () => Replied().Judge((AnswerLevel)9, null, Now()));
    }

    [Fact]
    public void A_note_of_dissatisfaction_is_not_the_persons_own_reopening_and_their_own_word_wins()
    {
        Voice Noted()
        {
            var one = Replied();
            one.Call(true, AnswerLevel.Dissatisfied, "说不满意", At("2026-11-25", Other));
            return one;
        }

        var so = Noted();
        Assert.Equal((VoiceStatus.InHand, 2, true, Day("2026-12-10"), Day("2026-11-30")), (so.Status, so.Round, so.MayReopen, so.MayJudgeUntil, so.ReplyDueOn));
        Refused("voice.reopened-already", () => so.Judge(AnswerLevel.Dissatisfied, null, At("2026-11-25", null)));
        Refused("voice.too-late-to-judge", () => so.Judge(AnswerLevel.Satisfied, null, At("2026-12-11", null)));
        so.Reply("再答", At("2026-11-26", Handler));
        Assert.Equal((VoiceStatus.Replied, Day("2026-12-11")), (so.Status, so.MayJudgeUntil));
        so.Judge(AnswerLevel.Dissatisfied, "还是没说清", At("2026-11-27", null));
        Assert.Equal((VoiceStatus.InHand, 3, false, (DateOnly?)null), (so.Status, so.Round, so.MayReopen, so.MayJudgeUntil));
        so.Reply("三答", At("2026-11-27", Handler));
        so.Call(true, AnswerLevel.Dissatisfied, "还是不满意", At("2026-11-27", Other));
        Assert.Equal((VoiceStatus.Closed, 3), (so.Status, so.Round));

        var not = Noted();
        not.AskExtension("要查", At("2026-11-25", Handler));
        not.Judge(AnswerLevel.Satisfied, "我说的是满意", At("2026-11-26", null));
        Assert.Equal((VoiceStatus.Closed, 1, "开", Day("2026-11-24"), Day("2026-11-27")), (not.Status, not.Round, not.ReplyText, not.RepliedOn, not.ReplyDueOn));
        Assert.Equal((AnswerLevel.Satisfied, AnswerLevel.Dissatisfied, Day("2026-11-26"), Handler), (not.Judged, not.Noted, not.ContradictedOn, not.RepliedById));
        Assert.Null(not.ExtensionAskedById);
        Refused("voice.judged-already", () => not.Judge(AnswerLevel.Satisfied, null, At("2026-11-26", null)));

        // What came of it is noted by a third, and the mark leaves the list.
        Refused("voice.by-another", () => not.CheckContradiction("听错了", At("2026-11-26", Other)));
        Refused("voice.by-another", () => not.CheckContradiction("听错了", At("2026-11-26", Handler)));
        Refused("voice.note-missing", () => not.CheckContradiction(" ", At("2026-11-26", Tax)));
        not.CheckContradiction("听录音，是记错了", At("2026-11-26", Tax));
        Assert.False(not.IsContradicted);
        Refused("voice.nothing-contradicted", () => not.CheckContradiction("再核", At("2026-11-26", Tax)));
    }

    [Fact]
    public void A_kind_with_a_longer_term_needs_a_reason()
    {
        var one = Said();
        Refused("voice.kind-the-same", () => one.Classify(VoiceKind.Inquiry, VoiceTerms.Of(Shipped, VoiceKind.Inquiry), Now(Other)));
        Refused("voice.longer-needs-reason", () => one.Classify(VoiceKind.Complaint, VoiceTerms.Of(Shipped, VoiceKind.Complaint), Now(Other), " "));
        one.Classify(VoiceKind.Complaint, VoiceTerms.Of(Shipped, VoiceKind.Complaint), Now(Other), "说的是窗口态度");
        Assert.Equal((VoiceKind.Complaint, Day("2026-12-11")), (one.Kind, one.ReplyDueOn));
        one.Classify(VoiceKind.Help, VoiceTerms.Of(Shipped, VoiceKind.Help), Now(Other));
        Assert.Equal(Day("2026-11-27"), one.ReplyDueOn);
    }

    [Fact]
    public void It_is_urged_once_a_day_and_never_after_the_answer()
    {
        var one = Routed();
        one.Urge(null, At("2026-11-24", null));
        Refused("voice.urged-today", () => one.Urge(null, At("2026-11-24", null)));
        one.Urge("还没消息", At("2026-11-25", null));
        Assert.Equal((2, Day("2026-11-27")), (one.Urgings, one.ReplyDueOn));
        Refused("voice.urged-when-answered", () => Replied().Urge(null, At("2026-11-26", null)));
    }

    [Fact]
    public void What_is_the_same_matter_goes_along_and_its_own_term_runs_on()
    {
        var (main, same) = (Taken(), Said(on: "2026-11-23"));
        Refused("voice.link-itself", () => main.LinkTo(main, Now()));
        Refused("voice.link-not-open", () => main.LinkTo(same, Now()));
        same.LinkTo(main, Now());

        Assert.Equal((main.Id, Market, Handler, Day("2026-11-26")), (same.DuplicateOfId, same.DepartmentId, same.HandlerId, same.ReplyDueOn));
        Refused("voice.goes-along", () => same.Transfer(Tax, "归税务", Now()));
        Refused("voice.link-not-open", () => Said().LinkTo(same, Now()));
        same.Unlink(Now());
        Refused("voice.not-linked", () => same.Unlink(Now()));
    }

    [Fact]
    public void A_text_is_published_only_with_leave_without_names_and_by_another()
    {
        Refused("voice.no-leave-to-publish", () => Replied(leave: false).ProposeText("问", "答", [], Now()));
        var one = Replied();
        Refused("voice.names-somebody", () => one.ProposeText("王小明问的", "答", ["王小明"], Now()));
        Refused("voice.names-somebody", () => one.ProposeText("问", "打１３８ 0013 8000", [], Now()));
        one.ProposeText("周末开不开", "开", [], Now());
        Refused("voice.by-another", () => one.Publish(Now()));
        one.Publish(Now(Other));
        Assert.Equal(("周末开不开", "开"), (one.PublicQuestion, one.PublicAnswer));
        one.ReturnText("改一个字", Now(Other));
        Assert.Null(one.PublicAnswer);
        Refused("voice.nothing-proposed", () => one.Publish(Now(Other)));
    }

    [Fact]
    public void A_clock_comes_to_its_three_thresholds()
    {
        var one = Taken();
        VoiceThreshold[] On(string day) => [.. VoiceClock.Of(one, Calendars.All, Rules, Day(day))!.Come()];

        Assert.Empty(On("2026-11-25"));
        Assert.Equal([VoiceThreshold.Near], On("2026-11-26"));
        Assert.Equal([VoiceThreshold.Passed], On("2026-11-28"));
        Assert.Equal([VoiceThreshold.Passed], On("2026-12-04"));
        Assert.Equal([VoiceThreshold.Passed, VoiceThreshold.Criticised], On("2026-12-05"));
    }

    [Fact]
    public void A_year_that_is_not_published_leaves_the_day_open_until_it_is()
    {
        var late = new Voice(Guid.NewGuid(), new VoiceSaid(VoiceKind.Complaint, null, "投诉").Checked(), new VoicePerson(), new VoiceOrigin("S-20261224-0001", "h", VoiceChannel.Portal, Day("2026-12-24")), VoiceTerms.Of(Shipped, VoiceKind.Complaint), At("2026-12-24", null, Calendars.Load(2019, 2026)));
        Assert.Null(late.ReplyDueOn);
        Assert.False(late.StateDays(Calendars.All, Utc("2026-12-25")));
    }

    [Fact]
    public void Who_is_complained_of_neither_takes_it_nor_calls_nor_answers_it_along_with_another()
    {
        var (one, main) = (Said(about: Handler), Taken());
        one.Route(Market, Now(Other));
        Refused("voice.about-them", () => one.Take(Now()));
        Refused("voice.about-them", () => one.Assign(Handler, Now(Other)));
        Refused("voice.about-somebody", () => one.LinkTo(main, Now(Other)));
        one.Take(Now(Other));
        one.Reply("查过了", Now(Other));
        Refused("voice.about-them", () => one.Call(true, AnswerLevel.Satisfied, "满意", Now()));
    }

    [Fact]
    public void Nobody_is_called_who_left_nothing_and_only_its_handler_looks()
    {
        Refused("voice.nobody-to-call", () => Replied(phone: false).LookAtPerson(Now()));
        Refused("voice.not-yours", () => Taken().LookAtPerson(Now(Other)));
        Taken().LookAtPerson(Now());
    }

    private static VoiceRules Shipped { get; } = VoiceRules.Parse(File.ReadAllText(Path.Combine(HouseRules.Repository(), "data", "codes", "voice-rules.json")));

    private static Voice Said(VoiceKind kind = VoiceKind.Inquiry, string on = "2026-11-24", bool phone = true, bool leave = true, Guid? about = null) => new(
        Guid.NewGuid(), (new VoiceSaid(kind, null, "周末开不开？") { MayPublish = leave, AboutStaffId = about }).Checked(), phone ? new VoicePerson("王小明", new Sealed("cipher", "hash")) : new VoicePerson(),
        new VoiceOrigin("S-20261124-0001", "code", VoiceChannel.Portal, Day(on)), VoiceTerms.Of(Shipped, kind), At("2026-11-24", null));

    private static Voice Routed(bool phone = true, bool leave = true)
    {
        var one = Said(phone: phone, leave: leave);
        one.Route(Market, Now(Other));
        return one;
    }

    private static Voice Taken(bool phone = true, bool leave = true)
    {
        var one = Routed(phone, leave);
        one.Take(Now());
        return one;
    }

    private static Voice Replied(bool phone = true, bool leave = true)
    {
        var one = Taken(phone, leave);
        one.Reply("开", Now());
        return one;
    }

    private static CaseMoment Now(Guid? by = null) => At("2026-11-24", by ?? Handler);

    private static CaseMoment At(string day, Guid? by, WorkCalendar? calendar = null) => new(Utc(day), Day(day), by is { } staff ? Actor.Staff(staff) : Actor.Guest, calendar ?? Calendars.All);

    private static DateTime Utc(string day) => new(Day(day), new TimeOnly(2, 0), DateTimeKind.Utc);
}
