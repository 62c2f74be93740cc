using Microsoft.AspNetCore.Mvc.Filters;

namespace Tongban.Shared.Writes;

/// <summary>This page's POST opens its own transactions, or none: it waits for something slow (a password's hash, a batch).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutsideTransactionAttribute : Attribute
{
    internal static bool IsOn(PageHandlerExecutingContext context) =>
        context.HandlerInstance.GetType().IsDefined(typeof(OutsideTransactionAttribute), inherit: true);
}
