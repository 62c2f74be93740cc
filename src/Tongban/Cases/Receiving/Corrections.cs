using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases;

/// <summary>Reads what is typed into the fields that were marked, by the rules of the form in which they stood first.</summary>
public sealed class Corrections(CaseMoments moments, HallClock clock, PersonalData personal)
{
    /// <summary>Takes what was typed; an empty field is left as it is.</summary>
    /// <remarks>Refusals: those of the kernel's types, <c>case.name</c>, <c>case.handler</c>, <c>case.address-missing</c>, <c>case.field-not-asked</c>.</remarks>
    public void Take(Case of, IReadOnlyDictionary<CaseField, string?> typed, Actor by)
    {
        var at = moments.By(by);
        foreach (var (field, value) in typed.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)))
        {
            One(of, field, value!.Trim(), at);
        }
    }

    /// <summary>Corrected while the applicant stands there: nothing to send back and nothing left to check (Art. 32 (3), 当场更正).</summary>
    public void TakeAtWindow(Case of, IReadOnlyDictionary<CaseField, string?> typed, Actor by)
    {
        var at = moments.By(by);
        foreach (var field in typed.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).Select(pair => pair.Key))
        {
            of.MarkField(field, faulty: true, at);
            Take(of, new Dictionary<CaseField, string?> { [field] = typed[field] }, by);
            of.MarkField(field, faulty: false, at);
        }
    }

    private void One(Case of, CaseField field, string value, CaseMoment at)
    {
        switch (field)
        {
            case CaseField.Name:
                Refusal.Unless(value.Length <= Case.MaxName, "case.name");
                of.Correct(field, value, at);
                break;
            case CaseField.Handler:
                Refusal.Unless(value.Length <= Case.MaxName, "case.handler");
                of.Correct(field, value, at);
                break;
            case CaseField.Uscc:
                of.Correct(field, UnifiedSocialCreditCode.Parse(value).Value, at);
                break;
            case CaseField.IdNumber:
                of.Correct(field, personal.Seal(Sealed.IdNumber, IdDocument.Parse(value, clock.Today).Value), at);
                break;
            case CaseField.Phone:
                of.Correct(field, personal.Seal(Sealed.Phone, MobileNumber.Parse(value).Value), at);
                break;
            default:
                Refusal.Unless(value.Length <= ApplicantForm.MaxAddress, "case.address-missing");
                of.Correct(field, personal.Seal(Sealed.Address, value), at);
                break;
        }
    }
}
