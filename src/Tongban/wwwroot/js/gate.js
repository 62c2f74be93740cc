// The gate without contact. The tablet keeps hashes of today's bookings and tickets, never a code or a name; while the
// server does not answer it checks by them, notes whom it let in, and enters them when the server is back.
(() => {
  'use strict';

  const form = document.querySelector('#scan[data-passes]');

  if (!form || !window.crypto?.subtle) return;

  const clock = document.querySelector('[data-clock]')?.dataset.clock;
  const ahead = clock ? Date.parse(clock) - Date.now() : 0;
  const now = () => new Date(Date.now() + ahead);
  const read = (name, otherwise) => { try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; } };
  const keep = (name, value) => localStorage.setItem(name, JSON.stringify(value));
  const site = form.dataset.site;
  let sending = false;
  let readAt = 0;

  // The same as GatePasses.Hash.
  async function hash(text) {
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${site}.${text.toUpperCase()}`));
    return [...new Uint8Array(bytes)].map(one => one.toString(16).padStart(2, '0')).join('').slice(0, 32);
  }

  // A ticket's address counts by its token, a typed code without spaces; a signed QR only as a whole.
  async function find(text) {
    const signed = /^TB1\./i.test(text);
    const wanted = await hash(signed ? text : text.match(/(?:^|\/)([0-9a-f]{32})(?:[?#/].*)?$/)?.[1] ?? text.replace(/[\s-]/g, ''));
    return read('tb-gate-passes', []).find(pass => (signed ? pass.signed : pass.code) === wanted);
  }

  async function judge(text) {
    const pass = await find(text);
    if (!pass) return [/^(1\d{10}|\d{17}[\dXx])$/.test(text) ? 'person' : 'unknown'];
    if (pass.inside || read('tb-gate-used', []).includes(pass.code)) return ['inside'];
    if (pass.from && now() < new Date(pass.from)) return ['early'];
    return pass.to && now() > new Date(pass.to) ? ['late'] : ['ok', pass];
  }

  async function scanOffline() {
    const field = form.elements.Scan;
    const text = field.value.normalize('NFKC').trim();
    const [verdict, pass] = await judge(text);
    if (verdict === 'ok') {
      keep('tb-gate-used', [...read('tb-gate-used', []), pass.code]);
      keep('tb-gate-later', [...read('tb-gate-later', []), { key: crypto.randomUUID(), scan: text, companions: form.elements.Companions.value, at: now().toISOString() }]);
    }
    show(verdict, pass);
    field.value = '';
    form.elements.Companions.value = '0';
  }

  function show(verdict, pass) {
    const template = document.querySelector(`template[data-offline=${verdict}]`);
    const answer = document.querySelector('[data-answer]');
    answer.replaceChildren(template.content.cloneNode(true));
    const go = answer.querySelector('[data-go]');
    if (go) go.textContent = pass[template.dataset.zone] ? go.dataset.go.replace('{0}', pass[template.dataset.zone]) : '';
    answer.querySelector('[data-next]').addEventListener('click', () => { answer.replaceChildren(); form.elements.Scan.focus(); });
    tell();
  }

  function tell() {
    const waiting = read('tb-gate-later', []).length;
    document.querySelectorAll('[data-waiting]').forEach(one => {
      one.hidden = waiting === 0;
      one.textContent = one.dataset.words.replace('{0}', waiting);
    });
  }

  const post = (address, fields) => fetch(address, { method: 'POST', body: new URLSearchParams(fields), signal: AbortSignal.timeout(6000) }).catch(() => null);

  // Entered, or refused for good. Led to the sign-in, or told that somebody else was quicker, it is not: it is kept.
  const isSettled = answer => answer?.status === 422 || (answer?.redirected && new URL(answer.url).pathname === location.pathname);

  // One by one, each under its own key: an answer that was lost is the same answer the second time.
  async function send() {
    if (sending) return;
    sending = true;
    for (let later = read('tb-gate-later', []); later.length > 0; later = read('tb-gate-later', [])) {
      const [one] = later;
      const token = form.elements.__RequestVerificationToken.value;
      const answer = await post(form.dataset.later, { 'request-key': one.key, '__RequestVerificationToken': token, Scan: one.scan, Companions: one.companions, At: one.at });
      if (!isSettled(answer)) break;
      keep('tb-gate-later', later.slice(1));
      tell();
    }
    sending = false;
  }

  // What is kept is of this moment only when everybody has been entered; a busy hall does not ask at every change.
  async function refresh() {
    await send();
    if (read('tb-gate-later', []).length > 0 || Date.now() - readAt < 10000) return;
    readAt = Date.now();
    const answer = await fetch(form.dataset.passes, { cache: 'no-store' }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    keep('tb-gate-passes', await answer.json());
    keep('tb-gate-used', []);
  }

  // The form goes by fetch, so that a dead network never takes the page away.
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const answer = document.body.classList.contains('tb-stale') ? null : await post(location.pathname, new FormData(form));
    if (answer?.redirected) location.assign(answer.url);
    else if (answer) form.submit();
    else await scanOffline();
    form.ariaBusy = 'false';
  });

  document.addEventListener('tb:refreshed', refresh);
  setInterval(refresh, 60000);
  tell();
  refresh();
})();
