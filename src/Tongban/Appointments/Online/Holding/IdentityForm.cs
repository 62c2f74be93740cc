using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Words;

namespace Tongban.Appointments.Online.Holding;

/// <summary>Who comes, as typed. What was stored before is shown masked; sent back masked, it stays as it is.</summary>
public sealed class IdentityForm
{
    public const string Card = "card";
    public const string Other = "other";
    private const int LongestNumber = 40;

    [Required, StringLength(Appointment.LongestName, MinimumLength = 2)]
    public string Name { get; set; } = "";

    /// <summary><see cref="Card"/> or <see cref="Other"/>.</summary>
    public string Document { get; set; } = Card;

    [Required, StringLength(LongestNumber)]
    public string Number { get; set; } = "";

    [Required, StringLength(LongestNumber)]
    public string Phone { get; set; } = "";

    public bool WantsHelp { get; set; }

    /// <summary>Fills the form with what is known, masked.</summary>
    public static IdentityForm Of(string name, Sealed? idNumber, Sealed? phone, PersonalData personal) => new()
    {
        Name = name,
        Number = idNumber is null ? "" : Masking.Id(personal.Open(idNumber)),
        Phone = phone is null ? "" : Masking.Phone(personal.Open(phone)),
    };

    /// <summary>The sealed document; an error on its field and null when it cannot be one.</summary>
    public Sealed? ReadNumber(Sealed? known, DateOnly today, IdentityReader reader) =>
        reader.IsMasked(Number, known, Masking.Id) ? known : reader.Read("Form.Number", Sealed.IdNumber, () => Document == Other ? OtherNumber(Number) : IdDocument.Parse(Number, today).Value);

    public Sealed? ReadPhone(Sealed? known, IdentityReader reader) =>
        reader.IsMasked(Phone, known, Masking.Phone) ? known : reader.Read("Form.Phone", Sealed.Phone, () => MobileNumber.Parse(Phone).Value);

    /// <summary>Without what no name has and no database takes: control characters, outer space.</summary>
    public static string CleanName(string typed) => new string([.. typed.Where(c => !char.IsControl(c))]).Trim();

    /// <summary>A document's number without the spaces and dashes people put in.</summary>
    public static string PlainNumber(string typed) => new string([.. typed.Where(c => !char.IsWhiteSpace(c) && c != '-')]).ToUpperInvariant();

    // Passports and travel documents of many countries: letters and digits is all that can be said of them.
    internal static string OtherNumber(string typed)
    {
        var text = PlainNumber(typed);
        Refusal.Unless(text.Length is >= 5 and <= 20 && text.All(char.IsAsciiLetterOrDigit), "appointment.document-number");
        return text;
    }
}

/// <summary>Turns what was typed into sealed identifiers; what is wrong stands at its field.</summary>
public sealed class IdentityReader(ModelStateDictionary errors, PersonalData personal, Say say)
{
    public bool IsMasked(string typed, Sealed? known, Func<string, string> mask) =>
        known is not null && typed.Trim() == mask(personal.Open(known));

    public Sealed? Read(string field, string kind, Func<string> parse)
    {
        if (errors.TryGetValue(field, out var entry) && entry.Errors.Count > 0)
        {
            return null;
        }

        try
        {
            return personal.Seal(kind, parse());
        }
        catch (Refusal refusal)
        {
            errors.AddModelError(field, say.Plainly(refusal));
            return null;
        }
    }
}
