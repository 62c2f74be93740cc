// The window desk: the timer, keys that wait for a moment, and panels that follow the queue.
(() => {
  'use strict';

  const clock = document.querySelector('[data-clock]')?.dataset.clock;
  const ahead = clock ? Date.parse(clock) - Date.now() : 0;
  const now = () => Date.now() + ahead;
  const Rest = 1500;
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
    // The same key begins and ends: who presses it twice in one go has not ended what has just begun.
    document.querySelectorAll('[data-rest]:not([data-rest=""])').forEach(one => { one.disabled = now() - Date.parse(one.dataset.rest) < Rest; });
    document.querySelectorAll('[data-cool-down]').forEach(one => {
      const left = Number(one.dataset.coolDown) - Math.floor((Date.now() - shownAt) / 1000);
      if (one.dataset.coolDown === '') return;
      one.disabled = left > 0;
      const says = one.querySelector('small');
      says.textContent = left > 0 ? `${left} ${says.dataset.seconds}` : '';
    });
  }

  // Another hand moved the visitor (the hall manager, the visitor's own phone): the page is asked for anew. Never by
  // reloading, which sends a form again that was refused before. Otherwise the words in the middle and the keys follow.
  async function follow(panel) {
    const told = panel.querySelector('[data-state]')?.dataset;
    if (told?.state !== panel.dataset.deskState) { location.replace('/desk'); return; }

    document.querySelectorAll('[data-empty]').forEach(one => { one.textContent = told.says; });
    document.querySelectorAll('[data-empty-how]').forEach(one => { one.textContent = told.saysHow; });
    if (told.keys !== keysShown) await followKeys(told.keys);
  }

  // Each part by itself: a fold that is being used stays, and is looked at again with the next change.
  async function followKeys(wanted) {
    const keys = document.querySelector('[data-desk-keys]');
    const answer = await fetch(keys.dataset.deskKeys, { headers: { 'HX-Request': 'true' }, cache: 'no-store' });
    if (!answer.ok) return;

    const fresh = document.createElement('template');
    fresh.innerHTML = await answer.text();
    const focused = document.activeElement?.closest('[data-key]')?.dataset.key;
    const parts = [...keys.querySelectorAll(':scope > [id]')];
    const used = parts.filter(part => part.matches('[aria-busy=true]') || part.querySelector('details[open], [aria-busy=true]'));
    parts.filter(part => !used.includes(part)).forEach(part => part.replaceWith(fresh.content.getElementById(part.id)));
    keysShown = used.length ? keysShown : wanted;
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
