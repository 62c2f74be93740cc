using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Catalogue.Guiding;

/// <summary>
/// The one-time notice (一次性告知单) on paper: the same list as on the screen, from the same data. 行政许可法 §32(4):
/// what is needed is told once and completely.
/// </summary>
[AllowAnonymous]
public sealed class NoticeModel(PublishedGuides guides, ServicePlaces places, AnswerSentence sentence, HoursInWords hours) : TongbanPage
{
    public PublishedGuide Guide { get; private set; } = null!;

    public Answers Answers { get; private set; } = null!;

    public ServicePlace? Place { get; private set; }

    public AnswerSentence Sentence => sentence;

    public HoursInWords Hours => hours;

    public ItemContent Told => Guide.Content;

    public string Address => $"{Request.Scheme}://{Request.Host}{Request.PathBase}/guide/{Guide.Code}{Answers.Query}";

    public async Task<IActionResult> OnGetAsync(string code)
    {
        if (await guides.FindAsync(code) is not { } guide)
        {
            return NotFound();
        }

        Guide = guide;
        Answers = Answers.From(guide.Content, Request.Query);
        Place = (await places.OfAsync(guide.Item.GroupId, guide.Content.Sites)).FirstOrDefault();
        return Page();
    }
}
