using Microsoft.AspNetCore.Mvc;

namespace Tongban.People.SigningIn;

/// <summary>Where somebody goes after signing in: the page they wanted, if it is one of ours.</summary>
internal static class ReturnAddress
{
    // A search for 老年证 stands in the address as it was typed; a header takes only what is escaped.
    public static string Of(IUrlHelper url, string? wanted) =>
        url.IsLocalUrl(wanted) ? new Uri(new Uri("http://here"), url.Content(wanted)).PathAndQuery : "/staff";
}
