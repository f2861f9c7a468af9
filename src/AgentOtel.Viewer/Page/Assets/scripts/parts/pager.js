import { h } from '../dom/element.js';
import { changed, param } from '../address.js';

/** Leads to the next page of a list, and back to the first. */
export function pager(shown, nextCursor) {
  const isFirst = !param('cursor');
  if (isFirst && !nextCursor) return h('nav.pager', { 'aria-label': 'Pages' }, h('span.dim', `${shown} shown, that is all`));
  return h('nav.pager', { 'aria-label': 'Pages' },
    h('span.dim', `${shown} shown`),
    !isFirst && h('a.button', { href: changed({ cursor: '' }) }, 'First page'),
    nextCursor && h('a.button', { href: changed({ cursor: nextCursor }), rel: 'next' }, 'Next page'));
}
