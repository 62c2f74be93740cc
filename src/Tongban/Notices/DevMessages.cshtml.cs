using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Shared;
using Tongban.Shared.Setup;

namespace Tongban.Notices;

/// <summary>Development only: the messages that the local sink kept. Elsewhere the page does not exist.</summary>
[AllowAnonymous]
public sealed class DevMessagesModel(IHostEnvironment environment, TongbanSettings settings) : TongbanPage
{
    private const int Most = 50;

    public IReadOnlyList<LocalMessage> Messages { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        Messages = [.. LocalSink.Read(settings.MessagesFolder, Most)];
        return Page();
    }
}
