using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Ratings.Figures;

/// <summary>A clerk's own counts by level, and nothing that leads to a person: no day, no text, nothing of today.</summary>
[Needs(Permission.ServeAtWindow)]
public sealed class MineModel(RatingCounts counts, CurrentStaff staff, HallClock clock) : TongbanPage
{
    public const int Days = 30;

    /// <summary>Of fewer ratings than this a clerk could remember whose they are.</summary>
    public const int Enough = 5;

    public bool AreEnough => Counts.Total >= Enough;

    public LevelCounts Counts { get; private set; } = LevelCounts.None;

    public DateOnly Through => clock.Today.AddDays(-1);

    public DateOnly From => clock.Today.AddDays(-Days);

    public async Task OnGetAsync() => Counts = await counts.OfStaffAsync(staff.AccountId!.Value, From, Through);
}
