import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { param, to } from '../address.js';
import { get } from '../api.js';
import { trend } from '../charts/trend.js';
import { Loader } from '../load.js';
import { empty } from '../parts/empty.js';
import { ErrorFilters } from '../parts/error-filters.js';
import { severity, state } from '../parts/error-marks.js';
import { table } from '../parts/table.js';
import { chosen } from '../span-of-time.js';
import * as shown from '../text/shown.js';

export const title = 'Errors';

export function open(place, { status }) {
  const filters = new ErrorFilters();
  const list = h('div.list');
  place.append(filters.element, list);
  const loader = new Loader(list, signal => get('errors', { ...filters.query(), ...chosen() }, signal), ({ errors }) => fill(list,
    errors.length === 0
      ? status.isEmpty || !filters.isAny ? none(status) : empty(status, 'errors', { isFiltered: true, clear: filters.cleared() })
      : groups(errors)));
  const load = () => loader.load();
  load();
  return {
    update() {
      filters.update();
      load();
    },
    refresh: ({ signals }) => signals.includes('errors') && loader.refresh(),
    close() {
      loader.close();
    },
  };
}

const none = status => status.isEmpty ? empty(status, 'errors') : empty(status, param('state') === '' ? 'errors' : `${param('state')} errors`);

const groups = errors => table('Groups of errors', [
  { name: 'Error', class: 'main', cell: error => h('span.error-title', h('strong', shown.name(error.title)), error.title !== error.type && h('span.dim', shown.name(error.type))) },
  { name: 'State', cell: state },
  { name: 'Severity', cell: error => severity(error.severity) },
  { name: 'Category', class: 'minor', cell: error => shown.name(error.category) },
  { name: 'Trend', class: 'minor', cell: error => trend(error.trend, `${error.count} in this window`) },
  { name: 'Count', class: 'number', cell: error => { const count = shown.count(error.count); count.title += ` in this window, ${error.total} in all`; return count; } },
  { name: 'Last seen', cell: error => shown.ago(error.lastSeen) },
  { name: 'First seen', class: 'minor', cell: error => shown.ago(error.firstSeen) },
  { name: 'Agents', class: 'minor', cell: error => names(error.agents) },
], errors, { link: error => to(`/errors/${encodeURIComponent(error.fingerprint)}`), key: error => error.fingerprint });

const names = list => list.length === 0 ? shown.none() : h('span', list.slice(0, 2).map((one, at) => [at > 0 && ', ', shown.name(one)]), list.length > 2 && ` +${list.length - 2}`);
