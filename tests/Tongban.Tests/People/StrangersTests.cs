using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.People;

public sealed class StrangersTests
{
    [Fact]
    public async Task Of_a_stranger_nobody_asks_who_they_are_where_anybody_may_call()
    {
        var asked = new Asked();
        await using var app = await TongbanApp.StartAsync(services => Count(services, asked));
        var hall = await Hall.BuildAsync(app);
        var program = app.NewBrowser();

        using var sites = await program.ReadAsync("/sites");
        Assert.Equal(HttpStatusCode.OK, sites.StatusCode);
        Assert.Equal((422, "appointment.slot-gone"), await program.PostAsync("/bookings", new { slotId = Guid.NewGuid(), items = new[] { "SU01" } }).ProblemAsync());
        Assert.Equal(0, asked.Times);

        Assert.Equal((422, "appointment.slot-gone"), await program.WriteAsync(HttpMethod.Post, "/bookings", new { slotId = Guid.NewGuid(), items = new[] { "SU01" } }, headers: ("Cookie", "tb-citizen=nothing")).ProblemAsync());
        Assert.NotEqual(0, asked.Times);
    }

    [Fact]
    public async Task What_is_not_for_anybody_stays_closed_to_a_stranger()
    {
        await using var app = await TongbanApp.StartAsync();
        var endpoints = app.ApiEndpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.RoutePattern.Parameters.Count == 0).ToList();
        Assert.NotEmpty(endpoints);

        foreach (var endpoint in endpoints)
        {
            var path = endpoint.RoutePattern.RawText!.TrimStart('/')["api/v1".Length..];
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                using var answer = await app.NewBrowser().WriteAsync(new HttpMethod(method), path);
                Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path}: {answer.StatusCode}");
            }
        }
    }

    private static void Count(IServiceCollection services, Asked asked)
    {
        services.AddSingleton(asked);
        services.Replace(ServiceDescriptor.Scoped<IAuthenticationService, Counting>());
    }

    private sealed class Asked
    {
        public int Times { get; set; }
    }

    private sealed class Counting(IAuthenticationSchemeProvider schemes, IAuthenticationHandlerProvider handlers, IClaimsTransformation transform, IOptions<AuthenticationOptions> options, Asked asked)
        : AuthenticationService(schemes, handlers, transform, options)
    {
        public override Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
        {
            asked.Times++;
            return base.AuthenticateAsync(context, scheme);
        }
    }
}
