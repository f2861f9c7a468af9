import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { changed, go, param } from '../address.js';
import { get, url } from '../api.js';
import { Loader } from '../load.js';
import { empty } from '../parts/empty.js';
import { Filters } from '../parts/filters.js';
import { icon } from '../parts/icons.js';
import { levels, logLines } from '../parts/log-lines.js';
import { pager } from '../parts/pager.js';
import { chosen } from '../span-of-time.js';
import { Tail } from './log-tail.js';

export const title = 'Logs';

const pageSize = 200;
const fields = [
  { name: 'level', label: 'Level', options: levels.map(level => [level, `${level} and above`]) },
  { name: 'logger', label: 'Logger', facet: 'logger' },
  { name: 'event', label: 'Event', facet: 'event' },
  { name: 'service', label: 'Service', facet: 'service' },
  { name: 'traceId', label: 'Trace', kind: 'text' },
  { name: 'spanId', label: 'Span', kind: 'text' },
  { name: 'attribute', label: 'Attributes, one a line', chip: 'Attribute', kind: 'many', hint: 'key=value, key~text, or key' },
];

export function open(place, { shell, status }) {
  const filters = new Filters('Search messages and attributes', fields);
  const list = h('div.list');
  const order = () => param('order') || '-time';
  // A trace's logs are its logs, however old.
  const query = () => ({ ...filters.query(), ...chosen(param('traceId') ? '-3650d' : undefined), order: order() });
  const tail = new Tail(query);
  const show = ({ logs, nextCursor }) => {
    fill(list, logs.length === 0
      ? empty(status, 'logs', { isFiltered: filters.isAny, clear: filters.cleared() })
      : [logLines(logs), tail.isOn ? null : pager(logs.length, nextCursor)]);
    list.querySelector('details.log[open]')?.scrollIntoView({ block: 'nearest' });
    tail.begin(logs, all => fill(list, logLines(all)));
  };
  const loader = new Loader(list, signal => get('logs', { ...query(), limit: pageSize, cursor: tail.isOn ? '' : param('cursor') }, signal), show);
  const tools = () => fill(filters.extra,
    tail.button(),
    !tail.isOn && h('select', { 'aria-label': 'Order', key: 'order', on: { change: event => go(changed({ order: event.target.value, cursor: '' })) } },
      [['', 'Newest first'], ['time', 'Oldest first']].map(([value, text]) => h('option', { value, selected: param('order') === value }, text))),
    param('traceId') && h('a.button', { href: `/traces/${param('traceId')}${param('spanId') ? `?span=${param('spanId')}` : ''}` }, icon('traces'), 'The trace'),
    h('a.button', { href: url('logs/download', query()), download: 'logs.jsonl', title: 'Download as JSON lines' }, icon('download'), 'JSON lines'));
  place.append(filters.element, list);
  tools();
  const load = () => loader.load();
  load();
  shell.title(title);
  return {
    update() {
      filters.update();
      tools();
      load();
    },
    refresh({ signals }) {
      if (!signals.includes('logs') || param('cursor')) return;
      if (tail.isOn) tail.more();
      else if (!list.querySelector('details.log[open]') && order() === '-time') loader.refresh();
    },
    close() {
      loader.close();
    },
  };
}
