// The one form: each answer is sent as it is given, and the part of the form that it concerns is changed where it stands
// (a morph, not a new part: a file that was chosen, and a second answer on its way, would go with the old one). What
// somebody types while that is under way must not be lost: what was typed last stands.
(() => {
  'use strict';

  const form = document.getElementById('one-form');
  if (!form) return;

  const typed = new Map();

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

  // Answers on their way, of the whole form and of each field. A file that has been taken stands below its material; left in
  // its field it would be sent again with every answer.
  const under = new Map([[form, 0]]);
  const count = (one, by) => under.set(one, (under.get(one) ?? 0) + by).get(one);
  const say = () => form.toggleAttribute('data-sending', under.get(form) > 0);
  form.addEventListener('htmx:config:request', event => { count(form, 1); count(event.detail.ctx.sourceElement, 1); say(); });
  document.addEventListener('htmx:finally:request', event => {
    const { sourceElement: field, status } = event.detail.ctx;
    if (!under.has(field)) return;

    count(form, -1);
    say();
    if (count(field, -1) === 0 && field.type === 'file' && status === 'swapped') field.value = '';
  });

  form.addEventListener('input', note);
  form.addEventListener('change', note);
  // At once and before anything else can happen: a button that is pressed between the two would send what the server knew.
  new MutationObserver(() => typed.forEach(restore))
    .observe(form, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['value', 'checked'] });
})();
