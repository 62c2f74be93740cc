using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.Kernel;
using Tongban.OneThing;
using Tongban.Shared.Api;
using Tongban.Shared.Words;

namespace Tongban.Partners.Calls;

/// <summary>How every act of a partner's system on a step goes: found, held, still possible, done, told.</summary>
public sealed class PartnerWrites(TongbanDb db, PartnerSteps steps, PartnerAnswers answers, Say say)
{
    /// <summary>The same for an act that waits for nothing.</summary>
    public Task<Results<Ok<PartnerStep>, NotFound, ProblemHttpResult>> DoAsync(Guid id, string? move, HttpContext http, Action<PartnerView> act, CancellationToken stop)
    {
        return DoAsync(id, move, http, Done, stop);

        Task Done(PartnerView view)
        {
            act(view);
            return Task.CompletedTask;
        }
    }

    /// <param name="id">The step.</param>
    /// <param name="move">One of <see cref="StepMoves"/>; null where another rule says whether it is possible.</param>
    /// <param name="http">The request.</param>
    /// <param name="act">Does it.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<Results<Ok<PartnerStep>, NotFound, ProblemHttpResult>> DoAsync(Guid id, string? move, HttpContext http, Func<PartnerView, Task> act, CancellationToken stop)
    {
        if (await steps.HoldAsync(id, stop) is not { } view)
        {
            return TypedResults.NotFound();
        }

        if (move is not null && !StepMoves.BySystem(view.Step).Contains(move))
        {
            return NotNow(view.Step, http);
        }

        http.Request.MustMatch(view.Step.Case!);
        await act(view);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(await answers.TellAsync((await steps.SeeAsync(id, stop))!, http, isKept: true, stop));
    }

    // Somebody was quicker, at the desk or in another call: what can still be done is told with it.
    private ProblemHttpResult NotNow(StepView step, HttpContext http)
    {
        http.Response.Headers.ETag = ApiValues.TagOf(step.Case!);
        return ApiProblems.Of(new Refusal("case.not-now"), say, StatusCodes.Status409Conflict, new Dictionary<string, object?> { ["state"] = step.State, ["possible"] = StepMoves.BySystem(step) });
    }
}
