using CsCheck;
using Tongban.Cases;
using Tongban.Kernel;
using static Tongban.Tests.Cases.CaseBuilder;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Cases;

public sealed class CaseClockTests
{
    // standards.md §2.4: start + n working days.
    [Theory]
    [InlineData("2020-01-22", 5, "2020-02-06")]
    [InlineData("2020-01-15", 20, "2020-02-19")]
    [InlineData("2020-09-28", 5, "2020-10-12")]
    [InlineData("2020-10-09", 1, "2020-10-10")]
    [InlineData("2026-02-13", 5, "2026-02-27")]
    [InlineData("2026-09-30", 5, "2026-10-13")]
    public void Acceptance_starts_the_term_in_legal_working_days(string on, int days, string due)
    {
        var it = Received(on);
        Complete(it, On(on));

        it.Accept(Terms with { PromisedDays = days }, null, On(on));

        Assert.Equal(Day(due), it.PromisedDueOn);
    }

    [Fact]
    public void A_due_day_that_is_not_published_never_stops_a_case_from_being_accepted()
    {
        var it = Received("2026-12-25");
        Complete(it, On("2026-12-25"));

        it.Accept(Terms, null, On("2026-12-25"));

        Assert.Equal(CaseStatus.Accepted, it.Status);
        Assert.Null(it.PromisedDueOn);
        Assert.Equal(5, ClockView.Of(it, Tongban.Shared.Setup.Calendars.Load(), Day("2026-12-25"))!.Left);
    }

    [Fact]
    public void Nobody_told_within_five_working_days_so_it_is_accepted_since_it_was_handed_in()
    {
        var it = Received("2026-09-29");
        Assert.Equal(Day("2026-10-12"), it.NoticeDueOn);
        Refused("case.not-due", () => it.DeemAccepted(Terms, On("2026-10-12")));

        it.DeemAccepted(Terms, On("2026-10-13"));

        Assert.Equal((CaseStatus.Accepted, Day("2026-09-29"), true), (it.Status, it.AcceptedOn, it.IsDeemed));
        Assert.Equal(Day("2026-10-12"), it.PromisedDueOn);
    }

    [Fact]
    public void A_notice_in_time_stops_the_five_days_and_supplements_start_them_again()
    {
        var it = Received("2026-09-14");
        it.Notify(null, On("2026-09-15"));
        Assert.False(it.IsDue(Day("2026-12-31")));

        it.HandIn("M1", Guid.NewGuid(), On("2026-09-21"));
        it.HandIn("M2", Guid.NewGuid(), On("2026-09-21"));

        Assert.Equal((CaseStatus.Supplemented, Day("2026-09-21"), Day("2026-09-29")), (it.Status, it.HandedInOn, it.NoticeDueOn));
    }

    [Fact]
    public void Five_days_that_run_into_a_year_without_a_notice_get_their_day_when_it_is_out()
    {
        var it = Received("2026-12-28");
        Assert.Equal((null, true), (it.NoticeDueOn, it.IsNoticeUndated));
        Assert.False(it.StateDays(On("2026-12-29")));

        Assert.True(it.StateDays(On("2026-12-29") with { Calendar = WithNextYear() }));

        Assert.Equal((Day("2027-01-05"), false), (it.NoticeDueOn, it.IsNoticeUndated));
        Assert.True(it.IsDue(Day("2027-01-06")));
    }

    [Fact]
    public void A_special_procedure_does_not_count()
    {
        // Sunday 20 September 2026 is worked in exchange for a day of the National Day holiday.
        var it = In(CaseStatus.Accepted);
        Assert.Equal(Day("2026-09-20"), it.PromisedDueOn);

        it.Pause(SpecialProcedure.Testing, Day("2026-09-18"), Guid.NewGuid(), On("2026-09-16"));
        Assert.Null(it.PromisedDueOn);
        it.Resume(On("2026-09-18"));

        Assert.Equal(Day("2026-09-22"), it.PromisedDueOn);
    }

