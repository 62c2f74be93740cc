using Tongban.Shared.Api;
using Tongban.Shared.Setup;

namespace Tongban.Shared.Rush;

/// <summary>Those who ask for the same kind of thing at this moment; a page or endpoint joins them with this request's key.</summary>
public sealed class Group<TCommand, TAnswer>(GroupCommit<TCommand, TAnswer> together, ThisRequest request, Later<KeptAnswers> kept, IHttpContextAccessor http)
    where TAnswer : class
{
    /// <summary>
    /// Whether this very request was answered before: then it gets that answer, whatever would be refused to somebody who
    /// comes now.
    /// </summary>
    public Task<bool> WasAnsweredAsync(CancellationToken stop) => kept.Value.KnowAsync(request.Asked, stop);

    /// <summary>Answers when the command is done or refused, which is then so for good.</summary>
    /// <exception cref="BusyException">Too many wait already.</exception>
    public async Task<Outcome<TAnswer>> SendAsync(TCommand command, CancellationToken stop)
    {
        var outcome = await together.SendAsync(command, request.Asked, stop);
        if (outcome.IsRepeated && http.HttpContext?.Response is { } response)
        {
            response.Headers[ApiAnswer.ReplayedHeader] = "true";
        }

        return outcome;
    }
}
