namespace Tongban.Shared.Data;

public static class CentreScopes
{
    /// <summary>Works for one centre in a scope of its own, outside of any request.</summary>
    public static async Task<T> InCentreAsync<T>(this IServiceScopeFactory scopes, Guid centreId, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCentre>().Id = centreId;
        return await work(scope.ServiceProvider);
    }
}
