using Microsoft.AspNetCore.Identity;
using Tongban.Kernel;

namespace Tongban.People;

/// <summary>
/// A member of staff who can sign in. A platform row: it belongs to no centre; what the person may do where is
/// said by <see cref="Post"/> rows.
/// </summary>
public sealed class StaffAccount : IdentityUser<Guid>
{
    public StaffAccount() => Id = RowId.New();

    /// <summary>The name colleagues know; never shown to citizens.</summary>
    public string FullName { get; set; } = "";

    /// <summary>Set when the account may no longer sign in.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>The password was given by an administrator: nothing opens before the person has chosen one.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Raised by every administrative act; the version of its fact.</summary>
    public int Moves { get; set; }

    /// <summary>A demonstration account with a printed password; refused outside development.</summary>
    public bool IsDemo { get; set; }
}
