using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Tests.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Mending;

/// <summary>The moves of a rectification and who may make them. Rated on Tuesday 24 November 2026.</summary>
public sealed class RectificationTests
{
    private static readonly Guid Rated = Guid.NewGuid();
    private static readonly Guid Handler = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();

    [Fact]
    public void A_rating_that_is_not_bad_opens_none() => Assert.Throws<ArgumentException>(() => Opened(level: RatingLevel.BasicallySatisfied));

    [Fact]
    public void It_is_to_be_verified_within_one_working_day_and_mended_within_five()
    {
        var one = Opened();

        Assert.Equal((Day("2026-11-25"), Day("2026-12-01"), Day("2026-11-25")), (one.VerifyDueOn, one.MendDueOn, one.DueOn));
        Assert.Equal("2026-11-27", $"{Opened("2026-11-26").VerifyDueOn:yyyy-MM-dd}");
        Assert.Equal("2026-11-30", $"{Opened("2026-11-27").VerifyDueOn:yyyy-MM-dd}");
    }

    [Fact]
    public void An_additional_rating_is_dealt_with_here_only_before_a_finding_and_when_its_number_is_called_from_here()
    {
        Rating More(string? hash) => Bad("2026-11-25", named: hash is not null, RatingLevel.Dissatisfied, number: 2, hash ?? "hash");

        Assert.True(Opened().MayJoin(More(null), "hash"));
        Assert.True(Opened().MayJoin(More("hash"), "hash"));
        Assert.False(Opened().MayJoin(More("another"), "hash"));
        Assert.False(Opened(named: false).MayJoin(More("hash"), null));
        Assert.True(Opened(named: false).MayJoin(More(null), null));
        Assert.False(Verified().MayJoin(More(null), "hash"));
        var malicious = Then(Reached(), one => one.Verify(Verdict.Malicious, "查明", "说明", Now()));
        Assert.False(malicious.MayJoin(More(null), "hash"));
    }

    [Fact]
    public void Its_number_tells_nothing_of_the_day() => Assert.DoesNotContain("1124", Opened().Number, StringComparison.Ordinal);

    [Fact]
    public void The_rated_neither_takes_it_nor_is_handed_it()
    {
        var one = Opened();

        Refused("rectification.rated-oneself", () => one.Take(At("2026-11-24", Rated)));
        Refused("rectification.rated-oneself", () => one.Assign(Rated, At("2026-11-24", Other)));
        one.Take(At("2026-11-24", Handler));
        Refused("rectification.taken", () => one.Take(At("2026-11-24", Other)));
        Refused("rectification.has-it", () => one.Assign(Handler, At("2026-11-24", Other)));
    }

    [Fact]
    public void Only_its_handler_works_on_it()
    {
        var one = Taken();

        Refused("rectification.not-yours", () => one.LookAtPhone(At("2026-11-24", Other)));
        Refused("rectification.not-yours", () => one.Call(true, "已通话", At("2026-11-24", Other)));
        Refused("rectification.look-first", () => one.Call(true, "已通话", Now()));
        Refused("rectification.not-yours", () => one.Verify(Verdict.Valid, "属实", null, At("2026-11-24", Other)));
    }

    [Fact]
    public void A_named_one_is_called_before_anything_is_found()
    {
        var one = Taken();

        Refused("rectification.call-first", () => one.Verify(Verdict.Valid, "属实", null, Now()));
        Called(one, true, Now());
        Assert.Equal(Day("2026-11-24"), one.CalledBackOn);
        Refused("rectification.was-reached", () => one.Verify(Verdict.Unreachable, "打不通", null, Now()));
        one.Verify(Verdict.Valid, "叫号漏了", null, Now());
        Assert.Equal((RectificationStatus.Mending, true), (one.Status, one.IsVerifiedInTime));
    }

