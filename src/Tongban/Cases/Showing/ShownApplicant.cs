using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases.Showing;

/// <summary>The applicant as a member of staff sees them: in full for a while after saying why, masked otherwise.</summary>
public sealed record ShownApplicant(string Name, string? Handler, string Phone, string IdNumber, bool IsInFull)
{
    public static readonly TimeSpan InFullFor = TimeSpan.FromMinutes(10);

    public static ShownApplicant Masked(Case of, PersonalData personal)
    {
        var all = InFull(of, personal);
        var handler = all.Handler is null ? null : Masking.Name(all.Handler);
        return new ShownApplicant(of.ShownName, handler, Masking.Phone(all.Phone), Masking.Id(all.IdNumber), false);
    }

    public static ShownApplicant InFull(Case of, PersonalData personal) =>
        new(of.ApplicantName, of.HandlerName, Open(of.PhoneCipher, personal), Open(of.IdCipher, personal), true);

    /// <summary>One field of the application; an address is looked at where the result is posted, nowhere else.</summary>
    public string Of(CaseField field, Case of) => field switch
    {
        CaseField.Name => Name,
        CaseField.Uscc => of.Uscc ?? "",
        CaseField.Handler => Handler ?? "",
        CaseField.IdNumber => IdNumber,
        CaseField.Phone => Phone,
        _ => "",
    };

    private static string Open(string? cipher, PersonalData personal) => cipher is null ? "" : personal.Open(new Sealed(cipher, ""));
}
