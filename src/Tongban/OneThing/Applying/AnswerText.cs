using System.Globalization;
using System.Text.RegularExpressions;
using Tongban.Kernel;

namespace Tongban.OneThing;

/// <summary>
/// Reads one answer as it was typed and gives it back as it is kept: spaces gone, letters raised, check characters
/// checked. A person is three parts with a tab between them; people are such lines.
/// </summary>
/// <remarks>Refusals: those of the kernel's types, <c>onething.answer-*</c>.</remarks>
public static partial class AnswerText
{
    public const int MaxText = 200;
    public const int MaxLongText = 4000;
    public const int MostPeople = 200;
    public const int MostCodes = 50;
    public const int MaxPattern = 100;
    public const string Yes = "yes";

    private const int MostDigits = 9;

    /// <summary>Empty where nothing was typed: whether that is allowed is the field's matter.</summary>
    public static string Read(FieldContent field, string? typed, DateOnly today)
    {
        var text = (typed ?? "").Trim();
        return text.Length == 0 ? "" : field.Type switch
        {
            FieldType.Text => Like(field, AtMost(text, MaxText)),
            FieldType.Codes => CodesOf(field, AtMost(text, MaxLongText)),
            FieldType.Address => AtMost(text, MaxText),
            FieldType.LongText => AtMost(text, MaxLongText),
            FieldType.Name => NameOf(text),
            FieldType.IdNumber => IdDocument.Parse(text, today).Value,
            FieldType.Phone => MobileNumber.Parse(text).Value,
            FieldType.Person => PersonOf(text, today),
            FieldType.People => PeopleOf(text, today),
            FieldType.Choice => OneOf(field, text),
            FieldType.Number => NumberOf(field, text),
            FieldType.Date => DayOf(field, text, today),
            FieldType.Consent => text == Yes ? Yes : throw new Refusal("onething.answer-option"),
            FieldType.Uscc => UnifiedSocialCreditCode.Parse(text).Value,
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };
    }

    /// <summary>The three parts of a person; empty ones where there is none.</summary>
    public static (string Name, string IdNumber, string Phone) Person(string kept) =>
        kept.Split('\t') is [var name, var id, var phone] ? (name, id, phone) : ("", "", "");

    /// <summary>As a line to look at: names masked unless <paramref name="inFull"/>.</summary>
    public static string Shown(FieldContent field, string kept, bool inFull) => field.Type switch
    {
        _ when kept.Length == 0 => "",
        FieldType.Choice => field.Options.FirstOrDefault(option => option.Id == kept)?.Text ?? kept,
        FieldType.Name => inFull ? kept : Masking.Name(kept),
        FieldType.IdNumber => inFull ? kept : Masking.Id(kept),
        FieldType.Phone => inFull ? kept : Masking.Phone(kept),
        FieldType.Address => inFull ? kept : Masking.Address(kept),
        FieldType.Person => Shown(Person(kept), inFull),
        FieldType.People => string.Join('\n', kept.Split('\n').Select(line => Shown(Person(line + "\t"), inFull))),
        _ => kept,
    };

    /// <summary>A change as a line to look at; where masking hides what has changed, <paramref name="hidden"/> says so.</summary>
    public static (string From, string To) Change(FieldContent field, (string From, string To) kept, bool inFull, string none, string hidden)
    {
        var (from, to) = (Shown(field, kept.From, inFull), Shown(field, kept.To, inFull));
        return (from.Length == 0 ? none : from, from == to && kept.From != kept.To ? $"{to}{hidden}" : to.Length == 0 ? none : to);
    }

    private static string Shown((string Name, string IdNumber, string Phone) person, bool inFull) =>
        (inFull ? $"{person.Name}　{person.IdNumber}　{person.Phone}" : $"{Masking.Name(person.Name)}　{Masking.Id(person.IdNumber)}　{(person.Phone.Length > 0 ? Masking.Phone(person.Phone) : "")}").TrimEnd('　');

