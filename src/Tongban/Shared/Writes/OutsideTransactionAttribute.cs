using Microsoft.AspNetCore.Mvc.Filters;

namespace Tongban.Shared.Writes;

/// <summary>
/// This page's POST, or this handler, opens its own transactions, or none: it waits for something slow (a password's hash,
/// a batch), or keeps what is right and shows what is not.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OutsideTransactionAttribute : Attribute
{
    internal static bool IsOn(PageHandlerExecutingContext context) =>
        context.HandlerInstance.GetType().IsDefined(typeof(OutsideTransactionAttribute), inherit: true)
            || context.HandlerMethod?.MethodInfo.IsDefined(typeof(OutsideTransactionAttribute), inherit: true) == true;
}
