namespace Tongban.Browser.Tests.Harness;

/// <summary>What the browser measures on a page as it stands, and what is wrong with it.</summary>
public static class Measures
{
    private const string Seen =
        """
        const seen = one => one.checkVisibility({ opacityProperty: false, visibilityProperty: true })
          && !one.closest('.visually-hidden, .tb-skip, [hidden]') && one.getBoundingClientRect().width > 1;
        const told = one => `${one.tagName.toLowerCase()}${one.id ? '#' + one.id : ''} “${(one.innerText || one.value || '').trim().slice(0, 30)}”`;
        """;

    /// <summary>
    /// Elder mode (look.md 11): no text under 18 pixels, body text of 20, nothing to touch under 60 pixels high;
    /// a way back, the telephone and the way out of the mode at the top, at most five choices in the menu.
    /// </summary>
    public static Task<string[]> SmallAsync(IPage page) => page.EvaluateAsync<string[]>($$"""
        () => {
          {{Seen}}
          const faults = [];
          const pixels = one => parseFloat(getComputedStyle(one).fontSize);
          if (!document.body.classList.contains('tb-citizen')) return [];
          if (pixels(document.body) < 20) faults.push(`body text of ${pixels(document.body)} px`);
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const one = walk.currentNode.parentElement;
            if (walk.currentNode.data.trim() && !one.closest('script, style, noscript, svg, option') && seen(one) && pixels(one) < 18)
              faults.push(`text of ${pixels(one)} px: ${told(one)}`);
          }
          document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary').forEach(one => {
            const target = one.matches('[type=radio], [type=checkbox]') ? one.closest('label') ?? one : one;
            const { height } = target.getBoundingClientRect();
            if (seen(target) && height < 59.5) faults.push(`${Math.round(height)} px high: ${told(target)}`);
          });
          if (!document.querySelector('.tb-utils a.elder')) faults.push('no way out of elder mode');
          if (!document.querySelector('.tb-elderbar a[href^="tel:"], .big a[href^="tel:"]')) faults.push('no telephone at the top');
          if (location.pathname !== '/' && !document.querySelector('.tb-elderbar [data-back]') && !document.querySelector('main .tb-back')) faults.push('no way back at the top');
          if (document.querySelectorAll('.tb-menu nav a').length > 5 || [...document.querySelectorAll('.big')].some(list => list.querySelectorAll('a').length > 5)) faults.push('more than five choices');
          return [...new Set(faults)];
        }
        """);

    /// <summary>
    /// Chinese that a reader of English meets: text, labels, hints and the title, outside what is marked as Chinese
    /// (<c>lang="zh-CN"</c>) because it is so by nature, and outside <paramref name="given"/>: names and what people
    /// wrote.
    /// </summary>
    public static Task<string[]> ChineseAsync(IPage page, IReadOnlyList<string> given) => page.EvaluateAsync<string[]>($$"""
        given => {
          {{Seen}}
          const han = { test: text => /\p{Script=Han}/u.test(given.reduce((left, one) => left.replaceAll(one, ''), text)) };
          const faults = [];
          const chinese = one => one.closest('[lang|=zh], .tb-mark');
          if (han.test(document.title)) faults.push(`title ${document.title}`);
          const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const one = walk.currentNode.parentElement;
            if (han.test(walk.currentNode.data) && !one.closest('script, style, textarea') && !chinese(one)) faults.push(`${one.tagName.toLowerCase()}: ${walk.currentNode.data.trim().slice(0, 60)}`);
          }
          document.querySelectorAll('[aria-label], [placeholder], [title], [alt]').forEach(one => ['aria-label', 'placeholder', 'title', 'alt'].forEach(name => {
            if (han.test(one.getAttribute(name) ?? '') && !chinese(one)) faults.push(`${name}: ${one.getAttribute(name)}`);
          }));
          return [...new Set(faults)];
        }
        """, given);

    /// <summary>By keyboard alone: the first stop leads past the header, and every stop shows that it is one.</summary>
    public static async Task<string[]> ByKeyAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Tab");
        return await page.EvaluateAsync<string[]>($$"""
            () => {
              {{Seen}}
              const faults = [];
              const skip = document.querySelector('.tb-skip');
              if (skip && !document.querySelector('[data-keep-focus], [autofocus], [data-focus]')) {
                skip.focus();
                if (skip.getBoundingClientRect().left < 0) faults.push('the way past the header stays hidden');
                if (!document.querySelector(skip.getAttribute('href'))) faults.push('the way past the header leads nowhere');
              }
              const stops = [...document.querySelectorAll('a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary, [tabindex="0"]')].filter(seen);
              for (const stop of stops) {
                stop.focus();
                if (document.activeElement !== stop) continue;
                const marked = [stop, stop.closest('label'), stop.parentElement].some(one => one && getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 2);
                if (!marked) faults.push(`focus cannot be seen: ${told(stop)}`);
                if (stop.tabIndex > 0) faults.push(`out of order: ${told(stop)}`);
              }
              return [...new Set(faults)];
            }
            """);
    }
}
