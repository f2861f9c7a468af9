import { h } from '../dom/element.js';
import { fill, held } from '../dom/morph.js';
import { to } from '../address.js';
import { get } from '../api.js';
import { TimeChart } from '../charts/time-chart.js';
import { Loader } from '../load.js';
import { empty } from '../parts/empty.js';
import { panel } from '../parts/panel.js';
import { shortTraceTable } from '../parts/trace-table.js';
import { useTable } from '../parts/use-table.js';
import { chosen } from '../span-of-time.js';
import * as numbers from '../text/numbers.js';
import { figures } from './overview-figures.js';

export const title = 'Overview';

export function open(place, { status }) {
  const charts = {
    runs: new TimeChart({ label: 'Runs over time', format: numbers.count, height: 120 }),
    cost: new TimeChart({ label: 'Cost over time', format: numbers.money, height: 120 }),
    tokens: new TimeChart({ label: 'Tokens over time', format: numbers.count, height: 120 }),
  };
  const ask = async signal => {
    const [overview, latest] = await Promise.all([get('overview', chosen(), signal), get('traces', { ...chosen(), limit: 5 }, signal)]);
    return { overview, latest: latest.traces };
  };
  const loader = new Loader(place, ask, ({ overview, latest }) => {
    const isNothing = latest.length === 0 && overview.figures.runs === 0;
    fill(place, isNothing ? empty(status, 'runs') : content(overview, latest, charts));
    if (!isNothing) draw(charts, overview);
  });
  const load = () => loader.load();
  load();
  return {
    update: load,
    refresh: ({ signals }) => (signals.includes('traces') || signals.includes('errors')) && loader.refresh(),
    close() {
      loader.close();
      for (const chart of Object.values(charts)) chart.close();
    },
  };
}

function content(overview, latest, charts) {
  const chart = (name, element) => h('section.panel.chart-panel', { key: name }, h('h2', name), held(element));
  return [
    h('div', { key: 'figures' }, figures(overview)),
    h('div.columns.three', { key: 'charts' }, chart('Runs', charts.runs.element), chart('Cost', charts.cost.element), chart('Tokens', charts.tokens.element)),
    h('div.columns.three.runs', { key: 'runs' },
      panel('Latest runs', shortTraceTable('Latest runs', latest), { aside: h('a', { href: to('/traces') }, 'All') }),
      panel('Slowest', shortTraceTable('Slowest runs', overview.slowest), { aside: h('a', { href: to('/traces', { sort: '-duration' }) }, 'All') }),
      panel('Most expensive', shortTraceTable('Most expensive runs', overview.mostExpensive), { aside: h('a', { href: to('/traces', { sort: '-cost' }) }, 'All') })),
    h('div.columns.two', { key: 'uses' },
      panel('Models', useTable('Models', overview.models, 'model')),
      panel('Agents', useTable('Agents', overview.agents, 'agent')),
      panel('Tools', useTable('Tools', overview.tools, 'tool')),
      panel('Workflows', useTable('Workflows', overview.workflows, 'workflow'))),
  ];
}

function draw(charts, { steps, to: end }) {
  if (steps.length === 0) return;
  const starts = steps.map(step => Date.parse(step.start));
  const data = series => ({ starts, to: Date.parse(end), series });
  charts.runs.set(data([
    { name: 'Completed or under way', color: 'c-good', values: steps.map(step => step.runs - step.failed) },
    { name: 'Failed', color: 'c-bad', values: steps.map(step => step.failed) }]));
  charts.cost.set(data([
    { name: 'Cost', color: 'c-cost', values: steps.map(step => step.cost) },
    { name: 'Estimated', color: 'c-estimate', values: steps.map(step => step.estimatedCost ?? 0) }]));
  charts.tokens.set(data([{ name: 'Tokens', color: 'c-model', values: steps.map(step => step.tokens) }]));
}
