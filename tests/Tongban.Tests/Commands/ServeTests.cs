using System.Diagnostics;

namespace Tongban.Tests.Commands;

public sealed class ServeTests
{
    [Theory]
    [InlineData("Development", "nonsense", "--at wants a time in the hall such as 2026-11-24T09:30, not 'nonsense'.")]
    [InlineData("Production", "2026-11-24T09:30", "refused outside the Development environment")]
    public async Task A_time_that_cannot_be_is_told_in_one_sentence(string environment, string at, string told)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TongbanDb).Assembly.Location, "serve", "--at", at]) { RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains(told, said, StringComparison.Ordinal);
        Assert.Single(said.Trim().Split('\n'));
    }
}
