using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Citizens;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Cases.Progress;

/// <summary>查进度: by number and query code; who is signed in finds their own cases listed.</summary>
[AllowAnonymous]
[OutsideTransaction]
public sealed class FindModel(TongbanDb db, Looking looking, ProgressAccess access, CurrentCitizen citizen) : TongbanPage
{
    private const int Most = 30;

    [BindProperty(SupportsGet = true, Name = "number")]
    public string? Number { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<(Case Case, string Zh, string En)> Mine { get; private set; } = [];

    /// <summary>A link of a message names the case: who has already shown the code is not asked for it again.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (Number is { Length: > 0 } number && await access.FindAsync(number) is { } mine)
        {
            return RedirectToPage("/Cases/Progress/Show", new { number = mine.Number });
        }

        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var found = await looking.FindAsync(Number, Code, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "");
        access.Give(found.Id);
        return RedirectToPage("/Cases/Progress/Show", new { number = found.Number });
    }

    public override Task ShowAgainAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        if (citizen.AccountId is { } account)
        {
            var rows = await (
                from c in db.Set<Case>().AsNoTracking()
                join version in db.Set<ItemVersion>() on c.ItemVersionId equals version.Id
                where c.AccountId == account
                orderby c.ReceivedAt descending
                select new { Case = c, version.NameZh, version.NameEn }).Take(Most).ToListAsync();
            Mine = [.. rows.Select(row => (row.Case, row.NameZh, row.NameEn))];
        }
    }
}