    [Fact]
    public void Nobody_is_unreachable_after_fewer_calls_than_the_setting_asks()
    {
        // Ten in the morning: what is dialled again at once is the same try, however often.
        var one = Taken();
        foreach (var minutes in new[] { 0, 1, 2, 119 })
        {
            Called(one, false, Later(minutes));
        }

        Assert.Equal((1, 1), one.InVain(CallPurpose.Verify));
        Called(one, false, Later(120));
        Refused("rectification.more-tries", () => one.Verify(Verdict.Unreachable, "打不通", null, Later(121)));
        Called(one, false, Later(240));
        Assert.Equal((3, 2), one.InVain(CallPurpose.Verify));

        one.Verify(Verdict.Unreachable, "三次未接通，按记录核实", null, Later(241));

        // 多次未接通 is a class of its own and never 已回访.
        Assert.Equal((RectificationStatus.Mending, null, Day("2026-11-24")), (one.Status, one.CalledBackOn, one.CalledInVainOn));
        one.Mend("改了", "已经改好", Later(300));
        Called(one, false, Later(301));
        Called(one, false, Later(302));
        Called(one, false, Later(303));
        Assert.True(one.IsOpen);
    }

    [Fact]
    public void Who_was_called_in_vain_and_is_reached_after_all_was_called_back()
    {
        var one = Then(Opened(), some => some.Take(Later(-180)));
        Called(one, false, Later(-120));
        Called(one, false, Later(0));
        Called(one, false, Later(-120 + (24 * 60)));
        Assert.Equal((3, 2, true), (one.InVain(CallPurpose.Verify).Tries, one.InVain(CallPurpose.Verify).HalfDays, one.CalledInVainOn is not null));
        Called(one, true, Later(24 * 60));
        Assert.Equal((Day("2026-11-25"), null), (one.CalledBackOn, one.CalledInVainOn));
    }

    [Fact]
    public void A_look_at_the_number_is_good_for_one_call_within_half_an_hour()
    {
        var one = Taken();
        one.LookAtPhone(Now());
        Refused("rectification.look-first", () => one.Call(false, null, Later(30)));
        one.LookAtPhone(Later(31));
        Refused("rectification.note-missing", () => one.Call(true, " ", Later(32)));
        one.Call(true, "已通话", Later(32));

        Refused("rectification.look-first", () => one.Call(true, "又打了", Later(33)));
    }

    [Fact]
    public void What_staff_noted_on_the_phone_stands_only_until_the_person_says_it_themselves()
    {
        var one = Closed();
        Refused("rectification.not-yours", () => one.NoteLevel(MendingLevel.Satisfied, At("2026-11-26", Other)));
        one.NoteLevel(MendingLevel.Satisfied, At("2026-11-26"));
        Refused("rectification.mending-rated", () => one.NoteLevel(MendingLevel.Satisfied, At("2026-11-26")));
        Assert.Equal((true, true, false), (one.MayRateMending(Day("2026-11-26")), one.MayRateMending(Day("2026-12-11")), one.MayRateMending(Day("2026-12-12"))));
        Refused("rectification.too-late-to-contradict", () => one.RateMending(MendingLevel.Dissatisfied, null, Guest("2026-12-12")));

        one.RateMending(MendingLevel.BasicallySatisfied, "还可以", Guest("2026-12-11"));

        Assert.Equal((MendingLevel.BasicallySatisfied, MendingLevel.Satisfied, Day("2026-12-11")), (one.MendingRated, one.Noted, one.OwnWordOn));
        Refused("rectification.mending-rated", () => one.RateMending(MendingLevel.Satisfied, null, Guest("2026-12-11")));
    }

    [Fact]
    public void Who_left_no_number_is_not_called_and_the_matter_is_looked_into()
    {
        var one = Taken(named: false);

        Refused("rectification.nobody-to-call", () => one.Call(true, "喂", Now()));
        Refused("rectification.nobody-to-call", () => one.Verify(Verdict.Unreachable, "打不通", null, Now()));
        one.Verify(Verdict.Valid, "查监控属实", null, Now());
        one.Mend("调整了叫号", "已经改了", At("2026-11-25"));
        Assert.Equal(RectificationStatus.Closed, one.Status);
    }

