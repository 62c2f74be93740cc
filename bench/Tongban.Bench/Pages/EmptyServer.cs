using Microsoft.Extensions.FileProviders;

namespace Tongban.Bench.Pages;

/// <summary>What pages are measured against: a Razor page with nothing in it, and a file. <c>tongban-bench empty --port N</c></summary>
internal static class EmptyServer
{
    public const string File = "/static/app.css";

    public static async Task RunAsync(int port)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        // The program's own pages lie beside this one and want its services.
        builder.Services.AddRazorPages().ConfigureApplicationPartManager(manager =>
            manager.ApplicationParts.Where(part => part.Name == "tongban").ToList().ForEach(part => manager.ApplicationParts.Remove(part)));
        await using var app = builder.Build();
        var files = new PhysicalFileProvider(Path.Combine(Repository.Root, "src", "Tongban", "wwwroot", "css"));
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, RequestPath = "/static" });
        app.UseRouting();
        app.MapRazorPages();
        await app.RunAsync();
    }
}
