// The mobile ticket asks every 10 to 15 s (all phones of a hall must not ask at once), and every 4 s when it is
// nearly time. The browser's own cache sends the ETag; 304 costs almost nothing.
(() => {
  'use strict';

  const panel = document.querySelector('[data-poll]');

  if (!panel) return;

  const hall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
  const part = () => panel.querySelector('[data-state]');
  const pause = () => part()?.dataset.soon ? 4000 : 10000 + 5000 * Math.random();
  const asOf = () => panel.querySelector('[data-as-of]');
  const ahead = asOf() ? Date.parse(asOf().dataset.asOf) - Date.now() : 0;
  let timer = 0;

  async function ask() {
    const answer = await fetch(panel.dataset.poll, { cache: 'no-cache', headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (answer?.ok) show(await answer.text());
    told(answer?.ok);
    again();
  }

  // What has not changed stays where it is, so that nothing is read aloud twice.
  function show(html) {
    const before = part()?.dataset;
    const next = document.createElement('template');
    next.innerHTML = html;
    if (next.content.querySelector('[data-state]')?.dataset.tag === before?.tag) return;

    panel.innerHTML = html;
    if (part()?.dataset.state !== before?.state && ['called', 'next'].includes(part()?.dataset.state)) navigator.vibrate?.([400, 200, 400]);
  }

  // The time below the ticket is that of the last answer, also when nothing has changed; without one it says so.
  function told(heard) {
    panel.querySelectorAll('[data-lost]').forEach(one => { one.hidden = Boolean(heard); });
    if (heard && asOf()) asOf().textContent = asOf().dataset.words.replace('{0}', hall.format(Date.now() + ahead).replace(/^0/, ''));
  }

  function again() {
    clearTimeout(timer);
    if (!part()?.dataset.over && !document.hidden) timer = setTimeout(ask, pause());
  }

  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });
  again();
})();
