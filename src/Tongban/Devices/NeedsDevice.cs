using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Tongban.People;

namespace Tongban.Devices;

/// <summary>
/// The page or endpoint belongs to devices of this kind: <c>[NeedsDevice(DeviceKind.Kiosk)]</c>. With permissions,
/// staff who hold one of them may open it too: <c>[NeedsDevice(DeviceKind.Gate, Permission.GuardGate)]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsDeviceAttribute : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public NeedsDeviceAttribute(DeviceKind kind, params Permission[] orStaffWith)
    {
        (Kind, OrStaffWith) = (kind, orStaffWith);

        // The scheme named last comes first in the merged user: who let somebody in is the guard, not the guard's tablet.
        AuthenticationSchemes = $"{DeviceScheme.Name},{IdentityConstants.ApplicationScheme}";
    }

    public DeviceKind Kind { get; }

    public IReadOnlyList<Permission> OrStaffWith { get; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>A device by its kind, staff by their posts.</summary>
public sealed class DeviceHandler(CurrentStaff staff) : AuthorizationHandler<NeedsDeviceAttribute>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsDeviceAttribute requirement)
    {
        if (CurrentDevice.KindOf(context.User) == requirement.Kind || await StaffMayAsync(requirement))
        {
            context.Succeed(requirement);
        }
    }

    // The user of this policy is both schemes together; CurrentStaff reads it once the policy has put it in place.
    private async Task<bool> StaffMayAsync(NeedsDeviceAttribute requirement)
    {
        foreach (var permission in requirement.OrStaffWith)
        {
            if (await staff.MayAsync(permission))
            {
                return true;
            }
        }

        return false;
    }
}
