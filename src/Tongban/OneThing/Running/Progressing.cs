using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.OneThing;

/// <summary>
/// Moves a bundle on: begins every step for which all is there, takes what a step gives, ends the whole. The bundle's
/// row is taken first, so that two bodies that finish at once both see what the other did.
/// </summary>
public sealed class Progressing(TongbanDb db, HallClock clock, CaseMoments moments, BundleViews views, Reception reception, PersonalData personal, Consequences consequences, BundleMessages messages)
{
    /// <summary>The bundle, its row held until the transaction ends.</summary>
    public async Task<Bundle> HoldAsync(Guid id, CancellationToken stop = default)
    {
        await db.LockAsync<Bundle>([id], stop);
        db.ChangeTracker.Clear();
        return await db.Set<Bundle>().SingleAsync(bundle => bundle.Id == id, stop);
    }

    /// <summary>Begins what can begin, until nothing more can.</summary>
    public async Task GoOnAsync(Bundle bundle, CancellationToken stop = default)
    {
        var form = await views.FormAsync((await views.TemplateOfAsync(bundle, stop)).Content, views.AnswersOf(bundle), stop);
        var cases = await CasesOfAsync(bundle, stop);
        foreach (var step in form.Steps.Where(step => IsReady(bundle, form, step, cases)))
        {
            await BeginAsync(bundle, form, step, stop);
        }

        if (bundle.Steps.All(step => step.CaseId is { } id && StepStages.Of(cases.GetValueOrDefault(id)) == StepStage.Done))
        {
            bundle.Finish(clock.Now);
            db.Add(new Service(bundle, Codes.Token(), clock.Now, Actor.System));
            await messages.DoneAsync(bundle);
        }
    }

    /// <summary>What a step has given goes to all that wait for it.</summary>
    public async Task StepDoneAsync(Bundle bundle, int number, Case its, IReadOnlyDictionary<string, string> given, Actor by, CancellationToken stop = default)
    {
        bundle.Produce(number, given.ToDictionary(one => one.Key, one => personal.Seal("answer", one.Value).Cipher), clock.Now, by);
        await db.SaveChangesAsync(stop);
        var form = await views.FormAsync((await views.TemplateOfAsync(bundle, stop)).Content, views.AnswersOf(bundle), stop);
        await consequences.DoneAsync(bundle, form, form.Content.Step(number), its, by, stop);
        await GoOnAsync(bundle, stop);
    }

    // A step that not everybody needs holds nobody up who does not need it.
    private static bool IsReady(Bundle bundle, MergedForm form, StepContent step, IReadOnlyDictionary<Guid, Case> cases) =>
        bundle.Steps.Any(one => one.No == step.No && one.CaseId is null)
            && step.DependsOn.All(before => bundle.Steps.FirstOrDefault(one => one.No == before) is not { } needed
                || (needed.CaseId is { } id && StepStages.Of(cases.GetValueOrDefault(id)) == StepStage.Done))
            && step.Inputs.Select(form.Content.Field).OfType<FieldContent>().Where(field => field.Produced && !field.Optional).All(field => form.Answers.ContainsKey(field.Id));

    private async Task BeginAsync(Bundle bundle, MergedForm form, StepContent step, CancellationToken stop)
    {
        var offered = form.Items[step.Item];
        var body = await views.BodyOfAsync(form, step, stop);
        var opened = await reception.OpenStepAsync(
            new StepApplication(offered, form.AnswersOf(step.Item), ApplicantOf(bundle, form), body.Id, bundle.SiteId, form.ChecklistOf(step), bundle.Id), Actor.System, stop);
        await GiveFilesAsync(bundle, form, step, opened, stop);
        if (bundle.PromisedToFollowAt is not null && opened.Missing.Any(material => material.Deferrable))
        {
            opened.PromiseToFollow(moments.By(Actor.Citizen(bundle.AccountId)));
        }

        bundle.Begin(step.No, opened.Id, clock.Now);
    }

    // What was handed in once is there for every step that wants it.
    private async Task GiveFilesAsync(Bundle bundle, MergedForm form, StepContent step, Case opened, CancellationToken stop)
    {
        var files = await db.Set<BundleFile>().Where(file => file.BundleId == bundle.Id).ToListAsync(stop);
        var at = moments.By(Actor.Citizen(bundle.AccountId));
        foreach (var (material, id) in form.Materials.SelectMany(material => material.Of.Where(of => of.Step == step.No).Select(of => (material, of.Id))))
        {
            foreach (var file in files.Where(file => file.MaterialKey == material.Key))
            {
                var given = new CaseFile(opened, id, file.Stored, file.Name, file.From, at);
                opened.HandIn(id, given.Id, at, file.FromCaseId);
                db.Add(given);
            }
        }
    }

    private static Applicant ApplicantOf(Bundle bundle, MergedForm form)
    {
        var isLegal = form.Content.Audience == ItemContent.Enterprise;
        return new Applicant(
            isLegal ? bundle.Name : bundle.ApplicantName, new Sealed(bundle.PhoneCipher!, bundle.PhoneHash!), new Sealed(bundle.IdCipher!, bundle.IdHash!),
            isLegal ? form.Uscc : null, bundle.AccountId, isLegal ? bundle.ApplicantName : null);
    }

    private async Task<Dictionary<Guid, Case>> CasesOfAsync(Bundle bundle, CancellationToken stop)
    {
        var ids = bundle.Steps.Select(step => step.CaseId).OfType<Guid>().ToList();
        return await db.Set<Case>().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, stop);
    }
}
