// The kiosk: keys on the screen, printing by itself, and a start page that stays true.
(() => {
  'use strict';

  document.addEventListener('click', event => {
    const key = event.target.closest('[data-type]');

    if (!key) return;

    const field = document.getElementById(key.closest('[data-pad]').dataset.pad);
    field.value = key.dataset.type === '' ? field.value.slice(0, -1) : field.value + key.dataset.type;
    field.focus({ preventScroll: true });
  });

  // Printed once, also when somebody goes back to the page; a second time it says so (补打).
  const slip = document.querySelector('[data-print-now]');

  if (slip && sessionStorage.getItem('printed') !== slip.dataset.printNow) {
    sessionStorage.setItem('printed', slip.dataset.printNow);
    window.addEventListener('load', () => window.print());
  }

  document.querySelector('[data-reprint-now]')?.addEventListener('click', () => {
    document.querySelectorAll('[data-reprint]').forEach(one => { one.hidden = false; });
    window.print();
  });

  // The waits on the start page are those of now, and so is what the hall's manager says.
  const fresh = document.querySelector('[data-refresh-page]');

  if (fresh) setInterval(async () => {
    try {
      const answer = await fetch(location.href, { cache: 'no-store' });
      const main = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
      if (main?.querySelector('[data-refresh-page]')) document.querySelector('main').replaceWith(main);
    } catch {
      // The network is away: the watch below covers the page.
    }
  }, 1000 * Number(fresh.dataset.refreshPage));

  // No contact: the page is covered and says where a number is written by hand, before somebody touches a dead
  // button. Back again, it starts from the beginning by itself.
  const offline = document.querySelector('[data-offline]');
  let missed = 0;

  async function watch() {
    const answer = await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(4000) }).catch(() => null);
    missed = answer?.ok ? 0 : missed + 1;
    if (missed === 0 && !offline.hidden) location.assign('/kiosk');

    // One lost answer takes nobody's typing away.
    if (missed > 1) offline.hidden = false;
    setTimeout(watch, 3000);
  }

  if (offline) setTimeout(watch, 3000);
})();
