using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Tests.Appointments;
using Tongban.Tests.Banks;
using Tongban.Tests.Benefits;
using Tongban.Tests.Cases;
using Tongban.Tests.Catalogue;
using Tongban.Tests.Devices;
using Tongban.Tests.Gate;
using Tongban.Tests.Halls;
using Tongban.Tests.Licences;
using Tongban.Tests.Mending;
using Tongban.Tests.Network;
using Tongban.Tests.OneThing;
using Tongban.Tests.Partners;
using Tongban.Tests.Queue;
using Tongban.Tests.Ratings;
using Tongban.Tests.Ratings.FairPlay;
using Tongban.Tests.Voices;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Shared.Writes;

/// <summary>
/// Every form of the program is pressed twice at the same instant in one of these journeys (<see cref="DoublePress"/>
/// checks each press). A form that is in none of them fails the last test.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class DoublePressTests
{
    private static readonly Dictionary<string, (Func<Task> Walk, string[] Presses)> Journeys = new()
    {
        ["a guest books, moves and cancels"] = (() => new OnlineBookingTests().A_guest_books_shows_it_moves_it_and_cancels_it(),
            ["/Appointments/Online/Choosing/Times OnPost", "/Appointments/Online/Holding/Who OnPost", "/Appointments/Online/Booked/Move OnPost", "/Appointments/Online/Booked/Show OnPostCancel"]),
        ["a booking is found and released at the desk"] = (() => new Appointments.DeskTests().Staff_find_a_booking_by_document_and_release_it_with_a_reason(),
            ["/Appointments/Desk/Bookings OnPost", "/Appointments/Desk/Bookings OnPostRelease"]),
        ["staff book a place"] = (() => new Appointments.DeskTests().Staff_book_a_staff_place_for_somebody_without_a_phone(), ["/Appointments/Desk/New OnPost"]),
        ["the places are set"] = (() => new Appointments.DeskTests().The_hall_manager_sets_the_places_of_days_not_planned_yet(), ["/Appointments/Desk/Measures OnPost"]),
        ["shares and the line's rate are set"] = (() => new Appointments.Releasing.ReleaseTests().The_manager_sets_shares_and_the_rate_of_the_line_and_sees_what_they_come_to(),
            ["/Appointments/Releasing/Releases OnPost", "/Appointments/Releasing/Releases OnPostEntrance", "/Appointments/Releasing/Releases OnPostWithdraw"]),
        ["a day is closed and those whom it touches are told and moved"] = (() => new ClosingTests().Whoever_is_touched_is_told_once_and_staff_can_move_the_booking(),
            ["/Appointments/Closing/Hours OnPost", "/Appointments/Closing/Hours OnPostTell", "/Appointments/Desk/Move OnPost"]),
        ["those whom a closing touches are moved together"] = (() => new ClosingTests().Several_are_moved_together_each_to_the_nearest_free_time(), ["/Appointments/Closing/MoveAll OnPost"]),
        ["a closing is withdrawn"] = (() => new ClosingTests().Closing_a_day_lists_its_bookings_blocks_new_ones_and_deletes_nothing(), ["/Appointments/Closing/Hours OnPostWithdraw"]),
        ["a guest waits, is offered a place and takes it"] = (() => new WaitingListTests().A_guest_waits_is_offered_what_somebody_gave_up_and_takes_it(),
            ["/Appointments/WaitingList/Register OnPost", "/Appointments/WaitingList/Show OnPostAccept"]),
        ["an offer is declined and the list is left"] = (() => new WaitingListTests().What_is_declined_goes_to_the_next_and_whoever_leaves_is_forgotten(),
            ["/Appointments/WaitingList/Show OnPostDecline", "/Appointments/WaitingList/Show OnPostLeave"]),
        ["a missed booking is forgiven"] = (() => new CreditTests().A_manager_forgives_with_a_reason_and_the_person_may_book_again(), ["/Appointments/Desk/Bookings OnPostForgive"]),
        ["an agency is exempt"] = (() => new CreditTests().An_agency_is_exempt_until_its_day_or_until_that_is_ended(), ["/Appointments/Credit/Exempt OnPost", "/Appointments/Credit/Exempt OnPostEnd"]),
        ["something is said and answered"] = (() => new VoiceJourneyTests().From_the_portal_over_a_transfer_an_answer_and_dissatisfaction_to_a_published_answer(),
            ["/Voices/Giving/New OnPost", "/Voices/Desk/Show OnPost", "/Voices/Giving/Mine OnPost"]),
        ["a call becomes a voice"] = (() => new TakingTests().A_call_becomes_a_voice_that_the_same_caller_urges_from_the_next(), ["/Voices/Hotline/Calls OnPost", "/Voices/Hotline/Call OnPost"]),
        ["the box is opened and a visit recorded"] = (() => new TakingTests().The_box_is_opened_by_two_each_card_is_entered_once_with_its_scan_and_a_visit_counts_from_its_day(),
            ["/Voices/Box/List OnPost", "/Voices/Box/Opening OnPost", "/Voices/Visits/Visits OnPost"]),
        ["a citizen signs in"] = (() => new Citizens.SignInTests().A_citizen_signs_in_sees_own_bookings_and_books_without_another_code(), ["/Citizens/SignIn OnPost", "/Appointments/Online/Holding/Who OnPostBook"]),
        ["a case from notice to result"] = (() => new CaseJourneyTests().From_one_notice_over_supplements_online_to_the_downloaded_result(),
            ["/Cases/Receiving/New OnPost", "/Cases/Accepting/Show OnPost", "/Cases/Working/Handle OnPost", "/Cases/Progress/Show OnPost", "/Cases/Progress/Show OnPostResult"]),
        ["an application online"] = (() => new CaseJourneyTests().Applied_for_online_with_uploads_and_the_code_is_shown(), ["/Cases/Receiving/Apply OnPost"]),
        ["what may follow is promised"] = (() => new CaseDepthTests().What_may_follow_needs_the_applicants_promise_and_ends_the_case_when_it_is_not_kept(), ["/Cases/Progress/Show OnPostPromise"]),
        ["what is held already is used"] = (() => new CaseDepthTests().What_an_earlier_case_holds_is_offered_and_its_origin_is_seen(), ["/Cases/Progress/Show OnPostUse"]),
        ["an application is withdrawn"] = (WithdrawAsync, ["/Cases/Progress/Show OnPostWithdraw"]),
        ["an inquiry"] = (() => new InquiryTests().Handed_over_and_accepted_on_the_pages(), ["/Cases/FirstAsked/Register OnPost", "/Cases/FirstAsked/Show OnPost"]),
        ["an item is edited"] = (() => new ItemEditingTests().A_draft_becomes_the_guide_on_its_day_and_not_before(),
            ["/Catalogue/Editing/Item OnPost", "/Catalogue/Editing/Edit OnPost", "/Catalogue/Editing/Version OnPost"]),
        ["a device is paired and revoked"] = (() => new PairingTests().A_device_shows_a_code_is_bound_opens_its_page_and_is_revoked_at_once(),
            ["/Devices/Start OnPost", "/Devices/List OnPostPair", "/Devices/List OnPostRevoke"]),
        ["a device's key is renewed"] = (() => new PairingTests().A_renewed_key_replaces_the_old_one_once_it_has_been_used(), ["/Devices/List OnPostRenew"]),
        ["a ticket at the gate"] = (() => new GatePageTests().A_ticket_comes_in_once_until_its_holder_went_out(), ["/Gate/Guard/Index OnPost", "/Gate/Guard/Index OnPostAgain", "/Gate/Guard/Index OnPostLeave"]),
        ["somebody is assisted at the gate"] = (() => new GatePageTests().Assists_somebody_without_a_phone_with_a_number_at_once_and_undoes(), ["/Gate/Guard/Index OnPostAssist", "/Gate/Guard/Index OnPostUndo"]),
        ["a walk-in, and one with two bookings"] = (GateAsync, ["/Gate/Guard/Index OnPostWalkIn", "/Gate/Guard/Index OnPostBooking"]),
        ["somebody whom the gate let in without contact"] = (() => new GateOfflineTests().Who_was_let_in_without_contact_is_entered_with_the_time_they_came_and_twice_is_flagged(), ["/Gate/Guard/Index OnPostLater"]),
        ["a zone is counted"] = (() => new GatePageTests().A_correction_needs_a_reason_and_the_number_that_was_seen(), ["/Gate/Guard/Zones OnPostCorrect"]),
        ["the gate's rules change"] = (() => new GatePageTests().Switching_the_rules_is_an_act_of_the_manager_with_a_reason(), ["/Gate/Guard/Zones OnPostProfile"]),
        ["a line is moved"] = (() => new HallPageTests().Moves_a_line_to_one_window_and_refuses_an_empty_one(), ["/Halls/Index OnPostMove"]),
        ["a window is opened from afar"] = (() => new HallPageTests().Opens_a_window_for_a_clerk_who_is_free(), ["/Halls/Index OnPostOpen"]),
        ["a window is paused and closed from afar"] = (() => new HallPageTests().Pauses_resumes_and_closes_a_window_from_afar_and_puts_its_visitor_back_in_line(),
            ["/Halls/Index OnPostPause", "/Halls/Index OnPostResume", "/Halls/Index OnPostClose"]),
        ["something is said to those who wait"] = (() => new HallPageTests().Says_something_to_those_who_wait_until_it_is_taken_down(), ["/Halls/Index OnPostSay", "/Halls/Index OnPostUnsay"]),
        ["a calling profile is made and somebody goes through the green channel"] = (() => new ProfilePageTests().A_profile_is_tried_out_on_the_line_saved_followed_by_its_windows_and_told_at_the_desk(),
            ["/Halls/Profiles/Edit OnPost", "/Queue/HelpDesk/Tickets OnPostGreen"]),
        ["a calling profile is deleted"] = (() => new ProfilePageTests().A_profile_that_no_window_follows_can_be_deleted_and_the_journal_keeps_what_it_was(), ["/Halls/Profiles/Edit OnPostDelete"]),
        ["precedence is taken back"] = (() => new ProfilePageTests().Who_says_so_at_the_kiosk_goes_through_a_green_channel_that_is_open_to_them_until_staff_take_it_back(), ["/Queue/HelpDesk/Tickets OnPostWithdraw"]),
        ["numbers are stopped"] = (() => new HallPageTests().Stops_a_groups_numbers_with_a_reason_and_gives_them_again(), ["/Halls/Index OnPostStop", "/Halls/Index OnPostTickets"]),
        ["numbers by hand"] = (() => new HallPageTests().Numbers_given_by_hand_join_the_line_with_their_time_and_never_clash_with_the_series(), ["/Halls/ByHand OnPost"]),
        ["the list for a power cut"] = (PowerCutAsync, ["/Halls/PowerCut OnPost"]),
        ["the day is closed and opened again"] = (CloseDayAsync, ["/Halls/Close OnPost", "/Halls/Close OnPostReopen"]),
        ["a colleague comes, gets posts and goes"] = (ColleagueAsync,
            ["/People/Administering/List OnPost", "/People/Administering/Member OnPostGive", "/People/Administering/Member OnPostEnd", "/People/Administering/Member OnPostReset", "/People/Administering/Member OnPostDisable", "/People/Administering/Member OnPostEnable",
             "/People/Administering/Member OnPostMark", "/People/Administering/Member OnPostForget"]),
        ["a company is founded at one go"] = (() => new FoundingTests().One_form_becomes_eight_cases_at_five_desks_and_a_bank_and_one_answer(),
            ["/OneThing/Applying/Form OnPost", "/OneThing/Applying/Form OnPostSave", "/OneThing/Desk/Step OnPost", "/OneThing/Desk/HandOver OnPost", "/OneThing/Progress/Show OnPostMend", "/OneThing/Progress/Credit OnPost", "/OneThing/Progress/Credit OnPostWithdraw"]),
        ["a visit to the bank is arranged"] = (() => new FoundingTests().The_bank_names_a_time_the_founder_another_and_both_agree_to_one(),
            ["/OneThing/Progress/Show OnPostAgree", "/OneThing/Progress/Show OnPostPropose"]),
        ["a draft is thrown away"] = (() => new FoundingTests().A_file_is_taken_back_and_a_draft_is_thrown_away_with_all_that_was_typed(),
            ["/OneThing/Applying/Form OnPostRemove", "/OneThing/Applying/Form OnPostDiscard"]),
        ["a step is tried again and an answer changed"] = (() => new FoundingTests().A_step_that_was_not_accepted_begins_anew_and_a_changed_answer_is_read_before_anything_is_decided(),
            ["/OneThing/Progress/Show OnPostRetry", "/OneThing/Progress/Show OnPostChange"]),
        ["a template is published and what runs is taken back"] = (() => new FoundingTests().A_version_published_meanwhile_does_not_touch_what_runs_and_taking_it_back_ends_every_step(),
            ["/OneThing/Editing/Version OnPost", "/OneThing/Progress/Show OnPostCancel"]),
        ["a template is added"] = (() => new FoundingTests().A_faulty_template_is_told_fault_by_fault_and_cannot_be_published(), ["/OneThing/Editing/List OnPost"]),
        ["a password and a second factor"] = (OwnAccountAsync, ["/People/Account OnPostPassword", "/People/Account OnPostSecondFactor", "/People/Account OnPostNoSecondFactor"]),
        ["a kiosk gives a number"] = (() => new KioskTests().From_the_first_page_to_the_number_it_is_three_touches(), ["/Queue/Kiosk/Who OnPost"]),
        ["a kiosk checks a booking in"] = (() => new KioskTests().A_booking_is_checked_in_by_its_code_and_a_second_scan_shows_the_same_number(), ["/Queue/Kiosk/CheckIn OnPost"]),
        ["a visitor comes back"] = (() => new TicketPageTests().Back_from_the_copier_one_press_puts_the_visitor_in_line_again(), ["/Queue/Ticket/Show OnPostReturn"]),
        ["a visitor leaves"] = (() => new TicketPageTests().The_visitor_cancels_and_the_line_moves_up(), ["/Queue/Ticket/Show OnPostCancel"]),
        ["the help desk puts somebody back"] = (() => new HelpDeskTests().Who_missed_the_call_and_has_no_phone_is_put_back_in_line_at_the_help_desk(), ["/Queue/HelpDesk/Tickets OnPostReturn"]),
        ["the help desk cancels a number"] = (() => new HelpDeskTests().A_number_is_found_by_its_slip_and_cancelled_for_its_holder(), ["/Queue/HelpDesk/Tickets OnPostCancel"]),
        ["the help desk takes a number"] = (() => new HelpDeskTests().A_number_taken_for_somebody_stands_in_the_kiosks_series_with_their_precedence(), ["/Queue/HelpDesk/Tickets OnPostTake"]),
        ["new hours of a place"] = (() => new NetworkEditingTests().New_hours_hold_from_their_day_and_not_before(), ["/Network/Editing/Hours OnPost"]),
        ["a place is described"] = (() => new NetworkEditingTests().A_places_facts_are_what_people_read(), ["/Network/Editing/Place OnPost"]),
        ["a department is edited"] = (() => NetworkAsync("/staff/departments/D02"), ["/Network/Editing/DepartmentEdit OnPost"]),
        ["a matter group is edited"] = (() => NetworkAsync("/staff/groups/SU"), ["/Network/Editing/GroupEdit OnPost"]),
        ["a window is edited"] = (() => NetworkAsync("/staff/places/H01/windows/W01"), ["/Network/Editing/WindowEdit OnPost"]),
        ["a zone is edited"] = (() => NetworkAsync("/staff/places/H01/zones/Z02"), ["/Network/Editing/ZoneEdit OnPost"]),
        ["a rating on the phone"] = (RateAsync, ["/Ratings/Giving/Rate OnPost"]),
        ["a bad rating is mended, answered and rated again"] = (() => new MendingJourneyTests().A_person_who_is_not_satisfied_opens_it_again_by_the_link_and_a_forged_link_is_nothing(),
            ["/Mending/Show OnPost", "/Mending/Person OnPost"]),
        ["the rated appeals"] = (() => new MendingJourneyTests().The_rated_sees_nothing_until_told_appeals_with_evidence_and_somebody_else_decides(), ["/Mending/AboutMe OnPost"]),
        ["a plate sends the link"] = (() => new CollectingTests().The_plate_of_a_window_sends_the_link_to_the_phone_that_was_left_and_tells_nobody_else_anything(), ["/Ratings/AtWindow/Window OnPost"]),
        ["somebody is asked on the phone"] = (() => new CollectingTests().Asked_on_the_phone_by_somebody_else_and_written_down_as_such_once(), ["/Ratings/WritingDown/AskOne OnPost"]),
        ["a paper form"] = (() => new CollectingTests().A_paper_form_counts_when_two_people_have_read_the_same(), ["/Ratings/WritingDown/Paper OnPost", "/Ratings/WritingDown/PaperAgain OnPost"]),
        ["a hotline answer is recorded"] = (() => new CollectingTests().What_no_window_records_is_recorded_and_can_be_rated(), ["/Ratings/Recording/Record OnPost"]),
        ["a rating at a terminal"] = (() => new CollectingTests().At_a_terminal_a_ticket_is_rated_once_and_the_screen_forgets(), ["/Ratings/Terminal/TerminalRate OnPost"]),
        ["a rating at the window"] = (() => RateAtWindowAsync(), ["/Ratings/Evaluator/EvaluatorRate OnPost", "/Devices/Start OnPostDemo"]),
        ["all keys of a desk"] = (DeskKeysAsync,
            ["/Windows/Desk/Choose OnPost", "/Windows/Desk/Index OnPostNext", "/Windows/Desk/Index OnPostUndo", "/Windows/Desk/Index OnPostNumber", "/Windows/Desk/Index OnPostRecall", "/Windows/Desk/Index OnPostMiss",
             "/Windows/Desk/Index OnPostBegin", "/Windows/Desk/Index OnPostPark", "/Windows/Desk/Index OnPostTransfer", "/Windows/Desk/Index OnPostFinish", "/Windows/Desk/Index OnPostPause", "/Windows/Desk/Index OnPostHelp",
             "/Windows/Desk/Index OnPostDisarm", "/Windows/Desk/Index OnPostLeave"]),
        ["a batch comes in and a set is given and taken back"] = (() => new BenefitPagesTests().A_batch_comes_in_a_set_is_given_found_again_and_taken_back(),
            ["/Benefits/Stocking/Index OnPost", "/Benefits/Giving/New OnPost", "/Benefits/Giving/Show OnPost"]),
        ["a month of the benefits is closed"] = (() => new BenefitPagesTests().The_month_is_reported_printed_written_out_and_closed(), ["/Benefits/Months/Month OnPost"]),
        ["a bank waives a fee"] = (() => new BankTests().A_bank_records_a_waived_fee_once_and_sees_its_sums_and_no_other_banks(), ["/Banks/Desk/Index OnPost"]),
        ["a bank takes a lead up"] = (() => new BankTests().A_bank_sees_of_a_lead_exactly_what_was_agreed_to_and_nothing_once_it_is_taken_back(), ["/Banks/Desk/Leads OnPost"]),
        ["a batch leaves the books"] = (() => new BatchReversalTests().What_was_entered_wrongly_leaves_the_books_for_a_reason_and_what_was_given_stays(), ["/Benefits/Stocking/Batch OnPost"]),
        ["a waiver is reversed"] = (() => new BankTests().A_waiver_recorded_by_mistake_is_reversed_by_its_own_bank_and_counts_no_more(), ["/Banks/Desk/Waiver OnPost"]),
        ["what was promised follows"] = (() => new ClosingACompanyTests().A_company_leaves_the_register_with_its_licence_and_what_was_promised_follows_before_it_is_decided(), ["/OneThing/Progress/Show OnPostFollow", "/OneThing/Applying/Form OnPostUse"]),
        ["a partner's system is registered and switched off"] = (() => new WebhookTests().An_administrator_registers_a_system_whose_secret_is_shown_once(),
            ["/Partners/Desk/List OnPost", "/Partners/Desk/Show OnPostSecret", "/Partners/Desk/Show OnPostSigning", "/Partners/Desk/Show OnPostAddress", "/Partners/Desk/Show OnPostKey", "/Partners/Desk/Show OnPostSwitch"]),
        ["what a partner choked on is sent again"] = (() => new WebhookTests().One_event_that_is_choked_on_stops_no_others_and_is_sent_again_by_hand(), ["/Partners/Desk/Show OnPostAgain"]),
        ["an odd rating is taken out and put back"] = (() => new FairPlayTests().A_supervisor_takes_ratings_out_with_a_reason_they_count_nowhere_stay_readable_and_come_back(), ["/Ratings/FairPlay/Alert OnPost"]),
        ["days of the past are looked through"] = (() => new FairPlayTests().Whoever_was_rated_neither_sees_nor_judges_it_and_the_past_can_be_looked_through(), ["/Ratings/FairPlay/Alerts OnPost"]),
        ["ratings that were never told are told"] = (() => new ProvinceRatingsTests().Ratings_given_here_go_there_in_its_fields_with_what_counts_no_more_and_the_days_agree(), ["/Partners/Desk/Ratings OnPostTell"]),
        ["ratings are fetched and what was refused is tried again"] = (() => new ProvinceRatingsTests().Ratings_of_the_provinces_pages_are_taken_once_and_what_is_not_known_here_is_refused_and_listed(), ["/Partners/Desk/Ratings OnPostAddress", "/Partners/Desk/Ratings OnPostAgain"]),
        ["a licence is reissued and revoked"] = (LicenceAsync, ["/Licences/Keeping/Show OnPost"]),
        ["a clerk looks at a name"] = (LookAtNameAsync, ["/Windows/Desk/Index OnPostName"]),
    };

    public static TheoryData<string> All => new(Journeys.Keys);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Pressed_twice_at_once_it_is_one_act_and_one_answer_and_with_other_content_it_is_refused(string journey)
    {
        var (walk, presses) = Journeys[journey];
        using var twice = DoublePress.Begin();

        await walk();

        Assert.Empty(presses.Except(twice.Handlers));
    }

    [Fact]
    public async Task Every_form_is_pressed_twice_in_some_journey_or_stands_in_the_table_with_its_reason()
    {
        await using var app = await TongbanApp.StartAsync();
        var loader = app.Services.GetRequiredService<PageLoader>();
        var pages = app.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>();
        var handlers = new List<string>();
        foreach (var page in pages.DistinctBy(page => page.ViewEnginePath))
        {
            var loaded = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            handlers.AddRange(loaded.HandlerMethods.Where(handler => handler.HttpMethod.Equals("POST", StringComparison.OrdinalIgnoreCase)).Select(handler => DoublePress.NameOf(page.ViewEnginePath, handler.MethodInfo.Name)));
        }

        var pressed = Journeys.Values.SelectMany(journey => journey.Presses).ToList();
        Assert.True(handlers.Count > 70);
        Assert.Empty(handlers.Except(pressed).Except(HouseRules.PressedOtherwise.Keys));
        Assert.Empty(HouseRules.PressedOtherwise.Keys.Concat(pressed).Except(handlers));
    }

    [Fact]
    public void Every_form_has_a_key_unless_it_stands_in_the_table()
    {
        var root = Path.Combine(HouseRules.Repository(), "src", "Tongban");
        var keyless = Directory.EnumerateFiles(root, "*.cshtml", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => file.Text.Split("method=\"post\"").Length > file.Text.Split("<tb-key-field").Length)
            .Select(file => file.Path).Order(StringComparer.Ordinal);

        Assert.Equal(HouseRules.FormsWithoutKey.Keys.Order(StringComparer.Ordinal), keyless);
    }

    private static async Task WithdrawAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        var applicant = await desk.ApplicantAsync(it);

        Good(await applicant.SubmitAsync($"/progress/{it.Number}", [], "#withdraw"));
    }

    private static async Task GateAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var id = app.Id(Guest.Id);
        await app.BookedAsync(hall, await hall.SlotAsync(1), id: id);
        await app.ForgetAllowancesAsync();
        await app.BookedAsync(hall, await hall.SlotAsync(1, "10:30"), id: id);
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        Good(await guard.SubmitAsync("/gate", new() { ["zoneId"] = hall.Zone.Id.ToString() }, "#walk-in"));
        var choice = await (await guard.SubmitAsync("/gate", new() { ["Scan"] = Guest.Id }, "#scan")).PageAsync();
        var code = choice.QuerySelector("#choice button[name=code]")!.GetAttribute("value")!;
        Good(await guard.FollowAsync(await guard.SubmitRawAsync(choice, new() { ["code"] = code }, "#choice")));
    }

    // Saved as it stands.
    private static async Task NetworkAsync(string address)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var boss = await hall.SignedInAsync("boss", Role.Administrator);

        Good(await boss.SubmitAsync(address, []));
    }

    private static async Task PowerCutAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        Good(await manager.SubmitAsync("/staff/hall/power-cut", [], "#printed"));
    }

    private static async Task CloseDayAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        Good(await manager.SubmitAsync("/staff/hall/close", [], "#close"));
        Good(await manager.SubmitAsync("/staff/hall/close", [], "#reopen"));
    }

    private static async Task ColleagueAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var boss = await hall.SignedInAsync("boss", Role.Administrator);
        var made = await boss.SubmitAsync("/staff/people", new() { ["Name"] = "zhou", ["FullName"] = "周敏" }, "#new");
        Good(made);
        var member = made.RequestMessage!.RequestUri!.AbsolutePath;

        Good(await boss.SubmitAsync(member, new() { ["Role"] = "Guard" }, "#give"));
        Good(await boss.SubmitAsync(member, [], "form[id^=end-]"));
        Good(await boss.SubmitAsync(member, [], "#reset"));
        Good(await boss.SubmitAsync(member, [], "#disable"));
        Good(await boss.SubmitAsync(member, [], "#enable"));
        Good(await boss.SubmitAsync(member, new() { ["Phone"] = "13900001111" }, "#mark"));
        Good(await boss.SubmitAsync(member, [], "#forget"));
    }

    private static async Task OwnAccountAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var clerk = await hall.SignedInAsync("li", Role.Clerk);
        var secret = (await clerk.PageAsync("/staff/account")).QuerySelector("code")!.TextContent;

        Good(await clerk.SubmitAsync("/staff/account", new() { ["Code"] = Totp(secret) }, "#second-factor"));
        Good(await clerk.SubmitAsync("/staff/account", new() { ["Present"] = Hall.Password }, "#no-second-factor"));
        Good(await clerk.SubmitAsync("/staff/account", new() { ["Present"] = Hall.Password, ["Chosen"] = "Spring-2027", ["Again"] = "Spring-2027" }, "#password"));
    }

    private static async Task RateAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var service = await Served.ServiceAsync(app, hall);

        Good(await app.NewBrowser().SubmitAsync($"/rate/{service.Token}", Served.Form(RatingLevel.Satisfied)));
    }

    private static async Task RateAtWindowAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var tablet = await Served.EvaluatorAsync(app, hall, hall.Windows[0]);
        var service = await Served.ServiceAsync(app, hall);

        Good(await tablet.SubmitAsync($"/evaluator/rate/{service.Token}", Served.Form(RatingLevel.Satisfied), "#rate"));
    }

    private static async Task DeskKeysAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        var counter = new Counter(app, hall);
        await counter.SitDownAsync(1);
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        var clerk = await DeskPageTests.SeatedAsync(hall, "li", 0);
        async Task PressAsync(string key, Dictionary<string, string>? fields = null) =>
            Good(await clerk.FollowAsync(await DeskPageTests.Press(clerk, await clerk.PageAsync("/desk"), key, fields)));

        await PressAsync("Next");
        var leg = await app.WithDbAsync(db => db.Set<Tongban.Queue.Leg>().Where(one => one.WindowId == hall.Windows[0].Id).Select(one => one.Id).SingleAsync());
        await PressAsync("Undo", new() { ["leg"] = leg.ToString() });
        await PressAsync("Number", new() { ["number"] = "A002" });
        foreach (var _ in Enumerable.Range(0, 2))
        {
            app.Time.Advance(TimeSpan.FromSeconds(11));
            await PressAsync("Recall");
        }

        await PressAsync("Miss");
        await PressAsync("Next");
        await PressAsync("Begin");
        await PressAsync("Park", new() { ["Note"] = "去复印" });
        await PressAsync("Number", new() { ["number"] = "A003" });
        await PressAsync("Transfer", new() { ["to"] = $"w:{hall.Windows[1].Id}" });
        await PressAsync("Number", new() { ["number"] = "A001" });
        await PressAsync("Begin");
        await PressAsync("Finish");
        await PressAsync("Next");
        await PressAsync("Disarm");
        await PressAsync("Pause");
        await PressAsync("Pause");
        await PressAsync("Help");
        await PressAsync("Leave");
    }

    private static async Task LicenceAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        await LicenceTests.ReissuedAndRevokedAsync(app);
    }

    private static async Task LookAtNameAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        Assert.Equal(Appointments.Desk.Done, await app.TryAsync(services => services.GetRequiredService<Tongban.Queue.Arrival>().CheckInAsync(booking.Code, Actor.Guest)));
        var clerk = await DeskPageTests.SeatedAsync(hall, "li", 0);
        await DeskPageTests.PressAsync(clerk, "Next");

        Good(await clerk.SubmitAsync("/desk", new() { ["why"] = "check-document" }, "#name"));
    }

    private static void Good(HttpResponseMessage answer) => Assert.Equal((HttpStatusCode.OK, null), (answer.StatusCode, answer.RefusalCode()));

    // RFC 6238 with the machine's time: what an app on the phone shows.
    private static string Totp(string base32)
    {
        var bits = string.Concat(base32.Trim().ToUpperInvariant().Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(n => Convert.ToByte(bits.Substring(n * 8, 8), 2)).ToArray();
        var step = BitConverter.GetBytes(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        Array.Reverse(step);
        var hash = HMACSHA1.HashData(key, step);
        var at = hash[^1] & 0xf;
        var number = ((hash[at] & 0x7f) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return $"{number % 1_000_000:000000}";
    }
}
