using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Network;
using Tongban.Shared.Api;

namespace Tongban.Catalogue.Guiding;

/// <summary>The catalogue for other programs: the same guides as on the pages.</summary>
public static class ItemsApi
{
    public static void MapItemsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Items");
        api.MapGet("/items", ListAsync).WithName("listItems").ForAnybody().Refuses("api.limit", "api.cursor");
        api.MapGet("/items/{code}", ShowAsync).WithName("showItem").ForAnybody().MayBeMissing();
    }

    /// <summary>Lists or searches the items whose guide holds today.</summary>
    /// <remarks>The search takes Chinese words or a sentence, pinyin initials, English words or the item's code; best matches come first. Without `q` the list is ordered by code.</remarks>
    /// <param name="q">What is looked for, 60 characters at most; what is longer is cut.</param>
    /// <param name="audience">`personal` or `legal`.</param>
    /// <param name="lifeEvent">A life event's code.</param>
    /// <param name="department">A department's code.</param>
    /// <param name="limit">1 to 100, usually 20.</param>
    /// <param name="cursor">`next` of the page before.</param>
    /// <param name="guides">The guides.</param>
    /// <param name="db">The database.</param>
    public static async Task<Ok<ApiPage<ListedItem>>> ListAsync(string? q, string? audience, string? lifeEvent, string? department, int? limit, string? cursor, PublishedGuides guides, TongbanDb db)
    {
        var owner = department is null ? null : await db.Set<Department>().Where(row => row.Code == department).Select(row => (Guid?)row.Id).SingleOrDefaultAsync();
        var typed = GuideSearch.Clean(q ?? "");
        var found = GuideSearch.Search(typed[..Math.Min(typed.Length, IndexModel.LongestQuery)], (await guides.AllAsync()).Where(guide =>
            (audience is null || guide.IsFor(audience)) && (lifeEvent is null || guide.Content.LifeEvent == lifeEvent) && (department is null || guide.Item.DepartmentId == owner)));
        return TypedResults.Ok(found.Page(limit, cursor, guide => guide.Code, ListedItem.Of));
    }

    /// <summary>One item's guide, with the materials that these answers need.</summary>
    /// <remarks>Answers to the guided questions go into the address as on the page: `?a-{question}={option}`. Questions and options that do not exist are left out. Until every question has its answer, `isComplete` is false and only materials that are always needed are listed.</remarks>
    /// <param name="code">The item's short code, in either case.</param>
    /// <param name="guides">The guides.</param>
    /// <param name="sentence">The answer in words.</param>
    /// <param name="http">The request.</param>
    public static async Task<Results<Ok<ShownItem>, NotFound>> ShowAsync(string code, PublishedGuides guides, AnswerSentence sentence, HttpContext http) =>
        await guides.FindAsync(code) is { } guide ? TypedResults.Ok(ShownItem.Of(guide, Answers.From(guide.Content, http.Request.Query), sentence)) : TypedResults.NotFound();
}

/// <summary>An item in a list.</summary>
/// <param name="Code">Short code: `SU01`.</param>
/// <param name="ImplementationCode">实施编码, 31 characters.</param>
/// <param name="Name">The name people use.</param>
/// <param name="OfficialName">The name in the catalogue.</param>
/// <param name="Audience">`personal`, `legal`.</param>
/// <param name="LifeEvent">Code of the life event.</param>
/// <param name="IsBookable">Whether a visit can be booked for it.</param>
public sealed record ListedItem(string Code, string ImplementationCode, string Name, string OfficialName, IReadOnlyList<string> Audience, string LifeEvent, bool IsBookable)
{
    public static ListedItem Of(PublishedGuide guide) => new(
        guide.Code, guide.Item.ImplementationCode, guide.Content.Title(), guide.Content.OfficialName(), guide.Content.Audience, guide.Content.LifeEvent, guide.Content.Bookable);
}

