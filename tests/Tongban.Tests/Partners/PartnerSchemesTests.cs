using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OpenIddict.Server.AspNetCore;
using Tongban.Partners;
using Tongban.Partners.Access;

namespace Tongban.Tests.Partners;

public sealed class PartnerSchemesTests
{
    [Theory]
    [InlineData("/api/v1/bookings", false, 0)]
    [InlineData("/book", false, 0)]
    [InlineData(PartnerTokens.Address, false, 1)]
    [InlineData("/api/v1/partner/steps", true, 1)]
    public async Task Whoever_wants_to_see_requests_first_sees_those_of_partners_only(string path, bool isForPartners, int asked)
    {
        var options = new AuthenticationOptions();
        options.AddScheme<OpenIddictServerAspNetCoreHandler>("first", displayName: null);
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.SetEndpoint(isForPartners ? new(null, new(new NeedsPartnerAttribute(PartnerScopes.All.Keys.First())), null) : null);

        var schemes = new PartnerSchemes(Options.Create(options), new HttpContextAccessor { HttpContext = context });

        Assert.Equal(asked, (await schemes.GetRequestHandlerSchemesAsync()).Count());
    }
}
