using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue;

namespace Tongban.OneThing;

/// <summary>Who hands it in, as the form asks.</summary>
public sealed class BundleApplicantForm
{
    public string? Name { get; set; }

    public string? IdNumber { get; set; }

    public DeliveryWay Delivery { get; set; }

    public string? Address { get; set; }

    /// <summary>Promises to hand in later what may follow (容缺受理).</summary>
    public bool Promise { get; set; }

    /// <summary>What is wrong with what is typed so far, each at its own field; what is empty is not wrong yet.</summary>
    public IReadOnlyList<FieldMistake> Mistakes(DateOnly today) =>
    [
        .. Wrong(nameof(Name), Name, text => NameOf(text)), .. Wrong(nameof(IdNumber), IdNumber, text => IdDocument.Parse(text, today)),
        .. Wrong(nameof(Address), Address, text => Refusal.Unless(text.Length <= ApplicantForm.MaxAddress, "case.address-missing")),
    ];

    private static FieldMistake[] Wrong(string field, string? typed, Action<string> read)
    {
        try
        {
            if (typed?.Trim() is { Length: > 0 } text)
            {
                read(text);
            }

            return [];
        }
        catch (Refusal why)
        {
            return [new(field, why)];
        }
    }

    private static string NameOf(string text)
    {
        Refusal.Unless(text.Length is > 0 and <= Case.MaxName, "case.name");
        return PersonName.MustBePlain(text);
    }

    /// <summary>Reads and seals it; the phone is the account's, which a code has proved.</summary>
    /// <remarks>Refusals: those of the kernel's types, <c>case.name</c>, <c>case.address-missing</c>.</remarks>
    public BundleApplicant Read(PersonalData personal, Sealed phone, DateOnly today)
    {
        var name = NameOf(Name?.Trim() ?? "");
        var address = Address?.Trim() ?? "";
        Refusal.Unless(Delivery != DeliveryWay.Post || address.Length is > 0 and <= ApplicantForm.MaxAddress, "case.address-missing");
        return new(
            name, phone, personal.Seal(Sealed.IdNumber, IdDocument.Parse(IdNumber, today).Value), Delivery,
            Delivery == DeliveryWay.Post ? personal.Seal(Sealed.Address, address) : null);
    }
}

/// <summary>Hands a draft in: one submission, from which every step that can begins at once (一表申请、一窗受理).</summary>
public sealed class Submitting(TongbanDb db, HallClock clock, PersonalData personal, BundleViews views, Progressing progressing, Consequences consequences, BundleMessages messages)
{
    /// <remarks>Refusals: <c>onething.unanswered</c>, <c>onething.materials</c>, <c>onething.promise-missing</c>, <c>enterprise.other-name</c>, <c>enterprise.cancelled</c>, those of the applicant's form.</remarks>
    public async Task<Bundle> SubmitAsync(Bundle draft, OfferedTemplate offered, BundleApplicantForm applicant, CitizenAccount account, Actor by, CancellationToken stop = default)
    {
        var form = await views.FormAsync(offered.Content, views.AnswersOf(draft), stop);
        Refusal.Unless(form.Unanswered.Count + form.Open.Count == 0, "onething.unanswered", form.Unanswered.Count + form.Open.Count);
        var files = await db.Set<BundleFile>().Where(file => file.BundleId == draft.Id).Select(file => file.MaterialKey).Distinct().ToListAsync(stop);
        var missing = form.Materials.Where(material => material is { Required: true, Deferrable: false } && !files.Contains(material.Key)).ToList();
        Refusal.Unless(missing.Count == 0, "onething.materials", missing.Count);
        var follows = form.ToFollow(files).Count > 0;
        Refusal.Unless(!follows || applicant.Promise, "onething.promise-missing");
        await consequences.RefuseUnlessMayEndAsync(form, stop);
        var read = applicant.Read(personal, account.Phone, clock.Today);
        var number = await NumberAsync(offered.Template.Code, stop);
        draft.Submit(number, form.Answers[offered.Content.NameField], read, form.Steps.Select(step => step.No), clock.Now, by);
        if (follows)
        {
            draft.PromiseToFollow(clock.Now, by);
        }

        await db.SaveChangesAsync(stop);
        await progressing.GoOnAsync(draft, stop);
        await messages.SubmittedAsync(draft);
        return draft;
    }

    private async Task<string> NumberAsync(string code, CancellationToken stop)
    {
        var sequence = await NumberSeries.NextAsync(db, $"bundle:{code}", clock.Today, stop);
        return string.Create(CultureInfo.InvariantCulture, $"{code}-{clock.Today:yyyyMMdd}-{sequence:0000}");
    }
}