    [Theory]
    [InlineData(Verdict.Mistaken)]
    [InlineData(Verdict.Malicious)]
    [InlineData(Verdict.Unfounded)]
    public void A_finding_against_the_person_needs_reasons_and_somebody_elses_consent(Verdict verdict)
    {
        var one = Reached();
        Refused("rectification.note-missing", () => one.Verify(verdict, "查明", " ", Now()));
        one.Verify(verdict, "查明", "给您的说明", Now());

        Assert.Equal((RectificationStatus.ToReview, false, null), (one.Status, one.IsExcluded, one.Reply));
        Refused("rectification.by-another", () => one.Review(true, "同意", Now()));
        Refused("rectification.rated-oneself", () => one.Review(true, "同意", At("2026-11-24", Rated)));
        one.Review(true, "同意", At("2026-11-25", Other));

        Assert.Equal((RectificationStatus.Closed, true, "给您的说明"), (one.Status, one.IsExcluded, one.Reply));
    }

    [Fact]
    public void A_finding_that_nobody_agrees_to_is_mended_as_valid()
    {
        var one = Reached();
        one.Verify(Verdict.Unfounded, "查明", "说明", Now());

        one.Review(false, "窗口确有问题", At("2026-11-25", Other));

        Assert.Equal((RectificationStatus.Mending, Verdict.Valid, null), (one.Status, one.Verdict, one.Reply));
    }

    [Fact]
    public void A_complex_matter_has_fifteen_days_for_a_reason_given_in_time()
    {
        var one = Verified();
        Refused("rectification.note-missing", () => one.MakeComplex("", Now()));
        Refused("rectification.too-late-for-complex", () => one.MakeComplex("要改系统", At("2026-12-02")));
        one.MakeComplex("要改系统", At("2026-12-01"));

        Assert.Equal((true, Day("2026-12-15")), (one.IsComplex, one.MendDueOn));
        Refused("rectification.complex-already", () => one.MakeComplex("再延", At("2026-12-01")));
    }

    [Theory]
    [InlineData("2026-12-01", false)]
    [InlineData("2026-12-02", true)]
    public void What_is_mended_after_its_day_is_late(string on, bool late)
    {
        var one = Verified();

        one.Mend("改了", "已经改好", At(on));

        Assert.Equal((late, RectificationStatus.ToCallAgain, "已经改好"), (one.IsMendedLate, one.Status, one.Reply));
    }

    [Fact]
    public void After_the_mending_the_person_is_called_again_within_a_day_and_then_it_is_closed()
    {
        var one = Mended();
        Assert.Equal(Day("2026-11-26"), one.DueOn);

        Called(one, true, At("2026-11-26"));

        Assert.Equal((RectificationStatus.Closed, Day("2026-11-26"), null), (one.Status, one.CalledAgainOn, one.DueOn));
    }

    [Fact]
    public void A_person_who_is_not_satisfied_opens_it_once_more_and_no_further()
    {
        var one = Mended();
        one.RateMending(MendingLevel.Dissatisfied, "还是慢", Guest("2026-11-26"));
        Assert.Equal((RectificationStatus.Mending, 2, Day("2026-12-03")), (one.Status, one.Round, one.MendDueOn));

        one.Mend("又改了", "再次改好", At("2026-11-27"));
        one.RateMending(MendingLevel.Dissatisfied, null, Guest("2026-11-30"));
        Refused("rectification.mending-rated", () => one.RateMending(MendingLevel.Satisfied, null, Guest("2026-11-30")));

        Assert.Equal((RectificationStatus.ToCallAgain, 2), (one.Status, one.Round));
    }

    [Fact]
    public void Nothing_is_said_of_a_mending_that_has_not_been() =>
        Refused("rectification.not-mended", () => Verified().RateMending(MendingLevel.Satisfied, null, Guest("2026-11-24")));

