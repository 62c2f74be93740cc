using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Files;
using Tongban.Shared.Words;

namespace Tongban.Ratings;

/// <summary>Paper forms are entered by two people who do not see each other's reading.</summary>
public sealed class PaperForms(TongbanDb db, HallClock clock, Evaluation evaluation, RatableServices services, FileStore files, Say say, Province.ProvincePage province)
{
    /// <summary>The first reading.</summary>
    /// <remarks>Refusals: <c>rating.already-rated</c>, <c>rating.too-late</c>, <c>paper-form.there-already</c>, those of an opinion and of a file.</remarks>
    public async Task<PaperForm> EnterAsync(Service of, Opinion opinion, RatingContact? contact, IFormFile? scan, Actor by, CancellationToken stop = default)
    {
        province.RefuseHere();

        // First of all: whoever was rated is not even told whether it was.
        Refusal.Unless(of.StaffId is null || of.StaffId != by.Id, "rating.of-oneself");
        Refusal.Unless(services.IsOpen(of), "rating.too-late");
        Refusal.Unless(!await services.IsRatedAsync(of), "rating.already-rated");
        Refusal.Unless(!await db.Set<PaperForm>().AnyAsync(form => form.ServiceId == of.Id && form.Status != PaperFormStatus.Discarded, stop), "paper-form.there-already");
        var form = new PaperForm(of, EntryOf(opinion, contact), clock.Now, by);
        if (scan is { FileName.Length: > 0 })
        {
            form.Attach(await files.KeepAsync(scan, stop));
        }

        db.Add(form);
        return form;
    }

    /// <summary>The second reading: the rating is given where both agree, otherwise it is told in what they differ, never how.</summary>
    public async Task AgreeAsync(PaperForm form, Opinion opinion, RatingContact? contact, Guid byId)
    {
        var (by, first) = (Actor.Staff(byId), form.EnteredById);
        var differs = form.Entry.DiffersIn(EntryOf(opinion, contact)).ToList();
        form.Agree(clock.Now, by);
        Refusal.Unless(differs.Count == 0, "paper-form.differs", string.Join(say["rating.comma"], differs.Select(field => say["rating.paper-field." + field])));
        var service = await db.Set<Service>().SingleAsync(one => one.Id == form.ServiceId);
        await evaluation.RateAsync(new Rate(service.Token, opinion, RatingChannel.PaperForm, contact, by, WrittenDown: new WrittenDown(first, byId)));
    }

    /// <summary>The second reading is the better one; somebody else has to read it now.</summary>
    public void EnterAnew(PaperForm form, Opinion opinion, RatingContact? contact, Actor by) => form.EnterAnew(EntryOf(opinion, contact), clock.Now, by);

    private static PaperEntry EntryOf(Opinion opinion, RatingContact? contact)
    {
        var said = opinion.Checked(RatingChannel.PaperForm);
        return new PaperEntry(said.Level, said.TagCodes, said.Text, contact?.Phone, contact is { MayCallBack: true });
    }
}
