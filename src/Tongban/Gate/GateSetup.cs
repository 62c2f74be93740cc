namespace Tongban.Gate;

public static class GateSetup
{
    public static void AddGate(this IServiceCollection services)
    {
    }

    public static void MapGate(this IEndpointRouteBuilder app)
    {
    }
}