    [Fact]
    public void The_rated_is_told_what_but_not_who_and_may_appeal_once_within_five_days()
    {
        var one = Verified();
        Refused("rectification.not-yours", () => one.Appeal("不是我", At("2026-11-24", Other)));
        Refused("rectification.too-late-to-appeal", () => one.Appeal("不是我", At("2026-11-24", Rated)));
        Refused("rectification.names-somebody", () => one.TellRated("请向 138 0000-0000 道歉", [], Now()));
        Refused("rectification.names-somebody", () => one.TellRated("王 建国说没有等人", ["王建国"], Now()));
        one.TellRated("叫号后没有等人", ["王建国"], Now());

        Assert.Equal(Day("2026-12-01"), one.AppealUntil(Calendars.All));
        Refused("rectification.too-late-to-appeal", () => one.Appeal("不是我", At("2026-12-02", Rated)));
        one.Appeal("当时按规定等了三分钟", At("2026-12-01", Rated));
        Refused("rectification.appealed-already", () => one.Appeal("再说一次", At("2026-12-01", Rated)));
        Assert.True(one.IsAppealOpen);
    }

    [Fact]
    public void An_appeal_is_judged_by_somebody_who_has_not_worked_on_it_and_upheld_takes_the_rating_out()
    {
        var one = Verified();
        one.TellRated("叫号后没有等人", ["王建国"], Now());
        one.Appeal("当时按规定等了三分钟", At("2026-11-25", Rated));

        Refused("rectification.by-another", () => one.DecideAppeal(null, "不成立", null, At("2026-11-25")));
        Refused("rectification.choose-verdict", () => one.DecideAppeal(Verdict.Valid, "成立", "说明", At("2026-11-25", Other)));
        one.DecideAppeal(Verdict.Unfounded, "监控为证", "监控显示叫了三遍", At("2026-11-25", Other));

        Assert.Equal((true, RectificationStatus.Closed, "监控显示叫了三遍"), (one.IsExcluded, one.Status, one.Reply));
        Refused("rectification.no-appeal", () => one.DecideAppeal(null, "不成立", null, At("2026-11-25", Other)));
    }

    [Theory]
    [InlineData("请打１３８１２３４５６７８")]
    [InlineData("请打 ①③⑧①②③④⑤⑥⑦⑧")]
    [InlineData("请打 138—1234—5678")]
    [InlineData("请打 138\u200b1234\u200b5678")]
    [InlineData("请打 138\u30001234.5678")]
    [InlineData("对不起，王\u3000建\u200b国")]
    [InlineData("ＷＡＮＧ Jianguo 来过")]
    public void However_a_number_or_a_name_is_written_it_is_found(string text) => Assert.True(TellingText.Tells(text, ["王建国", "Wang Jianguo"]));

    [Theory]
    [InlineData("叫号漏人，已改为叫三遍，等候从 40 分钟降到 12 分钟。")]
    [InlineData("2026 年 11 月 3 日起开放 12 个窗口")]
    public void A_text_with_ordinary_figures_tells_of_nobody(string text) => Assert.False(TellingText.Tells(text, ["王建国", "王", ""]));

    [Fact]
    public void A_published_text_names_nobody_and_was_read_by_somebody_else()
    {
        var one = Closed();
        Refused("rectification.names-somebody", () => one.ProposeText("张三窗口太慢，已批评", ["张三"], At("2026-11-26")));
        Refused("rectification.names-somebody", () => one.ProposeText("请打 0371-12345678", ["张三"], At("2026-11-26")));
        one.ProposeText("叫号漏人，已改为叫三遍", ["张三"], At("2026-11-26"));
        Refused("rectification.by-another", () => one.Publish(At("2026-11-26")));

        one.Publish(At("2026-11-27", Other));

        Assert.Equal((PublicText.Published, "叫号漏人，已改为叫三遍"), (one.PublicState, one.PublicWords));
        Refused("rectification.published-already", () => one.ProposeText("另一段", [], At("2026-11-27")));
        one.ReturnText("日期写错", At("2026-11-27", Other));
        Assert.Null(one.PublicWords);
    }

    [Fact]
    public void A_text_that_is_no_longer_true_is_taken_down()
    {
        var one = Closed();
        one.ProposeText("已经改好", [], At("2026-11-26"));
        one.Publish(At("2026-11-26", Other));

        one.RateMending(MendingLevel.Dissatisfied, null, Guest("2026-11-30"));

        Assert.Equal((PublicText.None, RectificationStatus.Mending), (one.PublicState, one.Status));
    }

