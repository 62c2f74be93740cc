// The little that forms and screens need beyond HTML. Pages work without it; nothing is written into the markup.
(() => {
  'use strict';

  const interactive = 'a, button, input, select, textarea, summary, label, dialog';
  const within = () => document.querySelector('dialog[open]') ?? document;

  // A key printed on a button presses that button: <button data-key="F2">. A disabled one only swallows the key.
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;

    const target = [...within().querySelectorAll('[data-key]')].find(one => one.dataset.key === event.key);

    if (!target) return;

    event.preventDefault();
    if (!target.disabled && target.getAttribute('aria-disabled') !== 'true') target.click();
  });

  document.addEventListener('click', event => {
    if (event.target.closest('[data-print]')) window.print();
  });

  // <form data-submit-once>: a second press does nothing while the first is under way.
  document.addEventListener('submit', event => {
    const form = event.target.closest('[data-submit-once]');

    if (!form) return;
    if (form.ariaBusy === 'true') {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }

    form.ariaBusy = 'true';
    // What is kept while somebody types goes with the form now: neither on its way any longer, nor sent beside it.
    form.dispatchEvent(new Event('htmx:abort'));
  }, true);

  document.addEventListener('htmx:before:request', event => {
    const { sourceElement, sourceEvent } = event.detail.ctx;
    const form = sourceElement.closest('[data-submit-once]');

    if (form?.ariaBusy === 'true' && sourceEvent?.type !== 'submit') event.preventDefault();
  });

  const free = root => root.querySelectorAll('[data-submit-once]').forEach(form => { form.ariaBusy = 'false'; });
  window.addEventListener('pageshow', () => free(document));

  // <input data-keep-focus>: a scanner types wherever the focus is, so it is brought back unless someone is typing.
  const scanner = () => within().querySelector('[data-keep-focus]');
  const bringBack = () => setTimeout(() => {
    if (!document.activeElement?.matches(interactive)) scanner()?.focus({ preventScroll: true });
  }, 50);
  document.addEventListener('focusout', bringBack);
  document.addEventListener('click', bringBack);

  // <i data-w="89.6">: a length in percent, which the security policy does not let the markup say.
  function dress(root) {
    root.querySelectorAll('[data-w]').forEach(one => { one.style.width = `${one.dataset.w}%`; });
    root.querySelector('[data-focus]')?.focus();
    bringBack();
  }

  // The language was remembered by a cookie: the address stays clean.
  function cleanAddress() {
    const address = new URL(location.href);

    if (!address.searchParams.has('lang')) return;

    address.searchParams.delete('lang');
    history.replaceState(history.state, '', address);
  }

  // <time data-clock="2020-11-24T02:24:00Z">: the server's time goes on, whatever this machine believes.
  function keepClocks() {
    const form = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
    const started = performance.now();
    const show = () => document.querySelectorAll('[data-clock]').forEach(one => {
      one.tbFrom ??= { server: Date.parse(one.dataset.clock), here: started };
      one.textContent = form.format(one.tbFrom.server + performance.now() - one.tbFrom.here).replace(/^0/, '');
    });

    setInterval(show, 1000);
    show();
  }

  // <span data-seconds-left="583">: what is left of a hold, by the server's count. When nothing is left, [data-when-over] shows.
  function countDown() {
    const started = performance.now();
    const counts = [...document.querySelectorAll('[data-seconds-left]')];
    const show = () => counts.forEach(one => {
      const left = Math.max(0, Math.ceil(Number(one.dataset.secondsLeft) - (performance.now() - started) / 1000));
      one.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
      if (left === 0) document.querySelectorAll('[data-when-over]').forEach(note => { note.hidden = false; });
    });

    if (counts.length === 0) return;

    setInterval(show, 1000);
    show();
  }

  // <form id="times" data-renew="/book/…" data-renew-in="95" data-renewed="…">: at the minute at which more opens it is fetched
  // again, not by everybody in one second. What was chosen stays chosen where it can still be had.
  function renewInTime() {
    const form = document.querySelector('form[data-renew]');

    if (!form?.dataset.renew) return;

    const due = Date.now() + Number(form.dataset.renewIn) * 1000 + 500 + 4000 * Math.random();
    const waiting = setInterval(() => {
      if (Date.now() < due || document.hidden) return;
      clearInterval(waiting);
      renew(form);
    }, 1000);
  }

  async function renew(form) {
    const answer = await fetch(form.dataset.renew, { cache: 'no-store' }).catch(() => null);

    if (!answer?.ok) {
      setTimeout(() => renew(form), 5000 + 5000 * Math.random());
      return;
    }

    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById(form.id);

    // Led elsewhere: to the line before booking, say.
    if (!fresh) {
      location.assign(form.dataset.renew);
      return;
    }

    if (form.ariaBusy === 'true') return;
    takeOver(form, fresh);
    renewInTime();
  }

  function takeOver(form, fresh) {
    const same = chosen => `input[type=radio][value="${CSS.escape(chosen.value)}"]:not([disabled])`;
    const chosen = form.querySelector('input[type=radio]:checked');
    const kept = chosen && fresh.querySelector(same(chosen));
    const focused = form.contains(document.activeElement) ? document.activeElement : null;
    if (kept) kept.checked = true;
    if (form.querySelector('#month')?.open) fresh.querySelector('#month')?.setAttribute('open', '');
    const told = Object.assign(document.createElement('p'), { className: 'visually-hidden', role: 'status' });
    form.replaceWith(told, fresh);
    if (focused?.matches('input[type=radio]')) fresh.querySelector(same(focused))?.focus({ preventScroll: true });
    tellChoice();
    setTimeout(() => { told.textContent = fresh.dataset.renewed; }, 100);
  }

  // <span data-sum-of="item" data-text="{0} …, {1} …">: how many boxes of that name are ticked, and what they add up to.
  function addUp() {
    document.querySelectorAll('[data-sum-of]').forEach(one => {
      const ticked = [...document.querySelectorAll(`input[name="${one.dataset.sumOf}"]:checked`)];
      const sum = ticked.reduce((all, box) => all + Number(box.dataset.amount), 0);
      one.textContent = one.dataset.text.replace('{0}', ticked.length).replace('{1}', sum);
    });
  }

  // <b data-told-of="slot">: what the chosen one of that name says of itself.
  function tellChoice() {
    document.querySelectorAll('[data-told-of]').forEach(one => {
      one.textContent = document.querySelector(`input[name="${one.dataset.toldOf}"]:checked`)?.dataset.told ?? '';
    });
  }

  const chosen = () => { addUp(); tellChoice(); };
  document.addEventListener('change', chosen);

  // <form data-forget-error>: one choice answers what was missing; the old sentence must not contradict it.
  document.addEventListener('change', event => {
    event.target.closest('[data-forget-error]')?.querySelectorAll('.tb-errors').forEach(note => note.remove());
  });

  // <body data-idle-seconds="60" data-idle-to="/kiosk">: a shared device goes back, and says so 15 s before.
  function watchIdle() {
    const { idleSeconds, idleTo } = document.body.dataset;
    const note = document.querySelector('[data-idle-note]');

    if (!idleSeconds || !idleTo) return;

    let left = Number(idleSeconds);
    const again = () => { left = Number(idleSeconds); if (note) note.hidden = true; };
    ['pointerdown', 'keydown', 'input'].forEach(kind => document.addEventListener(kind, again));
    const timer = setInterval(() => {
      left -= 1;
      if (note) note.hidden = left > 15;
      document.querySelectorAll('[data-idle-left]').forEach(one => { one.textContent = Math.max(left, 0); });
      if (left > 0) return;

      // Once: asked again every second, a slow answer would never be waited for.
      clearInterval(timer);
      location.assign(idleTo);
    }, 1000);
  }

  // <button data-read hidden>: reads the page aloud, line by line; a second press stops. Without a voice it stays
  // hidden: a button that does nothing helps nobody.
  function offerReading() {
    const voice = window.speechSynthesis;
    const button = document.querySelector('[data-read]');

    if (!voice || !button) return;

    const offer = () => { button.hidden = voice.getVoices().length === 0; };
    const say = line => Object.assign(new SpeechSynthesisUtterance(line), { lang: document.documentElement.lang, rate: 0.9 });
    const press = on => button.setAttribute('aria-pressed', on);

    button.addEventListener('click', () => {
      const stop = voice.speaking;
      voice.cancel();
      press(!stop);
      if (stop) return;

      const lines = document.querySelector('main').innerText.split('\n').filter(line => line.trim()).map(say);
      lines.forEach(line => voice.speak(line));
      lines.at(-1)?.addEventListener('end', () => press(false));
    });
    voice.addEventListener?.('voiceschanged', offer);
    window.addEventListener('pagehide', () => voice.cancel());
    offer();
  }

  // <a href="/" data-back>: to the page before, where there was one of ours; otherwise the address it names.
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-back]') || !document.referrer.startsWith(`${location.origin}/`) || history.length < 2) return;

    event.preventDefault();
    history.back();
  });

  const swapped = () => { free(document); dress(document); };
  ['htmx:after:swap', 'htmx:after:request', 'tb:refreshed'].forEach(kind => document.addEventListener(kind, swapped));
  dress(document);
  cleanAddress();
  keepClocks();
  chosen();
  countDown();
  renewInTime();
  watchIdle();
  offerReading();
})();
