// Boards and live panels: <section data-live="/board/events" data-refresh="/board/now">.
// The stream says "changed" (then the fragment is fetched again), sends what happened ("call" and others, passed on
// as a tb:call event with its data), and beats every two seconds or so. Five seconds without contact are shown.
(() => {
  'use strict';

  const staleAfter = 5000;
  const hall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: 'numeric', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const live = [...document.querySelectorAll('[data-live]')];
  const last = new Map();

  // The hall's clock may be shifted for a demonstration; the page's own clock knows by how much.
  const clock = document.querySelector('[data-clock]')?.dataset.clock;
  const ahead = clock ? Date.parse(clock) - Date.now() : 0;

  async function refresh(panel) {
    if (!panel.dataset.refresh || panel.tbBusy) { panel.tbAgain = panel.tbBusy; return; }

    panel.tbBusy = true;

    try {
      const answer = await fetch(panel.dataset.refresh, { headers: { 'HX-Request': 'true' }, cache: 'no-store' });

      if (answer.ok) show(panel, await answer.text());
      // Asked for, not reloaded: a page that is the answer to a form would send the form again.
      if (answer.status === 401 || answer.status === 403) location.replace(location.pathname + location.search);
    } catch {
      // No contact: the watch below shows it, and the stream's return refreshes.
    } finally {
      panel.tbBusy = false;
      if (panel.tbAgain) { panel.tbAgain = false; refresh(panel); }
    }
  }

  function show(panel, html) {
    if (panel.innerHTML === html) return;

    panel.innerHTML = html;
    window.htmx?.process(panel);
    panel.dispatchEvent(new CustomEvent('tb:refreshed', { bubbles: true }));
  }

  function pass(panel, event) {
    let data = event.data;
    try { data = JSON.parse(event.data); } catch { /* plain text stays text */ }
    panel.dispatchEvent(new CustomEvent(`tb:${event.type}`, { bubbles: true, detail: data }));
  }

  function connect(panel) {
    const stream = new EventSource(panel.dataset.live);
    const contact = () => { last.set(panel, Date.now()); };

    // What happened meanwhile is not replayed: the present is fetched.
    stream.onopen = () => { contact(); refresh(panel); };
    stream.addEventListener('beat', contact);
    stream.addEventListener('changed', () => { contact(); refresh(panel); });
    (panel.dataset.liveEvents ?? 'call').split(' ').forEach(name =>
      stream.addEventListener(name, event => { contact(); pass(panel, event); }));

    // The browser reconnects by itself after a cut, but gives up after a refusal or a bad answer.
    stream.onerror = () => {
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => connect(panel), 2000 + 2000 * Math.random());
    };
  }

  function watch() {
    const oldest = Math.min(...last.values());
    const stale = Date.now() - oldest > staleAfter;

    document.body.classList.toggle('tb-stale', stale);
    document.body.classList.toggle('tb-fresh', !stale);
    if (stale) document.querySelectorAll('[data-stale-at]').forEach(one => { one.textContent = hall.format(oldest + ahead).replace(/^0/, ''); });
  }

  if (live.length === 0) return;

  live.forEach(panel => {
    last.set(panel, Date.now());
    connect(panel);

    // A lost message costs seconds, never more.
    setInterval(() => refresh(panel), 1000 * Number(panel.dataset.refreshSeconds ?? 30));
  });
  setInterval(watch, 500);
})();
