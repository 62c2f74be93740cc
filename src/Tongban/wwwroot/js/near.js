// "Use my position" on the sites page. Without script, or without leave, a place is chosen from the list instead.
(() => {
  'use strict';

  const place = document.querySelector('[data-near-by]');

  if (!place || !('geolocation' in navigator)) return;

  place.hidden = false;
  place.querySelector('button').addEventListener('click', () => navigator.geolocation.getCurrentPosition(
    // Four decimals are ten metres: enough to sort by.
    ({ coords }) => location.assign(`?lat=${coords.latitude.toFixed(4)}&lon=${coords.longitude.toFixed(4)}`),
    () => { document.querySelector('[data-near-failed]').hidden = false; },
    { maximumAge: 60000, timeout: 8000 }));
})();
