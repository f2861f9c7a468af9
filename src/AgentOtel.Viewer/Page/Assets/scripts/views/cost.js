import { h } from '../dom/element.js';
import { fill, held } from '../dom/morph.js';
import { to } from '../address.js';
import { get, url } from '../api.js';
import { legend, TimeChart } from '../charts/time-chart.js';
import { Loader } from '../load.js';
import { empty } from '../parts/empty.js';
import { icon } from '../parts/icons.js';
import { panel } from '../parts/panel.js';
import { table, withBar } from '../parts/table.js';
import { chosen } from '../span-of-time.js';
import * as numbers from '../text/numbers.js';
import * as shown from '../text/shown.js';

export const title = 'Cost';

const splits = [['model', 'Model'], ['category', 'Category'], ['agent', 'Agent'], ['workflow', 'Workflow'], ['provider', 'Provider'], ['tenant', 'Tenant'], ['service', 'Service']];
const searchable = new Set(['model', 'agent', 'workflow', 'provider', 'tenant', 'service']);

export function open(place, { status }) {
  const chart = new TimeChart({ label: 'Cost over time', format: numbers.money, height: 160 });
  const loader = new Loader(place, signal => get('costs', chosen(), signal), report => {
    const isNothing = report.cost + report.estimatedCost + report.unpricedCalls === 0;
    fill(place, isNothing ? empty(status, 'costs') : content(report, chart));
    if (!isNothing) draw(chart, report);
  });
  const load = () => loader.load();
  load();
  return {
    update: load,
    refresh: ({ signals }) => signals.includes('traces') && loader.refresh(),
    close() {
      loader.close();
      chart.close();
    },
  };
}

function content(report, chart) {
  const figure = (name, value, note) => h('div.figure', { key: name }, h('div.figure-name', name), h('div.figure-value', value), h('div.figure-note', note));
  return [
    h('div.figures', { key: 'figures' },
      figure('Cost', shown.money(report.cost), 'as sent'),
      figure('Estimated', report.estimatedCost > 0 ? shown.money(0, report.estimatedCost) : shown.none(), 'calls that came without a cost; not in the cost'),
      h('div.figure', { class: report.unpricedCalls > 0 ? 'warn' : undefined, key: 'unpriced' }, h('div.figure-name', 'Unpriced calls'), h('div.figure-value', shown.count(report.unpricedCalls)), h('div.figure-note', report.unpricedCalls > 0 ? 'no price known: they are in no sum here' : 'every call has a price'))),
    report.unpriced.length > 0 && panel('Calls without a price', costTable('Calls without a price', report.unpriced, 'model', true), { key: 'without', className: 'attention' }),
    h('section.panel.chart-panel', { key: 'time' }, h('h2', 'Over time'), held(chart.element), report.estimatedCost > 0 && legend(series([]))),
    h('div.columns.two', { key: 'splits' }, splits.map(([by, name]) => panel(`By ${name.toLowerCase()}`,
      report.by[by]?.length > 0 ? costTable(`Cost by ${name.toLowerCase()}`, report.by[by], by) : h('p.dim.nothing', 'Nothing.'),
      { aside: report.by[by]?.length > 0 && h('a', { href: url('costs/download', { by, ...chosen() }), download: `cost-by-${by}.csv`, 'aria-label': `CSV by ${name.toLowerCase()}` }, icon('download'), 'CSV') }))),
  ];
}

function costTable(caption, rows, by, isUnpriced = false) {
  const most = Math.max(...rows.map(row => row.cost));
  const hasEstimates = rows.some(row => row.estimatedCost > 0);
  const hasTokens = rows.some(row => row.inputTokens + row.outputTokens > 0);
  return table(caption, [
    { name: 'Name', class: 'main', cell: row => row.name === '' ? h('span.dim', 'not said') : shown.name(row.name) },
    { name: 'Calls', class: 'number', cell: row => shown.count(row.calls, 'calls') },
    ...hasTokens ? [
      { name: 'Input', class: 'number minor', cell: row => shown.tokens(row.inputTokens) },
      { name: 'Output', class: 'number minor', cell: row => shown.tokens(row.outputTokens) },
    ] : [],
    ...isUnpriced ? [] : [{ name: 'Cost', class: 'number', cell: row => row.cost > 0 ? withBar(row.cost, most, shown.money(row.cost)) : shown.none() }],
    ...hasEstimates ? [{ name: 'Estimated', class: 'number', cell: row => row.estimatedCost > 0 ? shown.money(0, row.estimatedCost) : shown.none() }] : [],
    ...rows.some(row => row.unpriced > 0) ? [{ name: 'Unpriced', class: 'number', cell: row => row.unpriced > 0 ? h('span.warn', shown.count(row.unpriced, 'calls without a price')) : shown.none() }] : [],
  ], rows, { link: row => searchable.has(by) && row.name ? to('/traces', { [by]: row.name }) : undefined, key: row => row.name });
}

const series = steps => [
  { name: 'Cost', color: 'c-cost', values: steps.map(step => step.cost) },
  { name: 'Estimated', color: 'c-estimate', values: steps.map(step => step.estimatedCost) },
];

function draw(chart, { steps, to: end }) {
  if (steps.length > 0) chart.set({ starts: steps.map(step => Date.parse(step.start)), to: Date.parse(end), series: series(steps) });
}
