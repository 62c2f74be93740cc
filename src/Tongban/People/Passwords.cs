using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;
using Tongban.Kernel;

namespace Tongban.People;

/// <summary>Says what Identity found wrong in our own sentences.</summary>
public static class Passwords
{
    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>
    {
        [nameof(IdentityErrorDescriber.DuplicateUserName)] = "staff.name-taken",
        [nameof(IdentityErrorDescriber.InvalidUserName)] = "staff.name-unusable",
        [nameof(IdentityErrorDescriber.PasswordMismatch)] = "password.wrong-now",
        [nameof(IdentityErrorDescriber.ConcurrencyFailure)] = "request.changed-meanwhile",
    }.ToFrozenDictionary();

    /// <summary>Refuses unless it succeeded; anything wrong with a new password is one sentence that names all the rules.</summary>
    public static void Accept(IdentityResult result)
    {
        if (result.Errors.FirstOrDefault() is { } error)
        {
            throw Codes.TryGetValue(error.Code, out var code) ? new Refusal(code) : new Refusal("password.too-weak", 8);
        }
    }
}
