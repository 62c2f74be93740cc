using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Words;

namespace Tongban.Benefits.Months;

/// <summary>The books of a month, to be signed and filed.</summary>
[Needs(Permission.KeepBenefits)]
public sealed class PaperModel(TongbanDb db, MonthBooks books, HallClock clock, Say say) : BooksPage(db, books, clock, say)
{
    public Task OnGetAsync(CancellationToken stop) => LoadBooksAsync(stop);
}
