namespace Tongban.Browser.Tests.Harness;

/// <summary>Pictures for the documentation, taken by the tests so that they show what is really there.</summary>
public static class Pictures
{
    private const int MostBytes = 150_000;

    /// <summary>
    /// Writes docs/images/{name}.png when it is missing or TONGBAN_DOCS_IMAGES=1 asks for new pictures;
    /// otherwise TestResults/images/{name}.png, so that an ordinary run changes no file of the repository.
    /// </summary>
    /// <param name="page">The page as it stands.</param>
    /// <param name="name">Without folder and ending.</param>
    /// <param name="part">Only this part of the page.</param>
    /// <param name="intoDocs">False for a trial that must never go to the documentation.</param>
    /// <returns>The file.</returns>
    public static async Task<string> ScreenshotForDocsAsync(this IPage page, string name, ILocator? part = null, bool intoDocs = true)
    {
        // Fonts come late; a picture before them shows boxes.
        await page.EvaluateAsync("document.fonts.ready.then(() => true)");
        // Hiding the caret writes an empty style into every field, which a later swap by htmx repeats and the policy refuses.
        var picture = part is null
            ? await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Initial })
            : await part.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Initial });
        var wanted = intoDocs && IsWanted(name);
        var file = Path.Combine(wanted ? Repository.DocsImages : Repository.Results("images"), name + ".png");
        // Nobody keeps what an ordinary run looks at.
        await File.WriteAllBytesAsync(file, wanted || !intoDocs ? await SmallAsync(page.Context.Browser!, picture) : picture);
        return file;
    }

    private static bool IsWanted(string name) =>
        Environment.GetEnvironmentVariable("TONGBAN_DOCS_IMAGES") == "1" || !File.Exists(Path.Combine(Repository.Root, "docs", "images", name + ".png"));

    // The browser itself makes it small: fewer shades first (nobody sees it on a form), then fewer pixels.
    private static async Task<byte[]> SmallAsync(IBrowser browser, byte[] picture)
    {
        if (picture.Length <= MostBytes)
        {
            return picture;
        }

        var blank = await browser.NewPageAsync();
        try
        {
            var small = await blank.EvaluateAsync<string>(Shrink, new { png = Convert.ToBase64String(picture), most = MostBytes });
            return Convert.FromBase64String(small);
        }
        finally
        {
            await blank.CloseAsync();
        }
    }

    private const string Shrink =
        """
        async ({ png, most }) => {
          const image = new Image();
          image.src = 'data:image/png;base64,' + png;
          await image.decode();
          let small = png;
          for (let scale = 1; scale > 0.35 && small.length * 3 / 4 > most; scale -= 0.1) {
            const canvas = document.createElement('canvas');
            canvas.width = Math.round(image.width * scale);
            canvas.height = Math.round(image.height * scale);
            const pen = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
            pen.imageSmoothingQuality = 'high';
            pen.drawImage(image, 0, 0, canvas.width, canvas.height);
            const shades = pen.getImageData(0, 0, canvas.width, canvas.height);
            for (let i = 0; i < shades.data.length; i++) {
              shades.data[i] = (shades.data[i] & 0xf0) | (shades.data[i] >> 4);
            }
            pen.putImageData(shades, 0, 0);
            small = canvas.toDataURL('image/png').split(',')[1];
          }
          return small;
        }
        """;
}
