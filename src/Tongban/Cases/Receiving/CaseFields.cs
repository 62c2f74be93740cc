using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases;

/// <summary>What an application says of its applicant, field by field.</summary>
public enum CaseField
{
    Name,
    Uscc,
    Handler,
    IdNumber,
    Phone,
    Address,
}

public enum FieldState
{
    /// <summary>Not as it must be; the notice says why.</summary>
    Faulty,

    /// <summary>Corrected by the applicant, not yet checked.</summary>
    Corrected,

    /// <summary>Checked and in order.</summary>
    InOrder,
}

/// <summary>A field of the application that was found wrong once. The others have no row.</summary>
public sealed class CaseFieldFault
{
    private CaseFieldFault()
    {
    }

    internal CaseFieldFault(Guid centreId, Guid caseId, CaseField field) => (CentreId, CaseId, Field) = (centreId, caseId, field);

    public Guid CentreId { get; private set; }

    public Guid CaseId { get; private set; }

    public CaseField Field { get; private set; }

    public FieldState State { get; private set; }

    /// <summary>Number of the notice that first asked for it; null when none did.</summary>
    public int? NoticeNumber { get; private set; }

    internal void Become(FieldState state) => State = state;

    internal void AskedBy(int notice) => NoticeNumber = State == FieldState.Faulty ? NoticeNumber ?? notice : NoticeNumber;
}

/// <summary>Marks on the very fields (退回补正到字段), and their correction by who applies.</summary>
public sealed partial class Case
{
    private readonly List<CaseFieldFault> fields = [];

    public IReadOnlyList<CaseFieldFault> Fields => fields;

    public IReadOnlyList<CaseFieldFault> FaultyFields => [.. fields.Where(row => row.State == FieldState.Faulty)];

    /// <summary>The fields that the applicant is asked to correct now.</summary>
    public IReadOnlyList<CaseFieldFault> AskedFields => [.. FaultyFields.Where(row => row.NoticeNumber is not null)];

    /// <summary>Fields that an application of this kind has.</summary>
    public IReadOnlyList<CaseField> OwnFields =>
        [.. Enum.GetValues<CaseField>().Where(one => one switch
        {
            CaseField.Uscc or CaseField.Handler => HandlerName is not null,
            CaseField.Address => Delivery == DeliveryWay.Post,
            _ => true,
        })];

    /// <summary>What the clerk finds of a field.</summary>
    public void MarkField(CaseField field, bool faulty, CaseMoment at)
    {
        Need(CaseMove.Mark);
        Refusal.Unless(OwnFields.Contains(field), "case.unknown-field");
        var row = fields.SingleOrDefault(row => row.Field == field);
        var state = faulty ? FieldState.Faulty : FieldState.InOrder;
        if (row is null && faulty)
        {
            fields.Add(row = new CaseFieldFault(CentreId, Id, field));
        }
        else if (row is null || row.State == state)
        {
            return;
        }

        row.Become(state);
        Happened("case.field-marked", at.Now, at.By, new { field = field.ToString(), faulty });
    }

    /// <summary>A text of the application is corrected: name, handler or credit code, as its kind reads it.</summary>
    public void Correct(CaseField field, string text, CaseMoment at)
    {
        var row = ToCorrect(field);
        (ApplicantName, HandlerName, Uscc) = field switch
        {
            CaseField.Name => (PersonName.MustBePlain(text), HandlerName, Uscc),
            CaseField.Handler => (ApplicantName, PersonName.MustBePlain(text), Uscc),
            CaseField.Uscc => (ApplicantName, HandlerName, text),
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };
        Corrected(row, at);
    }

    /// <summary>An identifier is corrected: identity number, phone or address, sealed.</summary>
    public void Correct(CaseField field, Sealed value, CaseMoment at)
    {
        var row = ToCorrect(field);
        switch (field)
        {
            case CaseField.IdNumber:
                (IdCipher, IdHash) = (value.Cipher, value.Hash);
                break;
            case CaseField.Phone:
                (PhoneCipher, PhoneHash) = (value.Cipher, value.Hash);
                break;
            case CaseField.Address:
                AddressCipher = value.Cipher;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(field));
        }

        Corrected(row, at);
    }

    private CaseFieldFault ToCorrect(CaseField field)
    {
        Need(CaseMove.HandIn);
        return FaultyFields.SingleOrDefault(row => row.Field == field) ?? throw new Refusal("case.field-not-asked");
    }

    private void Corrected(CaseFieldFault row, CaseMoment at)
    {
        row.Become(FieldState.Corrected);
        Happened("case.field-corrected", at.Now, at.By, new { field = row.Field.ToString() });
        SupplementIfComplete(at);
    }
}
