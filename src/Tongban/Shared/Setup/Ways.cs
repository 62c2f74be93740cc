namespace Tongban.Shared.Setup;

/// <summary>Ways through the program that part and meet again. What a request passes, it carries while it waits.</summary>
internal static class Ways
{
    /// <summary>A request goes one way or the other, and then on; which of them is asked once.</summary>
    /// <param name="app">What all of them pass.</param>
    /// <param name="goesFirst">Whether a request goes the first way.</param>
    /// <param name="first">What is on the first way.</param>
    /// <param name="second">What is on the second way.</param>
    public static void UseEither(this IApplicationBuilder app, Func<HttpContext, bool> goesFirst, Action<IApplicationBuilder> first, Action<IApplicationBuilder> second) =>
        app.Use(next =>
        {
            var (one, other) = (Way(first), Way(second));
            return context => goesFirst(context) ? one(context) : other(context);

            RequestDelegate Way(Action<IApplicationBuilder> put)
            {
                var way = app.New();
                put(way);
                way.Run(next);
                return way.Build();
            }
        });
}
