namespace Tongban.Cases;

/// <summary>Tells the applicant what happened to a case. The one place where cases send anything.</summary>
public sealed class CaseMessages(ILogger<CaseMessages> log)
{
    public Task NotifiedAsync(Case about, CaseNotice notice) => TellAsync(about, "notified", notice.Number);

    public Task AcceptedAsync(Case about) => TellAsync(about, "accepted", about.Version);

    public Task PausedAsync(Case about) => TellAsync(about, "paused", about.Version);

    public Task EndedAsync(Case about) => TellAsync(about, "ended", about.Version);

    private Task TellAsync(Case about, string what, int number)
    {
        log.LogInformation("Case {CaseId}: {What} {Number}", about.Id, what, number);
        return Task.CompletedTask;
    }
}
