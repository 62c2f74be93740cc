namespace Tongban.Network.Places;

/// <summary>Straight-line distance over the ground.</summary>
public static class Distance
{
    private const double EarthRadiusMetres = 6_371_000;

    /// <summary>Metres between two points given in degrees (haversine).</summary>
    public static double Metres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var (a, b) = (double.DegreesToRadians(latitude1), double.DegreesToRadians(latitude2));
        var (north, east) = (b - a, double.DegreesToRadians(longitude2 - longitude1));
        var half = Square(Math.Sin(north / 2)) + (Math.Cos(a) * Math.Cos(b) * Square(Math.Sin(east / 2)));
        return 2 * EarthRadiusMetres * Math.Asin(Math.Sqrt(half));
    }

    private static double Square(double value) => value * value;
}
