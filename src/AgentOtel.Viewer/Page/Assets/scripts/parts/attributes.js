import { h } from '../dom/element.js';
import { to } from '../address.js';
import { long } from './long-text.js';

/** Attributes by name. With a search, each leads to what has the same. */
export const attributeTable = (attributes, { search } = {}) => h('table.attributes', { 'aria-label': 'Attributes' }, h('tbody',
  Object.entries(attributes).sort(([one], [other]) => one < other ? -1 : 1).map(([name, value]) => h('tr', { key: name },
    h('th', { scope: 'row' }, h('bdi', name)),
    h('td', typeof value === 'string' ? h('span', { dir: 'auto' }, long(value)) : long(JSON.stringify(value)),
      search && isShort(value) && h('a.same', { href: to(search, { attribute: `${name}=${value}` }), title: `All with this ${name}` }, 'same', h('span.unseen', ` ${name}`)))))));

const isShort = value => ['string', 'number', 'boolean'].includes(typeof value) && String(value).length <= 200 && !String(value).includes('\n');
