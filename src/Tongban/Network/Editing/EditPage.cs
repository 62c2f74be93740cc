using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Network.Editing;

/// <summary>A form about one row of the network: found by its code, filled in, saved as it was seen.</summary>
public abstract class EditPage(TongbanDb db) : TongbanPage
{
    public const int LongestName = 200;
    public const int LongestPhone = 40;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>The row's version when the page was opened.</summary>
    [BindProperty]
    public int Seen { get; set; }

    protected TongbanDb Db => db;

    /// <summary>Where one goes on when it is saved.</summary>
    protected abstract string Back { get; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        await FillAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await SaveAsync();
        return LocalRedirect(Back);
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    /// <summary>The row and what the page shows beside it; false when there is none.</summary>
    protected abstract Task<bool> LoadAsync();

    /// <summary>The row as it is, in the fields.</summary>
    protected abstract Task FillAsync();

    /// <summary>The fields, as the row's own move.</summary>
    protected abstract Task SaveAsync();

    // Addresses that the router makes are in small letters.
    protected static Task<T?> ByCodeAsync<T>(IQueryable<T> rows, string code)
        where T : Entity
    {
        var upper = code.ToUpperInvariant();
        return rows.SingleOrDefaultAsync(row => EF.Property<string>(row, "Code").ToUpper() == upper);
    }
}
