using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Tongban.Commands;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Commands;

public sealed class ServeTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Development", "--at", "nonsense", "--at wants a time in the hall such as 2026-11-24T09:30, not 'nonsense'.")]
    [InlineData("Production", "--at", "2026-11-24T09:30", "refused outside the Development environment")]
    [InlineData("Production", "--metrics", "5080", "--metrics wants a port of its own.")]
    [InlineData("Production", "--listen", "hall.example", "--listen wants localhost, an IP address of this machine, or * for all of them, not 'hall.example'.")]
    public async Task What_cannot_be_is_told_in_one_sentence(string environment, string option, string value, string told)
    {
        var (code, said) = await RunAsync(["serve", option, value], start => start.Environment["ASPNETCORE_ENVIRONMENT"] = environment);

        Assert.Equal(2, code);
        Assert.Contains(told, said, StringComparison.Ordinal);
        Assert.Single(said.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("localhost", "http://localhost:5080")]
    [InlineData("*", "http://*:5080")]
    [InlineData("10.1.2.3", "http://10.1.2.3:5080")]
    [InlineData("::1", "http://[::1]:5080")]
    [InlineData("hall.example", null)]
    [InlineData("0", "http://0.0.0.0:5080")]
    public void It_listens_where_it_is_told(string listen, string? url) =>
        Assert.Equal(url, new ServeOptions(null, 5080, null, Demo: false, listen).Url);

    [Fact]
    public async Task A_node_answers_at_the_address_given_and_at_no_other_and_has_its_figures_on_a_port_of_their_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux answers at 127.0.0.2 without being set up for it.");
        var folder = Directory.CreateTempSubdirectory("tongban-serve-");
        var figures = TongbanProcess.FreePort();
        await using (var node = await TongbanProcess.StartAsync(new TongbanSettings(folder.FullName, null, TimeSpan.Zero), "127.0.0.2", more: ["--metrics", $"{figures}"]))
        {
            using var http = new HttpClient();
            var told = await http.GetStringAsync(new Uri($"http://127.0.0.2:{figures}/metrics"), Stop);
            using var page = await http.GetAsync(new Uri($"http://127.0.0.2:{figures}/"), Stop);
            using var outside = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, "metrics")) { Headers = { Host = $"127.0.0.2:{figures}" } };

            Assert.Contains("http_server_request_duration_seconds", told, StringComparison.Ordinal);
            Assert.Contains("dotnet_process_cpu_time", told, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(outside, Stop)).StatusCode);

            Assert.Equal("Healthy", await http.GetStringAsync(new Uri(node.Address, "health/ready"), Stop));
            await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(new Uri($"http://127.0.0.1:{node.Address.Port}/health/ready"), Stop));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_connection_may_stand_in_a_file_and_what_is_said_directly_comes_first()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "Host=db;Password=secret\n");

        Assert.Equal("Host=db;Password=secret", Read(("TONGBAN_POSTGRES_FILE", file)));
        Assert.Equal("Host=other", Read(("TONGBAN_POSTGRES_FILE", file), ("TONGBAN_POSTGRES", "Host=other")));
        Assert.Null(Read());
        File.Delete(file);
    }

    [Fact]
    public async Task What_is_shipped_lies_where_the_program_looks_for_it()
    {
        var project = Path.Combine(HouseRules.Repository(), "src", "Tongban", "Tongban.csproj");
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-getItem:Content"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var told = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync(Stop)).RootElement.GetProperty("Items").GetProperty("Content");
        var shipped = told.EnumerateArray().Where(file => Of(file, "LinkBase").Length > 0).Select(file => $"{Of(file, "LinkBase")}/{Of(file, "RecursiveDir")}{Of(file, "Filename")}{Of(file, "Extension")}").ToList();

        // A path that is there twice stops the publishing.
        Assert.Equal(shipped.Distinct(), shipped);
        Assert.All(shipped, path => Assert.True(File.Exists(Path.Combine(HouseRules.Repository(), path)), path));
        Assert.Equal(["data/admission", "data/calendar", "data/codes"], shipped.Select(path => Path.GetDirectoryName(path)!).Distinct().Order());
    }

    private static string Of(JsonElement file, string metadata) => file.TryGetProperty(metadata, out var value) ? value.GetString()! : "";

    private static string? Read(params (string Name, string Value)[] said) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(said.ToDictionary(one => one.Name, one => (string?)one.Value)).Build(), "data", TimeSpan.Zero).Postgres;

    internal static async Task<(int Code, string Said)> RunAsync(IEnumerable<string> arguments, Action<ProcessStartInfo> change)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TongbanDb).Assembly.Location, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        change(start);
        using var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        var said = await process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, said);
    }
}