    [Fact]
    public void A_year_that_is_not_published_stops_nothing_and_its_days_are_stated_later()
    {
        var before = Calendars.Load(2019, 2025);
        var one = new Rectification(Bad("2025-12-31", true, RatingLevel.Dissatisfied), null, "t", "ACDEFGHJ", Terms, new CaseMoment(Utc("2025-12-31"), Day("2025-12-31"), Actor.System, before));
        Assert.Null(one.VerifyDueOn);
        Assert.False(one.StateDays(before, Utc("2025-12-31")));

        Assert.True(one.StateDays(Calendars.All, Utc("2026-01-04")));

        Assert.Equal(Calendars.All.AddWorkdays(Day("2025-12-31"), 1), one.VerifyDueOn);
    }

    [Fact]
    public void A_text_that_is_missing_or_too_long_changes_nothing()
    {
        var one = Verified();
        var (version, notes) = (one.Version, one.Notes.Count);

        Refused("rectification.note-missing", () => one.Mend("改了", " ", Now()));
        Refused("rectification.note-too-long", () => one.TellRated(new string('字', RectificationNote.MaxText + 1), [], Now()));

        Assert.Equal((version, notes, RectificationStatus.Mending, null), (one.Version, one.Notes.Count, one.Status, one.RatedToldOn));
    }

    [Fact]
    public void Evidence_comes_from_the_handler_and_the_rated_only()
    {
        var one = Taken();
        one.TakeEvidence(1, Now());
        one.TakeEvidence(1, At("2026-11-24", Rated));

        Refused("rectification.not-yours", () => one.TakeEvidence(1, At("2026-11-24", Other)));
    }

    private static MendingTerms Terms { get; } = new(Verify: 1, Simple: 5, Complex: 15, CallAgain: 1, Review: 5, Appeal: 5, Tries: 3, TryGapHours: 2, TryHalfDays: 2, Contradict: 15);

    private static Rectification Opened(string day = "2026-11-24", bool named = true, RatingLevel level = RatingLevel.VeryDissatisfied) =>
        new(Bad(day, named, level), Guid.NewGuid(), "t", "ACDEFGHJ", Terms, At(day));

    private static Rating Bad(string day, bool named, RatingLevel level, int number = 1, string hash = "hash")
    {
        var service = new Service(Guid.NewGuid(), new RecordedService(ServiceMoment.Agency, Guid.NewGuid(), null, Rated, null, null), "s", Utc(day), Actor.System);
        return new Rating(service, number, new Opinion(level, [], "太慢"), RatingChannel.Mobile, named ? new(new Sealed("cipher", hash), MayCallBack: true) : null, Utc(day), Actor.Guest);
    }

    private static Rectification Taken(bool named = true) => Then(Opened(named: named), one => one.Take(Now()));

    private static Rectification Reached() => Then(Taken(), one => Called(one, true, Now()));

    private static Rectification Verified() => Then(Reached(), one => one.Verify(Verdict.Valid, "属实", null, Now()));

    private static Rectification Mended() => Then(Verified(), one => one.Mend("改了叫号", "已经改好", At("2026-11-25")));

    private static Rectification Closed() => Then(Mended(), one => Called(one, true, At("2026-11-26")));

    private static Rectification Then(Rectification one, Action<Rectification> act)
    {
        act(one);
        return one;
    }

    private static void Called(Rectification one, bool reached, CaseMoment at)
    {
        one.LookAtPhone(at);
        one.Call(reached, reached ? "已通话" : null, at);
    }

    private static CaseMoment Later(int minutes) => Now() with { Now = Utc("2026-11-24").AddMinutes(minutes), Today = Day("2026-11-24").AddDays(minutes / (24 * 60)) };

    private static CaseMoment Now() => At("2026-11-24");

    private static CaseMoment At(string day, Guid? by = null) => new(Utc(day), Day(day), Actor.Staff(by ?? Handler), Calendars.All);

    private static CaseMoment Guest(string day) => new(Utc(day), Day(day), Actor.Guest, Calendars.All);

    private static DateTime Utc(string day) => DateTime.SpecifyKind(Day(day).ToDateTime(new TimeOnly(2, 0)), DateTimeKind.Utc);
}
