import { h } from '../dom/element.js';

/** Text of any length: the rest of a long one is a click away. */
export function long(text, most = 3000) {
  if (text.length <= most) return h('span.long', text);
  const more = h('button.link', { type: 'button' }, `Show all ${text.length.toLocaleString('en-US')} characters`);
  const place = h('span.long', { key: `${text.length} ${text.slice(0, 40)}` }, `${text.slice(0, most)}… `, more);
  place.isLive = true;
  more.addEventListener('click', () => place.replaceChildren(text));
  return place;
}