    [Fact]
    public void Nothing_is_decided_while_the_clock_is_stopped()
    {
        var it = In(CaseStatus.Accepted);
        it.Claim(Officer, On("2026-09-15"));
        it.Pause(SpecialProcedure.Hearing, Day("2026-09-18"), Guid.NewGuid(), On("2026-09-15"));

        Refused("case.clock-stopped", () => it.Agree(Officer, Guid.NewGuid(), On("2026-09-15")));
        Refused("term.already-paused", () => it.Pause(SpecialProcedure.Hearing, Day("2026-09-18"), Guid.NewGuid(), On("2026-09-15")));
    }

    [Fact]
    public void It_is_extended_once_by_ten_days_at_most()
    {
        var it = In(CaseStatus.Accepted);

        Refused("case.extension-length", () => it.Extend(11, Guid.NewGuid(), On("2026-09-15")));
        it.Extend(3, Guid.NewGuid(), On("2026-09-15"));
        Refused("term.already-extended", () => it.Extend(1, Guid.NewGuid(), On("2026-09-15")));

        Assert.Equal(Day("2026-09-23"), it.PromisedDueOn);
    }

    [Theory]
    [InlineData("2026-09-15", TermColour.Green)]
    [InlineData("2026-09-17", TermColour.Yellow)]
    [InlineData("2026-09-22", TermColour.Red)]
    public void It_is_green_then_yellow_and_late_is_late(string today, TermColour colour) =>
        Assert.Equal(colour, ClockView.Of(In(CaseStatus.Accepted), Tongban.Shared.Setup.Calendars.Load(), Day(today))!.Reading.Colour);

    [Fact]
    public void A_material_that_may_follow_is_owed_until_its_day_and_nothing_is_granted_without_it()
    {
        var it = Received();
        it.Mark("M1", MaterialState.Received, On("2026-09-14"));
        Refused("case.materials-missing", () => it.Accept(Terms, null, On("2026-09-14")));

        it.Accept(Terms with { Steps = [new("审批", "Decision")] }, Day("2026-09-18"), On("2026-09-14"));
        it.Claim(Officer, On("2026-09-15"));
        Refused("case.materials-owed", () => it.Agree(Officer, Guid.NewGuid(), On("2026-09-15")));
        it.HandIn("M2", Guid.NewGuid(), On("2026-09-16"));
        it.Mark("M2", MaterialState.Received, On("2026-09-16"));
        it.Agree(Officer, Guid.NewGuid(), On("2026-09-16"));

        Assert.Equal(CaseOutcome.Granted, it.Outcome);
    }

