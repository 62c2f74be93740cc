namespace Tongban.Shared.Setup;

/// <summary>
/// A service that most requests do not need: made when it is asked for. Where thousands press at once, what each of them
/// carries while it waits is what the garbage collector has to carry with it.
/// </summary>
public sealed class Later<T>(IServiceProvider services)
    where T : notnull
{
    public T Value => services.GetRequiredService<T>();
}
