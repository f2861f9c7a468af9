import { h } from '../dom/element.js';
import { changed } from '../address.js';

/**
 * A table. A column is { name, cell(row), class?, sort?, head? }: with sort, its head is a link that sorts by it. A row opens what
 * link(row) gives; its first cell holds that link, so that it is one to a keyboard and a screen reader too.
 */
export function table(caption, columns, rows, { link, key, sort, sortBy = 'sort', extra } = {}) {
  return h('div.table-place', link ? {} : { tabindex: 0, role: 'group', 'aria-label': caption }, h('table', { 'aria-label': caption },
    h('thead', h('tr', columns.map(column => head(column, sort, sortBy)))),
    h('tbody', rows.map((row, index) => h('tr', { key: key?.(row) ?? index, class: [link && 'openable', extra?.(row)].filter(Boolean).join(' ') || undefined },
      columns.map((column, at) => cell(column, row, at === 0 && link?.(row))))))));
}

function cell(column, row, address) {
  const content = column.cell(row);
  return h('td', { class: column.class, 'data-name': column.name || undefined }, address ? h('a.row-link', { href: address, 'data-row': true }, content) : content);
}

function head(column, sort, sortBy) {
  if (!column.sort || sort === undefined) return h('th', { class: column.class, scope: 'col' }, column.head ?? column.name);
  const descending = `-${column.sort}`;
  const state = sort === descending ? 'descending' : sort === column.sort ? 'ascending' : undefined;
  const next = state === 'descending' ? column.sort : state === 'ascending' ? descending : column.isText ? column.sort : descending;
  return h('th', { class: column.class, scope: 'col', 'aria-sort': state },
    h('a.sort', { href: changed({ [sortBy]: next, cursor: '' }), class: state }, column.name, h('span.arrow', { 'aria-hidden': 'true' }, state === 'descending' ? '↓' : state === 'ascending' ? '↑' : '')));
}

/** A number beside a bar that says how large it is among the others. */
export const withBar = (value, largest, content) => h('span.with-bar', h('span.bar-value', content),
  h('span.bar-track', { 'aria-hidden': 'true' }, h('span.bar-fill', { style: { width: `${largest > 0 ? Math.max(1, value / largest * 100) : 0}%` } })));
