using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>Several applicants, and agents whose authorisation is checked whenever they act.</summary>
public sealed partial class Case
{
    public const int MostParties = 20;

    private readonly List<CaseParty> parties = [];

    public IReadOnlyList<CaseParty> Parties => parties;

    /// <summary>The co-applicants of today.</summary>
    public IReadOnlyList<CaseParty> CoApplicants => [.. parties.Where(party => party is { Kind: PartyKind.CoApplicant, EndedAt: null })];

    /// <summary>Adds a co-applicant, or an agent with the days and acts of the authorisation.</summary>
    public CaseParty AddParty(PartyGiven given, CaseMoment at)
    {
        RefuseIfOver();
        Refusal.Unless(parties.Count < MostParties, "case.too-many-parties", MostParties);
        Refusal.Unless(given.Kind == PartyKind.CoApplicant || (given.From <= given.Until && given.Until >= at.Today), "case.authorisation-days");
        Refusal.Unless(given.Kind == PartyKind.CoApplicant || given.May.Count > 0, "case.authorisation-scope");
        Refusal.Unless(given.IdNumber.Hash != IdHash && parties.All(party => party.IsOver(at.Today) || party.IdHash != given.IdNumber.Hash), "case.party-twice");
        var party = new CaseParty(CentreId, Id, parties.Count + 1, given, at);
        parties.Add(party);
        Happened("case.party-added", at.Now, at.By, new { party.Number, kind = given.Kind.ToString(), from = given.From, until = given.Until });
        return party;
    }

    /// <summary>A co-applicant leaves, or the authorisation is taken back.</summary>
    public void EndParty(int number, CaseMoment at)
    {
        RefuseIfOver();
        var party = parties.SingleOrDefault(party => party.Number == number && party.EndedAt is null) ?? throw new Refusal("case.unknown-party");
        party.End(at);
        Happened("case.party-ended", at.Now, at.By, new { number });
    }

    /// <summary>Somebody brought something for the applicant: whether their authorisation holds today.</summary>
    public void RefuseUnlessMay(int? party, PartyAct act, CaseMoment at)
    {
        if (party is not { } number)
        {
            return;
        }

        var who = parties.SingleOrDefault(one => one.Number == number) ?? throw new Refusal("case.unknown-party");
        Refusal.Unless(who.IsValid(at.Today), "case.authorisation-over");
        Refusal.Unless(who.Allows(act), "case.authorisation-not-for");
    }

    private void RefuseIfOver() =>
        Refusal.Unless(Status is not (CaseStatus.NotAccepted or CaseStatus.Withdrawn or CaseStatus.Terminated) && DeliveredAt is null, "case.not-now");
}
