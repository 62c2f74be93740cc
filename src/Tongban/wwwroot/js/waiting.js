// The line before booking: the seconds go on by this machine's own count, the server is asked every ten seconds or so (not by
// all at once: the line may be faster by now, or gone), and when it is our turn the page goes on by itself. A screen reader hears of each whole minute, not of seconds.
(() => {
  'use strict';

  const room = document.querySelector('[data-waiting]');

  if (!room) return;

  const before = room.querySelector('[data-before]');
  const told = room.querySelector('[data-told]');
  const left = room.querySelector('[data-left]');
  let from = { at: performance.now(), seconds: Number(room.dataset.seconds) };
  let going = false;
  const pause = () => Number(room.dataset.ask) * (1 + Math.random() / 2) * 1000;

  const seconds = () => Math.max(0, Math.ceil(from.seconds - (performance.now() - from.at) / 1000));
  const put = (one, text) => { if (one.textContent !== text) one.textContent = text; };
  const words = (one, count, none) => count === 0 ? none : (count === 1 ? one.dataset.one : one.dataset.many.replace('{0}', count.toLocaleString('en-US')));

  function show() {
    const rest = seconds();
    left.hidden = false;
    told.classList.add('visually-hidden');
    put(left.querySelector('span'), `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, '0')}`);
    put(told, rest < 60 ? told.dataset.soon : words(told, Math.ceil(rest / 60), ''));
    if (rest === 0) go();
  }

  // Only what answers is gone to: without contact the place in line is kept, and it is tried again.
  async function go() {
    if (going) return;

    going = true;
    const now = await look();
    if (now?.secondsLeft === 0) location.reload();
    setTimeout(() => { going = false; }, 5000);
  }

  async function look() {
    const answer = await fetch(room.dataset.waiting, { cache: 'no-store' }).catch(() => null);
    return answer?.ok ? await answer.json() : null;
  }

  async function ask() {
    hear(await look());
    setTimeout(ask, pause());
  }

  function hear(now) {
    if (!now) return;

    from = { at: performance.now(), seconds: now.secondsLeft };
    put(before, words(before, now.before, before.dataset.next));
    show();
  }

  setInterval(show, 1000);
  setTimeout(ask, pause());
  document.addEventListener('visibilitychange', async () => { if (!document.hidden) hear(await look()); });
  show();
})();
