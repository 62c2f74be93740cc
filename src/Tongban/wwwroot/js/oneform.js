// The one form: each answer is sent as it is given, and the part of the form that it concerns comes back. What somebody
// types while that is on its way must not be lost, nor the place where they are typing: what was typed last stands.
(() => {
  'use strict';

  const form = document.getElementById('one-form');
  if (!form) return;

  const typed = new Map();
  let place = null;

  function note(event) {
    const field = event.target;
    if (!field.id || field.type === 'file') return;
    // The last of a group of radio buttons wins: it must come last.
    typed.delete(field.id);
    typed.set(field.id, { value: field.value, checked: field.checked });
  }

  function restore(kept, id) {
    const field = document.getElementById(id);
    if (!field) return;
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = kept.checked;
    else if (field.value !== kept.value) field.value = kept.value;
  }

  form.addEventListener('input', note);
  form.addEventListener('change', note);
  document.addEventListener('htmx:before:swap', () => {
    const active = document.activeElement;
    place = active?.id && form.contains(active) ? { id: active.id, at: active.selectionStart ?? null } : null;
  });
  // At once and before anything else can happen: a button that is pressed between the two would send an empty field.
  new MutationObserver(() => typed.forEach(restore)).observe(form, { childList: true, subtree: true });
  document.addEventListener('htmx:after:swap', () => {
    if (!place || document.activeElement?.id === place.id) return;

    const field = document.getElementById(place.id);
    field?.focus({ preventScroll: true });
    if (place.at !== null && field?.type === 'text') field.setSelectionRange(place.at, place.at);
  });
})();
