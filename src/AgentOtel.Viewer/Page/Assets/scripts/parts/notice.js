import { h } from '../dom/element.js';

const shownFor = 6000;
let place = null;

/** Says something for a few seconds, to the eye and to a screen reader. */
export function notice(text, kind = 'info') {
  place ??= document.body.appendChild(h('div.notices', { role: 'status', 'aria-live': 'polite' }));
  const message = h('div.notice', { class: kind }, text);
  place.append(message);
  setTimeout(() => message.remove(), shownFor);
}

/** To screen readers alone. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}
