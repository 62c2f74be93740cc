namespace Tongban.People;

/// <summary>What somebody may do. A page or endpoint names the one it needs; roles are sets of them.</summary>
public enum Permission
{
    /// <summary>Sign in to a window, call and serve.</summary>
    ServeAtWindow,

    /// <summary>See every window of the hall, open and close it, move queues, stop tickets.</summary>
    ManageHall,

    /// <summary>Let people in at a gate and count who is inside.</summary>
    GuardGate,

    /// <summary>Receive applications and accept cases.</summary>
    AcceptCases,

    /// <summary>Work on steps and decide cases of one's own department.</summary>
    DecideCases,

    /// <summary>Approve extensions and a second notice; override with a reason.</summary>
    LeadCases,

    /// <summary>Work on the steps of one-things (一件事) that one's own body is responsible for; a bank and a seal maker too.</summary>
    HandleSteps,

    /// <summary>Watch over the clocks of cases: what is at risk today (督办). A head of department their own, the centre's managers all.</summary>
    WatchCases,

    /// <summary>Edit items and publish versions.</summary>
    EditCatalogue,

    /// <summary>Create and disable staff, post them, pair devices, edit the network.</summary>
    Administer,

    /// <summary>Read the journal and see unmasked data with a stated reason.</summary>
    Audit,

    /// <summary>Look up and release bookings for a person at the desk.</summary>
    HelpWithBookings,

    /// <summary>Put a booking on top of a time that is full, for a reason.</summary>
    Overbook,

    /// <summary>Decide that a missed booking does not count.</summary>
    ForgiveMissed,

    /// <summary>Register inquiries, answer them or hand them over (首问负责).</summary>
    AnswerInquiries,

    /// <summary>Read ratings and figures of the centre.</summary>
    ReadFigures,

    /// <summary>Work on bad ratings (差评整改): a head of department their body's, the centre's managers all; never one of oneself.</summary>
    MendRatings,

    /// <summary>Ask on the phone for a rating, enter paper forms, print plates (电话邀评、纸质评价): never of one's own service.</summary>
    CollectRatings,

    /// <summary>Judge findings, appeals and odd ratings, publish results (复核、异常评价研判、公开): never one's own work.</summary>
    ReviewRectifications,

    /// <summary>Take voices (诉求) from the hotline and the suggestion box.</summary>
    TakeVoices,

    /// <summary>Record who came on the director's day (领导接待日) and what was said: the director too.</summary>
    HearVisitors,

    /// <summary>Answer voices: who works for a body that body's, the centre's people all.</summary>
    HandleVoices,

    /// <summary>Agree to a second transfer or to more time, publish answers (督办、审核): never one's own work.</summary>
    ReviewVoices,

    /// <summary>Keep the benefits ledger: receive batches, grant, reverse, close months.</summary>
    KeepBenefits,

    /// <summary>Record what one's own bank waives and follow its leads.</summary>
    ServeBank,
}
