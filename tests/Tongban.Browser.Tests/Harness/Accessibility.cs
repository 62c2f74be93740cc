using System.Runtime.CompilerServices;
using Deque.AxeCore.Commons;

namespace Tongban.Browser.Tests.Harness;

/// <summary>
/// axe on a page as it stands. Its script comes from the package; it is run in the page itself, because the
/// package's own way opens a second page for each check and takes several times as long. Frames are not entered.
/// </summary>
public static class Accessibility
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly ConditionalWeakTable<IBrowserContext, object> WithoutScript = [];

    // target-size is off in axe unless asked for: fingers need 24 pixels (WCAG 2.2, 2.5.8). A rule that never finds
    // anything serious is not run: a third of the time went to those.
    private const string Run =
        """
        async only => {
          const mild = axe._audit.rules.filter(rule => rule.impact === 'minor' || rule.impact === 'moderate');
          const found = await axe.run(document, {
            resultTypes: ['violations'],
            ...(only.length ? { runOnly: only } : {
              rules: { ...Object.fromEntries(mild.map(rule => [rule.id, { enabled: false }])), 'target-size': { enabled: true } },
            }),
          });
          return found.violations
            .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
            .map(fault => `${fault.id} (${fault.impact}): ${fault.help} ${fault.helpUrl}`
              + fault.nodes.map(node => `\n    ${node.target.join(' ')}  ${node.html.slice(0, 160)}`).join(''));
        }
        """;

    /// <summary>What another width of the same page can spoil; the rest of axe's rules say there what they said before.</summary>
    public static readonly string[] Layout = ["target-size", "scrollable-region-focusable", "meta-viewport"];

    /// <summary>What other colours of the same page can spoil.</summary>
    public static readonly string[] Colours = ["color-contrast", "link-in-text-block"];

    /// <summary>What another language of the same page can spoil: a longer word, a name that is missing.</summary>
    public static readonly string[] Language = [.. Layout, "html-has-lang", "html-lang-valid", "valid-lang", "document-title", "link-name", "button-name", "label", "select-name", "image-alt", "svg-img-alt"];

    /// <summary>
    /// Many pages of this context will be looked at: the script goes over once, not with each of them, which cost as much as
    /// half of axe itself.
    /// </summary>
    public static Task LookOftenAsync(this IBrowserContext context) => context.AddInitScriptAsync(Axe);

    /// <summary>Fails on what axe calls serious or critical, and says where it is.</summary>
    /// <param name="page">The page as it stands.</param>
    /// <param name="only">Rules of axe; none for all of them.</param>
    public static async Task ShouldBeAccessibleAsync(this IPage page, params string[] only)
    {
        var faults = WithoutScript.TryGetValue(page.Context, out _) ? await ScriptOnForAMomentAsync(page, only) : await FaultsAsync(page, only);
        Assert.True(faults.Length == 0, $"{page.Url} is not accessible:\n{string.Join('\n', faults)}");
    }

    /// <summary>Remembers that pages of this context run no script: axe would wait in them for ever.</summary>
    internal static void RunsNoScript(IBrowserContext context) => WithoutScript.Add(context, true);

    private static async Task<string[]> FaultsAsync(IPage page, string[] only)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Axe);
        }

        return await page.EvaluateAsync<string[]>(Run, only);
    }

    // The page's own scripts have had their chance and were refused; allowing script now runs axe alone.
    private static async Task<string[]> ScriptOnForAMomentAsync(IPage page, string[] only)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await SetScriptAsync(devtools, disabled: true);
        await SetScriptAsync(devtools, disabled: false);
        try
        {
            return await FaultsAsync(page, only);
        }
        finally
        {
            // The session stays open, for its end would allow script again.
            await SetScriptAsync(devtools, disabled: true);
        }
    }

    private static Task SetScriptAsync(ICDPSession devtools, bool disabled) =>
        devtools.SendAsync("Emulation.setScriptExecutionDisabled", new() { ["value"] = disabled });
}
