using Microsoft.EntityFrameworkCore;
using Tongban.Devices;
using Tongban.Network;

namespace Tongban.Ratings.Evaluator;

/// <summary>The window to which this evaluator was bound when it was paired.</summary>
public sealed class EvaluatorWindow(TongbanDb db, CurrentDevice device)
{
    public async Task<Window?> FindAsync() =>
        device.WindowId is { } id ? await db.Set<Window>().SingleOrDefaultAsync(window => window.Id == id) : null;
}
