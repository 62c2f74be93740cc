using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.Partners.Access;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared.Rush;
using Tongban.Shared.Words;

namespace Tongban.Tests;

/// <summary>The house's rules, checked on the model, the routes and the source. The tables are in <see cref="HouseRules"/>.</summary>
public sealed partial class HouseRulesTests
{
    private static readonly string[] PlatformTables =
        ["staff_account", "staff_claim", "staff_login", "staff_token", "data_protection_keys", .. HouseRules.PlatformTables];

    [Fact]
    public async Task Every_route_stands_in_the_table_with_its_permission()
    {
        await using var app = await TongbanApp.StartAsync();
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is not null)
            .Select(endpoint => $"{("/" + endpoint.RoutePattern.RawText!.Trim('/'))} {NeedOf(endpoint)}")
            .Distinct().Order(StringComparer.Ordinal).ToList();

        Told("a page or endpoint names its permission", routes.Except(HouseRules.Routes), HouseRules.Routes.Except(routes));
    }

    [Fact]
    public async Task Every_key_index_and_reference_of_a_centres_table_begins_with_the_centre()
    {
        var model = await ModelAsync();
        var wrong = model.GetEntityTypes().Where(type => !PlatformTables.Contains(type.GetTableName()))
            .SelectMany(type => type.GetKeys().Select(key => (type, key.Properties))
                .Concat(type.GetIndexes().Where(index => index.IsUnique).Select(index => (type, index.Properties)))
                .Concat(type.GetForeignKeys().Select(key => (type, key.Properties))))
            .Where(found => found.Properties[0].Name != "CentreId")
            .Select(found => $"{found.type.GetTableName()}({string.Join(',', found.Properties.Select(property => property.Name))})");

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task No_key_of_ours_is_generated_by_a_database()
    {
        var model = await ModelAsync();
        var generated = model.GetEntityTypes().Where(type => type.FindProperty("CentreId") is not null)
            .SelectMany(type => type.FindPrimaryKey()!.Properties)
            .Where(property => property.ValueGenerated != ValueGenerated.Never)
            .Select(property => $"{property.DeclaringType.DisplayName()}.{property.Name}");

        Assert.Empty(generated);
    }

    [Fact]
    public void Entities_know_nothing_of_web_or_database()
    {
        var wrong = typeof(TongbanDb).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Entity)))
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).SelectMany(member => TypesOf(member).Select(used => (type, used))))
            .Where(found => found.used.Namespace is { } space && (space.StartsWith("Microsoft.", StringComparison.Ordinal) || space.StartsWith("System.Net", StringComparison.Ordinal)))
            .Select(found => $"{found.type.Name} uses {found.used.FullName}").Distinct();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_refusal_has_its_sentence_in_both_languages()
    {
        var book = WordBook.Load();
        var codes = HouseRules.Sources().SelectMany(file => RefusalCode().Matches(file.Text).Select(match => match.Groups[1].Value)).Distinct().ToList();
        var missing = codes.Where(code => book.Find(WordBook.Chinese, "refused." + code) is null || book.Find(WordBook.English, "refused." + code) is null).Order();

        Assert.True(codes.Count > 100);
        Assert.Empty(missing);
    }

    [Fact]
    public void Only_the_listed_contended_activities_change_rows_by_statement()
    {
        var using_ = HouseRules.Sources().Where(file => Statement().IsMatch(file.Text)).Select(file => file.Path).Order(StringComparer.Ordinal).ToList();

        Told("a row is changed by a guarded method, or in a listed activity", using_.Except(HouseRules.Contended.Keys), HouseRules.Contended.Keys.Except(using_));
    }

    [Fact]
    public void What_thousands_send_at_once_shares_a_transaction()
    {
        var pages = typeof(TongbanDb).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(InGroupAttribute))).Select(method => $"{method.DeclaringType!.FullName}.{method.Name}"["Tongban.".Length..]);
        var api = HouseRules.Sources().SelectMany(file => GroupedEndpoint().Matches(file.Text).Select(match => match.Groups[1].Value));
        List<string> joined = [.. pages, .. api];

        Told("whether a write joins others is a decision", joined.Except(HouseRules.InGroup), HouseRules.InGroup.Except(joined));
    }

    [Fact]
    public void Nobody_asks_the_machine_for_the_time()
    {
        var asking = HouseRules.Sources().Where(file => MachineTime().IsMatch(file.Text)).Select(file => file.Path).Order(StringComparer.Ordinal).ToList();

        Told("time comes from HallClock", asking.Except(HouseRules.AsksTheMachine.Keys), HouseRules.AsksTheMachine.Keys.Except(asking));
    }

    [Fact]
    public void Folders_use_only_the_folders_that_they_may()
    {
        var arrows = HouseRules.Sources()
            .Where(file => file.Path.Contains('/') && !HouseRules.WrittenByEf(file.Path))
            .SelectMany(file => Using().Matches(file.Text).Select(match => (From: file.Path.Split('/')[0], To: match.Groups[1].Value)))
            .Where(arrow => arrow.From != arrow.To && !HouseRules.Everybodys.Contains(arrow.To) && !HouseRules.SeesAll.Contains(arrow.From))
            .Select(arrow => $"{arrow.From} → {arrow.To}").Distinct().Order(StringComparer.Ordinal).ToList();

        Told("an arrow between folders is a decision", arrows.Except(HouseRules.Arrows), HouseRules.Arrows.Except(arrows));
    }

    [Fact]
    public async Task A_second_child_of_a_loaded_parent_is_added_and_not_taken_for_an_update()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var visitId = await app.WithDbAsync(async db =>
        {
            var visit = new Visit(db.CentreId, hall.Site.Id, app.Clock.Today, "A900", "t900", null, null, Precedence.None, null, app.Clock.Now, Actor.System);
            visit.Wait(hall.Group.Id, null, app.Clock.Now, Actor.System);
            db.Add(visit);
            await db.SaveChangesAsync();
            return visit.Id;
        });

        var legs = await app.WithDbAsync(async db =>
        {
            var loaded = (await db.FindAsync<Visit>(db.CentreId, visitId))!;
            loaded.Wait(hall.Group.Id, null, app.Clock.Now, Actor.System);
            await db.SaveChangesAsync();
            return loaded.Legs.Count;
        });

        Assert.Equal(2, legs);
    }

    /// <summary>
    /// EF leaves out the index of a key that another index begins with, a filtered one too: then loading a parent with its
    /// children reads all children that there ever were.
    /// </summary>
    [Fact]
    public async Task Children_are_found_by_an_index()
    {
        var model = await ModelAsync();
        var lost = model.GetEntityTypes().SelectMany(type => type.GetForeignKeys())
            .Where(key => key.PrincipalToDependent is not null && !key.DeclaringEntityType.FindPrimaryKey()!.Properties.Take(key.Properties.Count).SequenceEqual(key.Properties))
            .Where(key => !key.DeclaringEntityType.GetIndexes().Any(index => index.GetFilter() is null && index.Properties.Take(key.Properties.Count).SequenceEqual(key.Properties)))
            .Select(key => $"{key.DeclaringEntityType.ShortName()}: {string.Join(", ", key.Properties.Select(property => property.Name))}");

        Assert.Empty(lost);
    }

    private static async Task<IModel> ModelAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        return await app.WithDbAsync(db => Task.FromResult(db.Model));
    }

    private static string NeedOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "anybody"
        : endpoint.Metadata.GetMetadata<NeedsAttribute>() is { } needs ? needs.Permission.ToString()
        : endpoint.Metadata.GetMetadata<NeedsDeviceAttribute>() is { } device ? string.Join('|', ["device:" + device.Kind, .. device.OrStaffWith])
        : endpoint.Metadata.GetMetadata<NeedsPartnerAttribute>() is { } partner ? $"partner:{partner.Scope}"
        : endpoint.Metadata.GetMetadata<IAuthorizeData>() is { } data ? data.AuthenticationSchemes ?? data.Policy ?? "signed-in"
        : "signed-in";

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        _ => [],
    };

    private static void Told(string rule, IEnumerable<string> unlisted, IEnumerable<string> gone)
    {
        var lines = unlisted.Select(line => "not in the table: " + line).Concat(gone.Select(line => "only in the table: " + line)).ToList();
        Assert.True(lines.Count == 0, $"{rule}:\n{string.Join('\n', lines)}");
    }

    [GeneratedRegex("WithName\\(\"(\\w+)\"\\)[^\n;]*\\.InGroup\\(\\)")]
    private static partial Regex GroupedEndpoint();

    [GeneratedRegex("""(?:new Refusal|RefusedAs|Refusal\.Unless)\((?:[^;]*?,\s*)??"([a-z0-9-]+(?:\.[a-z0-9-]+)+)"(?=[,)])""")]
    private static partial Regex RefusalCode();

    [GeneratedRegex(@"\bExecute(Update|Delete|Sql|SqlRaw|SqlInterpolated)Async\(|\.SqlQuery<")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b|TimeProvider\.System")]
    private static partial Regex MachineTime();

    [GeneratedRegex(@"^using Tongban\.([A-Z]\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
