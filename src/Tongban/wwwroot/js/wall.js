// A calling board. The state on the board is always the server's; what is said aloud comes from the calls as they
// happen, one after another, none cut. What was missed while the board was away is shown and not said.
(() => {
  'use strict';

  const panel = document.querySelector('[data-live][data-speech]');

  if (!panel) return;

  const card = document.querySelector('[data-card]');
  const digits = '零一二三四五六七八九';
  const least = 3000;
  const longest = 12000;
  const waiting = [];
  let playing = null;
  let audio = null;

  const present = () => panel.querySelector('[data-seq]');
  let heard = Number(present()?.dataset.seq ?? 0);
  const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

  function copy() {
    document.querySelectorAll('[data-show]').forEach(one => {
      const part = panel.querySelector(`[data-part=${one.dataset.show}]`);
      if (part) one.innerHTML = part.innerHTML;
    });
    if (!playing && waiting.length === 0) settle();
  }

  function settle() {
    const { number, window: place } = present()?.dataset ?? {};
    show(number || '—', place || '—');
  }

  // Nobody is being called: the card says so instead of showing dashes.
  function show(number, place) {
    card.classList.toggle('none', number === '—');
    card.querySelector('[data-card-number]').textContent = number;
    card.querySelector('[data-card-window]').textContent = place;
  }

  // C036 is said "C 零三六".
  const spoken = text => [...text].map(one => digits[one] ?? one).join(' ');

  function chime() {
    audio ??= window.AudioContext ? new AudioContext() : null;
    if (!audio || audio.state === 'suspended') { audio?.resume(); offerSound(); }
    if (audio?.state !== 'running') return pause(600);

    [880, 660].forEach((pitch, n) => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const from = audio.currentTime + n * 0.35;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.4, from);
      volume.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
      tone.connect(volume).connect(audio.destination);
      tone.start(from);
      tone.stop(from + 0.6);
    });
    return pause(1000);
  }

  // Without a Chinese voice the chime has to do; an engine that never answers must not hold the queue up.
  function speak(call) {
    const voice = window.speechSynthesis?.getVoices().find(one => one.lang.startsWith('zh'));

    if (!voice) return pause(0);

    const text = new SpeechSynthesisUtterance(panel.dataset.speech.replace('{number}', spoken(call.number)).replace('{window}', call.window));
    text.lang = 'zh-CN';
    text.voice = voice;
    text.rate = 0.9;

    return Promise.race([new Promise(done => { text.onend = text.onerror = done; speechSynthesis.speak(text); }), pause(longest)]);
  }

  async function announce(call) {
    show(call.number, call.window);
    card.classList.remove('new');
    void card.offsetWidth;
    card.classList.add('new');
    document.dispatchEvent(new CustomEvent('tb:announced', { detail: call }));
    await Promise.all([pause(least), chime().then(() => speak(call))]);
  }

  async function play() {
    if (playing) return;

    while ((playing = waiting.shift())) await announce(playing);
    playing = null;
    settle();
  }

  function offerSound() {
    document.querySelectorAll('[data-sound]').forEach(one => { one.hidden = audio?.state === 'running'; });
  }

  document.querySelectorAll('[data-sound]').forEach(one => one.addEventListener('click', () => audio?.resume().then(offerSound)));
  panel.addEventListener('tb:call', event => {
    if (event.detail.seq <= heard) return;

    heard = event.detail.seq;
    waiting.push(event.detail);
    play();
  });
  panel.addEventListener('tb:withdrawn', event => {
    const at = waiting.findIndex(call => call.seq === event.detail.seq);
    if (at >= 0) waiting.splice(at, 1);
  });
  panel.addEventListener('tb:refreshed', () => {
    // The announcements of a new day begin at 1 again; a board that ran through the night must not wait for yesterday's.
    if (Number(present()?.dataset.seq ?? 0) === 0) heard = 0;
    copy();
  });
  copy();
})();
