// The one form: each answer is sent as it is given, and the part of the form that it concerns comes back. What somebody
// types while that is on its way must not be lost, nor the place where they are typing.
(() => {
  'use strict';

  const form = document.getElementById('one-form');
  if (!form) return;

  const typed = new Map();
  const asked = [];
  let place = null;

  const note = event => {
    const field = event.target;
    if (!field.id || field.type === 'file') return;
    typed.delete(field.id);
    typed.set(field.id, { at: performance.now(), value: field.value, checked: field.checked });
  };

  function restore(field, kept) {
    const box = field.type === 'radio' || field.type === 'checkbox';
    if (box) field.checked = kept.checked;
    else field.value = kept.value;
  }

  form.addEventListener('input', note);
  form.addEventListener('change', note);
  document.addEventListener('htmx:before:request', () => asked.push(performance.now()));
  document.addEventListener('htmx:before:swap', () => {
    const active = document.activeElement;
    place = active?.id && form.contains(active) ? { id: active.id, at: active.selectionStart ?? null } : null;
  });
  document.addEventListener('htmx:after:swap', () => {
    const since = asked[0] ?? 0;
    typed.forEach((kept, id) => {
      const field = document.getElementById(id);
      if (field && kept.at > since) restore(field, kept);
    });

    if (!place || document.activeElement?.id === place.id) return;

    const field = document.getElementById(place.id);
    field?.focus({ preventScroll: true });
    if (place.at !== null && field?.setSelectionRange && field.type !== 'date') field.setSelectionRange(place.at, place.at);
  });
  document.addEventListener('htmx:finally:request', () => asked.shift());
})();
