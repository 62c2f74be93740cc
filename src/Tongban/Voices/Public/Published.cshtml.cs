using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Mending;
using Tongban.Shared;

namespace Tongban.Voices.Public;

/// <summary>公开答复: questions and answers that somebody else has read, the newest first; and the ways to say something.</summary>
[AllowAnonymous]
public sealed class PublishedModel(TongbanDb db, VoiceRules rules) : TongbanPage
{
    private const int Most = 50;

    [BindProperty(SupportsGet = true, Name = "kind")]
    public VoiceKind? Kind { get; set; }

    public IReadOnlyList<Voice> Rows { get; private set; } = [];

    public IEnumerable<LocalRule> Rules => rules.All;

    public async Task OnGetAsync()
    {
        var kind = Kind;
        Rows = await db.Set<Voice>().AsNoTracking()
            .Where(one => one.PublicState == PublicText.Published && (kind == null || one.Kind == kind))
            .OrderByDescending(one => one.PublishedOn).ThenByDescending(one => one.ReceivedAt).Take(Most).ToListAsync();
    }
}
