// The mobile ticket asks every 10 to 15 s (all phones of a hall must not ask at once), and every 4 s when it is
// nearly time. The browser's own cache sends the ETag; 304 costs almost nothing.
(() => {
  'use strict';

  const panel = document.querySelector('[data-poll]');

  if (!panel) return;

  const part = () => panel.querySelector('[data-state]');
  const pause = () => part()?.dataset.soon ? 4000 : 10000 + 5000 * Math.random();
  let timer = 0;

  async function ask() {
    try {
      const answer = await fetch(panel.dataset.poll, { cache: 'no-cache', headers: { 'HX-Request': 'true' } });
      if (answer.ok) show(await answer.text());
    } catch {
      // No network: the time below the ticket says how old it is; the next try is due anyway.
    }
    again();
  }

  function show(html) {
    const before = part()?.dataset.state;
    const next = document.createElement('template');
    next.innerHTML = html;
    if (next.content.querySelector('[data-state]')?.outerHTML === part()?.outerHTML) return;

    panel.innerHTML = html;
    if (part()?.dataset.state !== before && ['called', 'next'].includes(part()?.dataset.state)) navigator.vibrate?.([400, 200, 400]);
  }

  function again() {
    clearTimeout(timer);
    if (!part()?.dataset.over && !document.hidden) timer = setTimeout(ask, pause());
  }

  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });
  again();
})();
