using Microsoft.AspNetCore.RateLimiting;
using Tongban.Shared.Rush;

namespace Tongban.Citizens;

/// <summary>Asks for the limits of an endpoint that names one; who comes too often, or where too many wait, reads 429.</summary>
internal sealed class RateLimiting(RequestDelegate next, RateLimits limits, Doors doors)
{
    public Task InvokeAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName is not { } policy)
        {
            return next(context);
        }

        if (!limits.MayPass(context, policy))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Task.CompletedTask;
        }

        // Who joins a group needs no connection of their own: many more of them may be inside.
        return policy != PublicWrites.Policy || PublicWrites.IsRead(context) ? next(context)
            : metadata.GetMetadata<InGroupAttribute>() is not null ? ByTheDoorAsync(context)
            : InTurnAsync(context);
    }

    private async Task ByTheDoorAsync(HttpContext context)
    {
        using var place = await doors.EnterAsync(context.GetEndpoint()!, context.RequestAborted);
        await next(context);
    }

    private async Task InTurnAsync(HttpContext context)
    {
        using var turn = await limits.TurnAsync(context.RequestAborted);
        if (turn.IsAcquired)
        {
            await next(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }
    }
}
