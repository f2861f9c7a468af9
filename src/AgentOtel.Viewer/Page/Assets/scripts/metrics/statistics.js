import { h } from '../dom/element.js';
import { table } from '../parts/table.js';
import * as numbers from '../text/numbers.js';
import * as shown from '../text/shown.js';

const columns = [['Sum', 'sum'], ['Mean', 'mean'], ['Median', 'median'], ['Min', 'minimum'], ['Max', 'maximum'], ['Std dev', 'standardDeviation'], ['p90', 'p90'], ['p95', 'p95'], ['p99', 'p99']];

/** Each series in figures. */
export const statisticsTable = (result, format) => table('Statistics', [
  { name: 'Series', class: 'main', cell: one => labels(one) },
  { name: 'Count', class: 'number', cell: one => shown.count(one.statistics.count) },
  ...columns.map(([name, field]) => ({ name, class: 'number', cell: one => {
    const value = one.statistics[field];
    return value === undefined ? shown.none() : h('span', { title: numbers.exact(value) }, format(value));
  } })),
  { name: 'First', cell: one => one.statistics.firstTime ? shown.time(one.statistics.firstTime) : shown.none() },
  { name: 'Last', cell: one => one.statistics.lastTime ? shown.time(one.statistics.lastTime) : shown.none() },
], result.series);

function labels(one) {
  const pairs = Object.entries(one.labels);
  return pairs.length === 0 ? h('span.dim', 'all') : h('span.label-set', pairs.map(([name, value]) => h('span', h('span.dim', name, '='), value === '' ? h('span.dim', '(none)') : shown.name(value))));
}
