import { h } from '../dom/element.js';
import { fill, held } from '../dom/morph.js';
import { get } from '../api.js';
import { TimeChart } from '../charts/time-chart.js';
import { Loader } from '../load.js';
import { empty } from '../parts/empty.js';
import { panel } from '../parts/panel.js';
import { table, withBar } from '../parts/table.js';
import { bounds, chosen } from '../span-of-time.js';
import * as numbers from '../text/numbers.js';
import * as shown from '../text/shown.js';

export const title = 'Decisions & scores';

export function open(place, { status }) {
  const charts = new Map();
  const chartOf = name => {
    if (!charts.has(name)) charts.set(name, new TimeChart({ label: `Mean score of ${name} over time`, format: value => numbers.exact(Math.round(value * 100) / 100), kind: 'lines', height: 110 }));
    return charts.get(name);
  };
  const ask = async signal => {
    const [routing, evaluations] = await Promise.all([get('routing', chosen(), signal), get('evaluations', chosen(), signal)]);
    return { points: routing.points, evaluations: evaluations.evaluations };
  };
  const loader = new Loader(place, ask, ({ points, evaluations }) => {
    if (points.length + evaluations.length === 0) {
      fill(place, empty(status, 'decisions or scores', { text: 'They come from agents that record routing decisions and evaluation results.' }));
      return;
    }

    fill(place, points.length > 0 && h('h2.group-title', { key: 'r' }, 'Routing decisions'), h('div.columns.two', { key: 'points' }, points.map(point)),
      evaluations.length > 0 && h('h2.group-title', { key: 'e' }, 'Evaluation scores'), h('div.columns.two', { key: 'evaluations' }, evaluations.map(one => evaluation(one, chartOf(one.name)))));
    for (const one of evaluations) draw(chartOf(one.name), one);
  });
  const load = () => loader.load();
  load();
  return {
    update: load,
    refresh: ({ signals }) => signals.includes('logs') && loader.refresh(),
    close() {
      loader.close();
      for (const chart of charts.values()) chart.close();
    },
  };
}

const point = ({ point: name, decisions, choices }) => panel(name, table(`Choices at ${name}`, [
  { name: 'Choice', class: 'main', cell: choice => shown.name(choice.choice) },
  { name: 'Decisions', class: 'number', cell: choice => withBar(choice.decisions, decisions, shown.count(choice.decisions, 'decisions')) },
  { name: 'Share', class: 'number', cell: choice => shown.percent(choice.decisions / decisions) },
  { name: 'Confidence', class: 'number', cell: choice => choice.meanConfidence === undefined ? shown.none() : shown.percent(choice.meanConfidence) },
  { name: 'Example', cell: choice => choice.exampleTraceId ? h('a', { href: `/traces/${choice.exampleTraceId}`, 'aria-label': `Example of ${choice.choice}` }, 'trace') : shown.none() },
], choices, { key: choice => choice.choice }), { aside: h('span.dim', numbers.plural(decisions, 'decision')) });

const evaluation = (one, chart) => panel(one.name, h('div',
  h('p.log-facts', h('span', h('span.dim', 'Mean '), h('strong', one.mean === undefined ? '–' : numbers.exact(Math.round(one.mean * 1000) / 1000))), one.labels.map(label => h('span.tag', `${label.label} ${label.count}`))),
  held(chart.element),
  table(`Newest results of ${one.name}`, [
    { name: 'Time', class: 'main', cell: result => shown.time(result.time) },
    { name: 'Score', class: 'number', cell: result => result.score === undefined ? shown.none() : h('span', { title: numbers.exact(result.score) }, numbers.exact(Math.round(result.score * 1000) / 1000)) },
    { name: 'Label', cell: result => result.label ? shown.name(result.label) : shown.none() },
    { name: 'Agent', cell: result => result.agent ? shown.name(result.agent) : shown.none() },
    { name: 'Explanation', class: 'text minor', cell: result => shown.name(result.explanation ?? '') },
  ], one.newest, { link: result => result.traceId && `/traces/${result.traceId}${result.spanId ? `?span=${result.spanId}` : ''}` })), { aside: h('span.dim', numbers.plural(one.count, 'result')) });

function draw(chart, one) {
  if (one.steps.length === 0) return;
  const [from, to] = bounds(chosen());
  chart.set({ starts: one.steps.map(step => Date.parse(step.start)), from, to, series: [{ name: 'Mean score', color: 'c0', values: one.steps.map(step => step.mean) }] });
}
