using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Licences;
using Tongban.Licences.Printing;
using Tongban.Licences.Signing;
using Tongban.Licences.Verifying;
using Tongban.Tests.Cases;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Licences;

/// <summary>From a granted case to a licence that anybody can verify.</summary>
public sealed class LicenceTests
{
    private const string Number = "11370800MB28559184";

    public static ItemContent Licensed { get; } = Contents.StartCompany with { Results = [new("营业执照", "Business licence", "11410100000000027P006")] };

    [Fact]
    public async Task Closing_a_granted_case_issues_its_licence_and_wants_its_papers_signed()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Licensed);
        var it = await desk.ReceiveAsync("accept");

        await desk.CloseAsync(it, Number);

        var licence = await TheLicenceAsync(app);
        var identifier = LicenceIdentifier.Parse(licence.Identifier);
        Assert.True(identifier.IsCheckRight);
        Assert.Equal(("11410100000000027P006", "11410100000000019W", "001"), (identifier.Type, identifier.Issuer, identifier.Version));
        Assert.StartsWith("20260000001", identifier.Serial, StringComparison.Ordinal);
        Assert.Equal(("如意健身有限公司", HolderCodeType.CreditCode, Number, "市场监督管理局"), (licence.HolderName, licence.HolderCodeType, licence.HolderCode, licence.IssuerZh));
        Assert.Equal((it.Id, app.Clock.Today, null), (licence.CaseId, licence.IssuedOn, licence.ValidUntilOn));
        Assert.Equal(["acceptance", "licence-1", "result"], await app.WithDbAsync(db => db.Set<SignedPaper>().OrderBy(paper => paper.Paper).Select(paper => paper.Paper).ToListAsync()));
        var list = await desk.Officer.PageAsync("/staff/licences?find=" + Number);
        Assert.Contains(licence.Identifier, list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_no_licence_and_nothing_that_is_refused_gets_one()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        await desk.CloseAsync(await desk.ReceiveAsync("accept"), Number);
        await app.WithDbAsync(async db =>
        {
            var version = new ItemVersion(db.CentreId, desk.Hall.Item.Id, 2, Licensed, app.Clock.Now, Actor.System);
            version.Publish(new DateOnly(2026, 1, 1), app.Clock.Now, Actor.System);
            db.Add(version);
            return await db.SaveChangesAsync();
        });
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var refused = await desk.ReceiveAsync("accept");
        foreach (var act in new[] { "agree", "reject" })
        {
            await CaseDesk.DoAsync(desk.Officer, refused, "claim", "form#claim");
            await CaseDesk.DoAsync(desk.Officer, refused, act, "form#step", new() { ["Text"] = "场所不合要求" });
        }

        Assert.Null((await CaseDesk.DoAsync(desk.Officer, refused, "close", "form#close")).RefusalCode());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Licence>().CountAsync()));
    }

    [Fact]
    public async Task What_was_signed_is_what_everybody_gets_and_it_is_verified_by_its_bytes()
    {
        using var tools = PdfTools.Need();
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Licensed);
        var it = await desk.ReceiveAsync("accept");
        await desk.CloseAsync(it, Number);
        var licence = await TheLicenceAsync(app);
        var applicant = await desk.ApplicantAsync(it);
        var progress = await applicant.PageAsync($"/progress/{it.Number}");

        var pdf = await DownloadAsync(applicant, progress.QuerySelector("#licence-pdf")!.GetAttribute("href")!);

        Assert.Equal(pdf, await DownloadAsync(desk.Officer, $"/staff/inbox/{it.Id}/papers/licence-1/pdf"));
        Assert.Equal(pdf, await DownloadAsync(desk.Clerk, $"/staff/cases/{it.Id}/papers/licence-1/pdf"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewBrowser().GetAsync($"/progress/{it.Number}/papers/licence-1/pdf")).StatusCode);
        var text = Plain(await tools.TextAsync(pdf));
        foreach (var says in new[] { "营业执照", "如意健身有限公司", Number, "市场监督管理局", "2026年11月24日", licence.Identifier, "http://localhost/verify", "第 1 页，共 1 页" })
        {
            Assert.Contains(Plain(says), text, StringComparison.Ordinal);
        }

        var signature = await tools.SignaturesAsync(pdf, Path.Combine(app.Settings.SigningFolder, TestAuthority.CertificateFile));
        Assert.Contains("Signature is Valid", signature, StringComparison.Ordinal);
        Assert.Contains("Certificate is Trusted", signature, StringComparison.Ordinal);

        var decision = await DownloadAsync(applicant, $"/progress/{it.Number}/papers/result/pdf");
        Assert.Contains("准予行政许可决定书", await tools.TextAsync(decision), StringComparison.Ordinal);
        Assert.Equal(PaperFinding.Genuine, await CheckAsync(app, decision));
        var checkedPage = await UploadAsync(app, pdf);
        Assert.Equal("Genuine", checkedPage.QuerySelector("#checked")!.GetAttribute("data-finding"));
        Assert.Equal("Valid", checkedPage.QuerySelector("#verified")!.GetAttribute("data-state"));
        Assert.Contains(licence.Identifier, checkedPage.QuerySelector("#verified")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(PaperFinding.Altered, await CheckAsync(app, Flipped(pdf)));
        Assert.Equal(PaperFinding.AddedTo, await CheckAsync(app, [.. pdf, .. "%\n"u8]));
        Assert.Equal(PaperFinding.Foreign, await CheckAsync(app, SignedByAnother(app)));
        Assert.Equal(PaperFinding.Unsigned, await CheckAsync(app, [.. "%PDF-1.7 scan"u8]));
        Assert.Equal("verify.not-pdf", (await app.NewBrowser().SubmitFilesAsync("/verify", [], [new Upload("Document", "x.pdf", [1, 2, 3])], "#by-file")).RefusalCode());
        Assert.Equal("verify.no-file", (await app.NewBrowser().SubmitFilesAsync("/verify", [], [], "#by-file")).RefusalCode());
    }

    [Fact]
    public async Task A_valid_licence_that_we_issued_stands_for_the_material_of_its_name_and_a_revoked_one_does_not()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Licensed with { Materials = [.. Licensed.Materials.Select(material => material.Id == "M1" ? material with { NameZh = "营业执照" } : material)] });
        await desk.CloseAsync(await desk.ReceiveAsync("accept"), Number);
        await app.WithAsync(services => services.GetRequiredService<PaperDuties>().RunAsync(TestContext.Current.CancellationToken));
        var licence = await TheLicenceAsync(app);
        app.Time.Advance(TimeSpan.FromDays(1));
        var it = await desk.ReceiveAsync("keep", m1: "Missing");

        var page = await desk.Clerk.PageAsync($"/staff/cases/{it.Id}");
        Assert.Contains(licence.Identifier, page.QuerySelector("button[value='use:M1']")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Null((await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "use:M1" }, "form#check")).RefusalCode());
        Assert.Equal(MaterialState.HandedIn, (await desk.TheCaseAsync()).Material("M1").State);
        var paper = await app.WithDbAsync(db => db.Set<SignedPaper>().AsNoTracking().SingleAsync(one => one.Paper == "licence-1"));
        Assert.Equal((paper.Hash, licence.CaseId), await app.WithDbAsync(db => db.Set<CaseFile>().Where(file => file.CaseId == it.Id && file.MaterialKey == "M1").Select(file => new ValueTuple<string?, Guid?>(file.Hash, file.FromCaseId)).SingleAsync()));

        await app.WithDbAsync(async db =>
        {
            (await db.Set<Licence>().SingleAsync()).Revoke("提供虚假材料", new CaseMoment(app.Clock.Now, app.Clock.Today, Actor.System, null!));
            return await db.SaveChangesAsync();
        });
        app.Time.Advance(TimeSpan.FromDays(1));
        var late = await desk.ReceiveAsync("keep", m1: "Missing");
        Assert.DoesNotContain(licence.Identifier, (await desk.Clerk.PageAsync($"/staff/cases/{late.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_reissues_and_revokes_and_whoever_looks_it_up_is_told()
    {
        await using var app = await TongbanApp.StartAsync();
        await ReissuedAndRevokedAsync(app);
        var stranger = app.NewBrowser();
        var editions = await app.WithDbAsync(db => db.Set<Licence>().OrderBy(licence => licence.Edition).ToListAsync());

        var old = await stranger.PageAsync($"/verify/{editions[0].Identifier}");
        var now = await stranger.PageAsync($"/verify/{editions[1].Identifier.ToLowerInvariant()}");

        Assert.Equal(("Replaced", "Revoked"), (StateOf(old), StateOf(now)));
        Assert.Equal($"/verify/{editions[1].Identifier}", old.QuerySelector("#newer")!.GetAttribute("href"));
        Assert.Equal(2, now.QuerySelectorAll("#editions li").Length);
        Assert.Contains("已撤销，不能再用", now.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("材料是假的", now.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var answer = await stranger.ReadAsync($"/verifications/{editions[1].Identifier}").GoodAsync();
        Assert.Equal(("revoked", "2026-11-24", "如意健身有限公司"), (answer.Text("state"), answer.Text("endedOn"), answer.GetProperty("facts").Text("holder")));
        Assert.Equal(["acceptance", "licence-1", "licence-2", "result"], await app.WithDbAsync(db => db.Set<SignedPaper>().OrderBy(paper => paper.Paper).Select(paper => paper.Paper).ToListAsync()));
    }

    [Fact]
    public async Task What_was_never_issued_is_told_in_one_sentence_each()
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<LookupLimit>(limit => limit.PerMinute = 8));
        await Hall.BuildAsync(app);
        var stranger = app.NewBrowser();
        var (real, wrong) = ("1.2.156.3005.2.11100000MB0341032Y002.11420503087246977F.20200101000000000001.001.Z", "1.2.156.3005.2.11100000MB0341032Y002.11420503087246977F.20200101000000000001.001.Y");

        async Task<string?> WhyAsync(string identifier)
        {
            var answer = await stranger.GetAsync($"/verify/{identifier}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            return (await answer.PageAsync()).QuerySelector("#not-verified")!.GetAttribute("data-code");
        }

        Assert.Equal("licence.unknown", await WhyAsync(real));
        Assert.Equal("licence.check", await WhyAsync(wrong));
        Assert.Equal("licence.format", await WhyAsync("豫A-1"));
        Assert.Equal((422, "licence.unknown"), await stranger.ReadAsync($"/verifications/{real}").ProblemAsync());
        Assert.Equal((422, "licence.check"), await stranger.ReadAsync($"/verifications/{wrong}").ProblemAsync());
        var typed = await stranger.GetFollowingAsync($"/verify?identifier={real}");
        Assert.EndsWith(real, typed.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);

        // Seven looks so far: an address that goes on is slowed down.
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/verify/{real}")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.GetAsync($"/verify/{real}")).StatusCode);
    }

    [Fact]
    public async Task Of_two_who_revoke_at_once_one_does_and_an_officer_may_not()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Licensed);
        await desk.CloseAsync(await desk.ReceiveAsync("accept"), Number);
        var address = $"/staff/licences/{(await TheLicenceAsync(app)).Id}";
        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Leader.PageAsync(address)));

        var answers = await Task.WhenAll(pages.Select((page, index) => Task.Run(() => desk.Leader.SubmitRawAsync(page, new() { ["Do"] = index % 2 == 0 ? "revoke" : "cancel", ["Reason"] = "理由" }, "form#end"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(2, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.Subject == nameof(Licence))));
        Assert.Null((await desk.Officer.PageAsync(address)).QuerySelector("form#end"));
    }

    [Fact]
    public async Task A_pdf_that_cannot_be_made_is_tried_again_and_nothing_else_is_lost()
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<PdfSettings>(pdf => pdf.Fonts = ["/nowhere/song.ttf"]));
        var desk = await CaseDesk.OpenAsync(app, Licensed);
        var it = await desk.ReceiveAsync("accept");
        await desk.CloseAsync(it, Number);
        var applicant = await desk.ApplicantAsync(it);

        var answer = await applicant.GetAsync($"/progress/{it.Number}/papers/licence-1/pdf");

        Assert.Equal($"/progress/{it.Number}/papers/result", answer.Headers.Location!.ToString());
        var wanted = await app.WithDbAsync(db => db.Set<SignedPaper>().AsNoTracking().SingleAsync(paper => paper.Paper == "licence-1"));
        Assert.Equal((null, 1, true), (wanted.Hash, wanted.Tries, wanted.NextTryAt > app.Clock.Now));
        Assert.Equal("Valid", StateOf(await applicant.PageAsync($"/verify/{(await TheLicenceAsync(app)).Identifier}")));
    }

    [Fact]
    public async Task What_is_wanted_is_made_by_itself_once()
    {
        using var tools = PdfTools.Need();
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Licensed);
        var it = await desk.ReceiveAsync("notify", m1: "Missing", why: "没有签名");
        Task<int> RoundAsync() => app.WithAsync(services => services.GetRequiredService<PaperDuties>().RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal((1, 0), (await RoundAsync(), await RoundAsync()));

        var notice = await DownloadAsync(await desk.ApplicantAsync(it), $"/progress/{it.Number}/papers/notice-1/pdf");
        var text = Plain(await tools.TextAsync(notice));
        Assert.Contains("一次性告知单", text, StringComparison.Ordinal);
        Assert.Contains("没有签名", text, StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "paper.signed")));
    }

    [Fact]
    public async Task An_address_that_a_stranger_chose_is_not_signed()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Licensed);
        var it = await desk.ReceiveAsync("keep");
        var applicant = await desk.ApplicantAsync(it);
        app.Time.Advance(TimeSpan.FromDays(14));

        // Five working days are over: whoever looks at it first has it deemed accepted.
        await applicant.GetAsync($"/progress/{it.Number}");

        var wanted = await app.WithDbAsync(db => db.Set<SignedPaper>().AsNoTracking().SingleAsync());
        Assert.Equal(("acceptance", ""), (wanted.Paper, wanted.Origin));
        Assert.Equal("http://localhost", await app.WithDbAsync(async db =>
        {
            await desk.CloseAsync(it, Number);
            return (await db.Set<SignedPaper>().AsNoTracking().SingleAsync(paper => paper.Paper == "licence-1")).Origin;
        }));
    }

    /// <summary>One licence whose second edition is revoked.</summary>
    internal static async Task ReissuedAndRevokedAsync(TongbanApp app)
    {
        var desk = await CaseDesk.OpenAsync(app, Licensed);
        await desk.CloseAsync(await desk.ReceiveAsync("accept"), Number);
        var address = $"/staff/licences/{(await TheLicenceAsync(app)).Id}";
        var reissued = await desk.Leader.SubmitAsync(address, new() { ["Do"] = "reissue", ["Reason"] = "原件遗失", ["ValidUntil"] = "2030-01-01" }, "form#end");
        Assert.Null(reissued.RefusalCode());
        Assert.NotEqual(address, reissued.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Null((await desk.Leader.SubmitAsync(reissued.RequestMessage.RequestUri.AbsolutePath, new() { ["Do"] = "revoke", ["Reason"] = "材料是假的" }, "form#end")).RefusalCode());
    }

    private static Task<Licence> TheLicenceAsync(TongbanApp app) => app.WithDbAsync(db => db.Set<Licence>().AsNoTracking().SingleAsync());

    private static async Task<byte[]> DownloadAsync(Browser who, string path)
    {
        var answer = await who.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IDocument> UploadAsync(TongbanApp app, byte[] pdf) =>
        await (await app.NewBrowser().SubmitFilesAsync("/verify", [], [new Upload("Document", "paper.pdf", pdf)], "#by-file")).PageAsync();

    private static async Task<PaperFinding> CheckAsync(TongbanApp app, byte[] pdf) =>
        Enum.Parse<PaperFinding>((await UploadAsync(app, pdf)).QuerySelector("#checked")!.GetAttribute("data-finding")!);

    // A forger can make a certificate of the same name; the key is another.
    private static byte[] SignedByAnother(TongbanApp app)
    {
        var elsewhere = app.Settings with { DataFolder = Path.Combine(app.Settings.DataFolder, "elsewhere") };
        Directory.CreateDirectory(Path.Combine(elsewhere.DataFolder, "keys"));
        var certificate = new SigningCertificate(Options.Create(new SigningSettings()), elsewhere, NullLogger<SigningCertificate>.Instance);
        var layout = new PaperLayout(new PdfFonts(Options.Create(new PdfSettings()))).Set(PaperBlocks.Read("<h1>营业执照</h1>"), (_, _) => ("", ""), "");
        return new PdfSigner(certificate, app.Clock).Sign(PdfWriter.Write(layout, new PdfAbout("营业执照", "", "", app.Clock.Now)), null, "", "", app.Clock.Now);
    }

    // Where a line ends is the sheet's business.
    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static byte[] Flipped(byte[] pdf)
    {
        var changed = pdf.ToArray();
        changed[pdf.Length / 4] ^= 1;
        return changed;
    }

    private static string? StateOf(IDocument page) => page.QuerySelector("#verified")?.GetAttribute("data-state") ?? page.QuerySelector("main")?.TextContent;
}