/// <summary>A guide.</summary>
/// <param name="Item">The item.</param>
/// <param name="EffectiveOn">The day from which this version holds.</param>
/// <param name="Summary">What it is.</param>
/// <param name="InShort">What to bring, how many visits, how long, how much: in sentences.</param>
/// <param name="HandlingMinutes">Minutes at the window.</param>
/// <param name="IsImmediate">Done on the spot.</param>
/// <param name="PromisedWorkdays">Working days promised; 0 when done on the spot.</param>
/// <param name="StatutoryDays">Days that the law allows; absent where it sets none.</param>
/// <param name="StatutoryInCalendarDays">Whether the law counts calendar days.</param>
/// <param name="HallVisits">How often one must come; 0 when it can be done from home.</param>
/// <param name="Sites">Codes of the sites that offer it.</param>
/// <param name="Fees">Fees; none when it is free.</param>
/// <param name="Questions">The guided questions that somebody with these answers is asked.</param>
/// <param name="IsComplete">Whether every question has its answer.</param>
/// <param name="Materials">What is needed with these answers.</param>
/// <param name="ConsultPhone">Whom to ask.</param>
public sealed record ShownItem(
    ListedItem Item, DateOnly EffectiveOn, string Summary, IReadOnlyList<string> InShort, int HandlingMinutes, bool IsImmediate, int PromisedWorkdays, int? StatutoryDays,
    bool StatutoryInCalendarDays, int HallVisits, IReadOnlyList<string> Sites, IReadOnlyList<ShownFee> Fees, IReadOnlyList<AskedQuestion> Questions, bool IsComplete,
    IReadOnlyList<NeededMaterial> Materials, string ConsultPhone)
{
    public static ShownItem Of(PublishedGuide guide, Answers answers, AnswerSentence sentence)
    {
        var told = guide.Content;
        return new(
            ListedItem.Of(guide), guide.EffectiveOn, told.Summary(), sentence.PiecesFor(answers), told.HandlingMinutes, told.IsImmediate, told.PromisedDays, told.StatutoryDays,
            told.StatutoryInCalendarDays, told.HallVisits, told.Sites, [.. told.Fees.Select(fee => new ShownFee(Bilingual.Of(fee.NameZh, fee.NameEn), fee.AmountFen))],
            [.. answers.Asked.Select(question => AskedQuestion.Of(question, answers))], answers.AreComplete,
            [.. told.MaterialsFor(answers.Given).Select(NeededMaterial.Of)], told.ConsultPhone);
    }
}

/// <summary>A fee.</summary>
/// <param name="Name">What for.</param>
/// <param name="AmountFen">In fen (1/100 yuan); absent when it depends on the case.</param>
public sealed record ShownFee(string Name, long? AmountFen);

/// <summary>A guided question.</summary>
/// <param name="Id">Goes into the address as `a-{id}`.</param>
/// <param name="Text">The question.</param>
/// <param name="Options">Its answers.</param>
/// <param name="Answer">The option that was given; absent when none was.</param>
public sealed record AskedQuestion(string Id, string Text, IReadOnlyList<QuestionOption> Options, string? Answer)
{
    public static AskedQuestion Of(Situation question, Answers answers) =>
        new(question.Id, question.Text(), [.. question.Options.Select(option => new QuestionOption(option.Id, option.Text()))], answers.Given.GetValueOrDefault(question.Id));
}

/// <summary>An answer to choose.</summary>
public sealed record QuestionOption(string Id, string Text);

/// <summary>A material.</summary>
/// <param name="Id">Stable within the item.</param>
/// <param name="Name">What it is.</param>
/// <param name="Originals">Originals to show or leave.</param>
/// <param name="Copies">Copies to leave.</param>
/// <param name="IsBrought">The person brings it; otherwise the centre fetches or prepares it.</param>
/// <param name="IsRequired">Nothing goes without it.</param>
/// <param name="MayFollow">May be handed in after acceptance (容缺受理).</param>
/// <param name="Why">Why it is asked for.</param>
public sealed record NeededMaterial(string Id, string Name, int Originals, int Copies, bool IsBrought, bool IsRequired, bool MayFollow, string Why)
{
    public static NeededMaterial Of(Material material) =>
        new(material.Id, material.Name(), material.Originals, material.Copies, material.IsBrought, material.Required, material.Deferrable, Bilingual.Of(material.ReasonZh, material.ReasonEn));
}