    /// <summary>Whether a pattern can be read, in a time that no text makes long.</summary>
    public static bool IsPattern(string pattern)
    {
        try
        {
            return pattern.Length is > 0 and <= MaxPattern && Whole(pattern) is not null;
        }
        catch (Exception unread) when (unread is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    // An editor writes it: without going back and forth no text takes long.
    private static Regex Whole(string pattern) => new($@"^(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static string Like(FieldContent field, string text)
    {
        Refusal.Unless(field.Pattern is not { } pattern || Whole(pattern).IsMatch(text), "onething.answer-pattern", text, field.Shape);
        return text;
    }

    private static string CodesOf(FieldContent field, string text)
    {
        var codes = text.Split([' ', '　', '\t', '\r', '\n', ',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries);
        codes.ToList().ForEach(code => Like(field, code));
        var twice = codes.GroupBy(code => code).FirstOrDefault(same => same.Count() > 1)?.Key;
        Refusal.Unless(twice is null, "onething.answer-codes-twice", twice ?? "");
        Refusal.Unless(codes.Length <= MostCodes && (field.Count == 0 || codes.Length == field.Count), "onething.answer-codes-count", field.Count == 0 ? MostCodes : field.Count, codes.Length);
        return string.Join(' ', codes);
    }

    private static string AtMost(string text, int longest)
    {
        Refusal.Unless(text.Length <= longest, "onething.answer-long", longest);
        return text;
    }

    private static string NameOf(string text)
    {
        Refusal.Unless(text.Length <= Cases.Case.MaxName, "onething.answer-long", Cases.Case.MaxName);
        return PersonName.MustBePlain(text);
    }

    private static string PersonOf(string text, DateOnly today)
    {
        var parts = text.Split('\t');
        Refusal.Unless(parts.Length == 3 && parts.All(part => part.Trim().Length > 0), "onething.answer-person");
        return $"{NameOf(parts[0].Trim())}\t{IdDocument.Parse(parts[1], today).Value}\t{MobileNumber.Parse(parts[2]).Value}";
    }

    // Pasted from a table or typed: a name, blanks or a comma, an identity number.
    private static string PeopleOf(string text, DateOnly today)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        Refusal.Unless(lines.Count <= MostPeople, "onething.answer-people-many", MostPeople);
        var people = lines.Select((line, index) => LineOf(line, index + 1, today)).ToList();
        Refusal.Unless(people.DistinctBy(one => one.Split('\t')[^1]).Count() == people.Count, "onething.answer-people-twice");
        return string.Join('\n', people);
    }

    private static string LineOf(string line, int number, DateOnly today)
    {
        var match = NameAndNumber().Match(line);
        Refusal.Unless(match.Success, "onething.answer-people", number);
        try
        {
            return $"{NameOf(match.Groups[1].Value.Trim())}\t{IdDocument.Parse(match.Groups[2].Value, today).Value}";
        }
        catch (Refusal)
        {
            throw new Refusal("onething.answer-people", number);
        }
    }

    private static string OneOf(FieldContent field, string text)
    {
        Refusal.Unless(field.Options.Any(option => option.Id == text), "onething.answer-option");
        return text;
    }

    private static string NumberOf(FieldContent field, string text)
    {
        Refusal.Unless(text.Length <= MostDigits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _), "onething.answer-number");
        Refusal.Unless(int.Parse(text, CultureInfo.InvariantCulture) >= field.Least, "onething.answer-least", field.Least);
        return int.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    private static string DayOf(FieldContent field, string text, DateOnly today)
    {
        Refusal.Unless(DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day), "onething.answer-date");
        Refusal.Unless(field.Days != DayBound.ToCome || (day > today && day <= today.AddYears(1)), "onething.answer-to-come");
        Refusal.Unless(field.Days is not (DayBound.Past or DayBound.During) || day <= today, "onething.answer-past");
        return text;
    }

    [GeneratedRegex(@"^(.+?)[\s,，、]+([0-9Xx]{18})$")]
    private static partial Regex NameAndNumber();
}