    [Fact]
    public void A_promise_that_was_missed_stays_missed_whatever_is_done_afterwards()
    {
        var it = In(CaseStatus.Accepted);
        it.Pause(SpecialProcedure.Testing, Day("2026-09-25"), Guid.NewGuid(), On("2026-09-22"));
        it.Resume(On("2026-09-25"));
        it.Extend(10, Guid.NewGuid(), On("2026-09-25"));
        Grant(it, On("2026-09-28"));

        Assert.Equal((Day("2026-09-20"), Day("2026-09-20")), (it.PromiseMissedOn, it.PromisedDueOn));
        Assert.Equal((null, 30), (it.StatutoryMissedOn, it.Statutory!.Total));
        Assert.Contains("\"inTime\":false,\"lateBy\":5", it.Unsaved[^1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_that_is_over_is_not_extended()
    {
        var it = In(CaseStatus.Accepted);
        var late = On("2026-10-30");

        Refused("case.extension-too-late", () => it.Extend(5, Guid.NewGuid(), late));
        it.Claim(Officer, late);
        Refused("case.extension-too-late", () => it.AskExtension(Officer, 5, Guid.NewGuid(), late));
    }

    [Fact]
    public void What_was_asked_for_is_declined_and_may_be_asked_for_again()
    {
        var it = In(CaseStatus.Accepted);
        var at = On("2026-09-15");
        Refused("case.extension-not-asked", () => it.DeclineExtension(Guid.NewGuid(), at));
        it.Claim(Officer, at);
        it.AskExtension(Officer, 5, Guid.NewGuid(), at);
        Refused("case.extension-asked-already", () => it.AskExtension(Officer, 3, Guid.NewGuid(), at));

        it.DeclineExtension(Guid.NewGuid(), at);

        Assert.Equal((null, null, Day("2026-09-20")), (it.ExtensionAsked, it.ExtendedBy, it.PromisedDueOn));
        it.AskExtension(Officer, 3, Guid.NewGuid(), at);
        Assert.Equal(3, it.ExtensionAsked);
    }

    [Fact]
    public void A_joint_matter_is_extended_by_fifteen_days_and_only_with_the_governments_approval()
    {
        var it = Received();
        Complete(it, On("2026-09-14"));
        it.Accept(Terms with { PromisedDays = 30, StatutoryDays = 45, ExtensionLimit = Case.LongestJointExtension, IsJoint = true }, null, On("2026-09-14"));

        Refused("case.extension-length", () => it.Extend(16, Guid.NewGuid(), On("2026-09-15"), "政函〔2026〕3号"));
        Refused("case.extension-approval", () => it.Extend(15, Guid.NewGuid(), On("2026-09-15")));
        it.Extend(15, Guid.NewGuid(), On("2026-09-15"), "政函〔2026〕3号");

        Assert.Equal((60, "政函〔2026〕3号"), (it.Statutory!.Total, it.ExtensionApproval));
    }

    [Fact]
    public void A_matter_whose_law_knows_no_extension_has_none()
    {
        var it = Received();
        Complete(it, On("2026-09-14"));
        it.Accept(Terms with { ExtensionLimit = 0 }, null, On("2026-09-14"));

        Assert.False(it.MayExtend);
        Refused("case.no-extension", () => it.Extend(1, Guid.NewGuid(), On("2026-09-15")));
    }

    [Theory]
    [InlineData("2026-09-29", DeliveryWay.PickUp, "2026-10-19", "2026-10-20", true)]
    [InlineData("2026-09-29", DeliveryWay.PickUp, "2026-10-19", "2026-10-19", false)]
    [InlineData("2026-12-28", DeliveryWay.PickUp, null, "2027-01-20", false)]
    public void A_decision_is_delivered_within_ten_working_days_and_an_unpublished_year_stops_nothing(string decided, DeliveryWay way, string? due, string closed, bool late)
    {
        var it = Received(decided);
        Complete(it, On(decided));
        it.Accept(Terms, null, On(decided));
        Grant(it, On(decided));
        Assert.Equal((due is null ? null : Day(due), true), (it.DeliveryDueOn, it.IsDeliveryOpen));

        it.Close(Guid.NewGuid(), On(closed));

        Assert.Equal((way, false, late), (it.Delivery, it.IsDeliveryOpen, it.IsDeliveredLate));
    }

    [Fact]
    public void In_which_order_a_days_moves_are_made_does_not_matter_to_its_days() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[1, 10], Gen.Int[1, 20]).Sample((day, days, stopped) =>
        {
            var (first, second) = (In(CaseStatus.Accepted), In(CaseStatus.Accepted));
            var at = On(Day("2026-09-14").AddDays(day).ToString("yyyy-MM-dd", null));
            var then = On(at.Today.AddDays(stopped).ToString("yyyy-MM-dd", null));
            first.Extend(days, Guid.NewGuid(), at);
            first.Pause(SpecialProcedure.Testing, at.Today.AddDays(1), Guid.NewGuid(), at);
            second.Pause(SpecialProcedure.Testing, at.Today.AddDays(1), Guid.NewGuid(), at);
            second.Extend(days, Guid.NewGuid(), at);
            first.Resume(then);
            second.Resume(then);

            return (first.PromisedDueOn, first.StatutoryDueOn, first.PromiseMissedOn) == (second.PromisedDueOn, second.StatutoryDueOn, second.PromiseMissedOn)
                && first.StatutoryDueOn >= In(CaseStatus.Accepted).StatutoryDueOn;
        });

    // A notice that is not out yet: New Year from Friday to Sunday, as it usually is.
    private static WorkCalendar WithNextYear()
    {
        var years = Directory.EnumerateFiles(Tongban.Shared.Setup.ShippedData.Folder("calendar"), "*.json").Order().Select(File.ReadAllText);
        return WorkCalendar.Parse([.. years, """{ "year": 2027, "notices": ["…"], "off": { "2027-01-01..2027-01-03": "元旦" }, "worked": [] }"""]);
    }
}
