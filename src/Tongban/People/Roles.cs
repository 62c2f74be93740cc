using System.Collections.Frozen;

namespace Tongban.People;

/// <summary>A role is a set of permissions, given per centre by a <see cref="Post"/>.</summary>
public enum Role
{
    Clerk,
    Guide,
    Guard,
    Approver,
    DepartmentHead,
    HallManager,
    CatalogueEditor,
    Administrator,
    Auditor,
    Director,

    /// <summary>Of a body outside the administration (bank, seal maker, post): its own steps and nothing else.</summary>
    Partner,

    /// <summary>惠企台账员: keeps the benefits ledger.</summary>
    BenefitsClerk,

    /// <summary>好差评专员: calls back after bad ratings, follows and reviews what is mended, collects ratings.</summary>
    RatingsOfficer,

    /// <summary>诉求受理员: answers the hotline, opens the box, sends each voice to the body that answers it.</summary>
    VoicesOfficer,

    /// <summary>银行驻点人员: at the window of a partner bank.</summary>
    BankClerk,
}

public static class Roles
{
    private static readonly FrozenDictionary<Role, Permission[]> Sets = new Dictionary<Role, Permission[]>
    {
        [Role.Clerk] = [Permission.ServeAtWindow, Permission.AcceptCases, Permission.HelpWithBookings, Permission.AnswerInquiries],
        [Role.Guide] = [Permission.HelpWithBookings, Permission.CollectRatings, Permission.AnswerInquiries],
        [Role.Guard] = [Permission.GuardGate, Permission.AnswerInquiries],
        [Role.Approver] = [Permission.DecideCases, Permission.HandleSteps, Permission.HandleVoices, Permission.AnswerInquiries],
        [Role.DepartmentHead] = [Permission.DecideCases, Permission.HandleSteps, Permission.LeadCases, Permission.WatchCases, Permission.ReadFigures, Permission.MendRatings, Permission.HandleVoices, Permission.AnswerInquiries],
        [Role.HallManager] = [Permission.ManageHall, Permission.HelpWithBookings, Permission.Overbook, Permission.ForgiveMissed, Permission.GuardGate, Permission.WatchCases, Permission.ReadFigures, Permission.CollectRatings, Permission.MendRatings, Permission.ReviewRectifications, Permission.TakeVoices, Permission.HearVisitors, Permission.HandleVoices, Permission.ReviewVoices, Permission.AnswerInquiries],
        [Role.CatalogueEditor] = [Permission.EditCatalogue],
        [Role.Administrator] = [Permission.Administer],
        [Role.Auditor] = [Permission.Audit, Permission.ReadFigures],
        [Role.Director] = [Permission.WatchCases, Permission.ReadFigures, Permission.MendRatings, Permission.ReviewRectifications, Permission.HearVisitors, Permission.HandleVoices, Permission.ReviewVoices],
        [Role.Partner] = [Permission.HandleSteps],
        [Role.BenefitsClerk] = [Permission.KeepBenefits, Permission.AnswerInquiries],
        [Role.RatingsOfficer] = [Permission.CollectRatings, Permission.MendRatings, Permission.ReviewRectifications, Permission.ReadFigures, Permission.AnswerInquiries],
        [Role.VoicesOfficer] = [Permission.TakeVoices, Permission.HearVisitors, Permission.HandleVoices, Permission.AnswerInquiries],
        [Role.BankClerk] = [Permission.ServeAtWindow, Permission.HandleSteps, Permission.HelpWithBookings, Permission.AnswerInquiries, Permission.ServeBank],
    }.ToFrozenDictionary();

    public static IReadOnlyList<Permission> PermissionsOf(Role role) => Sets[role];
}
