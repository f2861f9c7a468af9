import { h } from '../dom/element.js';
import { to } from '../address.js';

export const title = 'Not found';

export function open(place) {
  place.append(h('section.empty', h('h2', 'There is no such view'), h('p', h('a', { href: to('/') }, 'Go to the overview'))));
  return { update() {} };
}
