using System.Text.RegularExpressions;
using Tongban.Shared;

namespace Tongban.Queue;

/// <summary>Where a visit's ticket is opened on a phone, and back: the token in what a scanner read from the slip.</summary>
public static partial class TicketAddress
{
    public static string Of(HttpRequest request, Visit visit) => $"{request.LinkBase()}/t/{visit.Token}";

    /// <summary>The token, or null where this is no ticket's address.</summary>
    public static string? TokenIn(string text) => Pattern().Match(text) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("(?:^|/)([0-9a-f]{32})(?:[?#/].*)?$")]
    private static partial Regex Pattern();
}
