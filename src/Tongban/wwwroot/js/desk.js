// The window desk: the timer, keys that wait for a moment, and panels that follow the queue.
(() => {
  'use strict';

  const clock = document.querySelector('[data-clock]')?.dataset.clock;
  const ahead = clock ? Date.parse(clock) - Date.now() : 0;
  const now = () => Date.now() + ahead;
  const two = number => String(number).padStart(2, '0');
  let shownAt = Date.now();
  // What the keys on the page stand for: they are fetched again when the line says that they should differ.
  let keysShown = document.querySelector('[data-desk-state] [data-keys]')?.dataset.keys;

  function tick() {
    document.querySelectorAll('[data-since]').forEach(one => {
      const seconds = Math.max(0, Math.floor((now() - Date.parse(one.dataset.since)) / 1000));
      one.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    });
    document.querySelectorAll('[data-until]').forEach(one => {
      const left = Math.ceil((Date.parse(one.dataset.until) - now()) / 1000);
      one.hidden = left <= 0;
      one.querySelectorAll('[data-key]').forEach(key => { key.disabled = left <= 0; });
      one.querySelectorAll('[data-left]').forEach(count => { count.textContent = Math.max(0, left); });
    });
    document.querySelectorAll('[data-cool-down]').forEach(one => {
      const left = Number(one.dataset.coolDown) - Math.floor((Date.now() - shownAt) / 1000);
      if (one.dataset.coolDown === '') return;
      one.disabled = left > 0;
      one.querySelector('small').textContent = left > 0 ? `${left} s` : '';
    });
  }

  // Another hand moved the visitor (the hall manager, the visitor's own phone): the middle is shown anew. Otherwise
  // only the keys follow, and not while one of their folds is being used.
  async function follow(panel) {
    const told = panel.querySelector('[data-state]')?.dataset;
    if (told?.state !== panel.dataset.deskState) { location.reload(); return; }

    const keys = document.querySelector('[data-desk-keys]');

    if (told.keys === keysShown) return;

    const used = () => keys.querySelector('details[open], [aria-busy=true]');

    if (!keys || used()) return;

    const answer = await fetch(keys.dataset.deskKeys, { headers: { 'HX-Request': 'true' }, cache: 'no-store' });
    const html = await answer.text();

    // Looked at again at the last moment: a fold may have been opened while the answer was on its way.
    if (!answer.ok || used()) return;

    keysShown = told.keys;
    const focused = document.activeElement?.closest('[data-key]')?.dataset.key;
    keys.innerHTML = html;
    shownAt = Date.now();
    if (focused) keys.querySelector(`[data-key="${focused}"]`)?.focus();
    tick();
  }

  // A key goes by fetch, so that a node that is away never takes the page: it says so, and the same key may be pressed
  // again; under the form's own key nothing is done twice. What was refused is shown by sending the form itself.
  async function send(form, submitter) {
    const address = submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.href;
    const body = new URLSearchParams(new FormData(form, submitter));
    const answer = await fetch(address, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(8000) }).catch(() => null);
    const heard = answer && answer.status < 500;
    document.querySelectorAll('[data-unsent]').forEach(one => { one.hidden = Boolean(heard); });
    if (!heard) { form.ariaBusy = 'false'; return; }
    if (answer.type === 'opaqueredirect') { location.assign('/desk'); return; }
    form.ariaBusy = 'false';
    form.dataset.plain = '';
    form.requestSubmit(submitter);
    delete form.dataset.plain;
  }

  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post' || !form.matches('.tb-three form') || 'plain' in form.dataset) return;
    event.preventDefault();
    send(form, event.submitter);
  });
  document.addEventListener('tb:refreshed', event => { if (event.target.dataset.deskState) follow(event.target).catch(() => {}); });
  document.addEventListener('toggle', event => {
    if (event.target.open) event.target.querySelector('select, input:not([type=hidden]), button')?.focus();
  }, true);
  setInterval(tick, 500);
  tick();
})();
