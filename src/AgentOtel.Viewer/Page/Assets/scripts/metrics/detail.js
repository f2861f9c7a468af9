import { h } from '../dom/element.js';
import { fill, held } from '../dom/morph.js';
import { changed, go, params } from '../address.js';
import { get } from '../api.js';
import { legend, TimeChart } from '../charts/time-chart.js';
import { Loader } from '../load.js';
import { chosen } from '../span-of-time.js';
import * as numbers from '../text/numbers.js';
import * as shown from '../text/shown.js';
import { statisticsTable } from './statistics.js';

const drawn = 8;
const most = 5000;
const quantiles = [['p50', 'p50', 'c0'], ['p95', 'p95', 'c1'], ['p99', 'p99', 'c2']];

/** One instrument over the window: its chart, its labels to group and filter by, its statistics. */
export class MetricDetail {
  #instrument = null;
  #chart = null;
  #asked = '';

  constructor() {
    this.head = h('div.metric-head');
    this.body = h('div.metric-body');
    this.element = h('section.metric', { 'aria-label': 'The chosen instrument' }, this.head, this.body);
    this.loader = new Loader(this.body, signal => get('metrics/query', this.#query(), signal), result => this.#draw(result));
  }

  show(instrument) {
    const isOther = instrument?.name !== this.#instrument?.name;
    this.#instrument = instrument ?? null;
    if (!instrument) return;
    fill(this.head, head(instrument));
    const asks = JSON.stringify(this.#query());
    if (isOther) this.#renewChart();
    if (isOther || asks !== this.#asked) this.loader.load();
    this.#asked = asks;
  }

  refresh() {
    if (this.#instrument) this.loader.refresh();
  }

  close() {
    this.loader.close();
    this.#chart?.close();
  }

  #query() {
    return { name: this.#instrument.name, label: params().getAll('label'), by: params().getAll('by'), ...chosen() };
  }

  #renewChart() {
    this.#chart?.close();
    const { name, unit, type } = this.#instrument;
    const isGrowth = type === 'sum' && this.#instrument.isMonotonic;
    this.#chart = new TimeChart({ label: name, format: numbers.ofUnit(unit), kind: isGrowth ? 'bars' : 'lines', height: 260 });
    fill(this.body);
  }

  #draw(result) {
    const format = numbers.ofUnit(result.unit);
    const series = result.series.length === 0 ? [] : lines(result);
    fill(this.body,
      result.series.length === 0 ? h('p.dim.nothing', { key: 'none' }, 'Nothing was measured in this window of time.') : [
        h('div', { key: 'chart' }, held(this.#chart.element), series.length > 1 && legend(series)),
        result.series.length > drawn && h('p.hint', { key: 'more' }, `The chart shows the first ${drawn} of ${numbers.plural(result.series.length, 'series', 'series')}${result.isCut ? ', and there are more than one answer holds' : ''}: group or filter by a label.`),
        h('h3', { key: 'h' }, 'Statistics'), statisticsTable(result, format)]);
    if (result.series.length > 0) this.#chart.set({ starts: steps(result), to: Date.parse(result.to), series });
  }
}

function head(instrument) {
  const by = params().getAll('by');
  const filters = params().getAll('label');
  const turn = name => by.includes(name) ? by.filter(other => other !== name) : [...by, name];
  return [
    h('h2', { dir: 'auto' }, instrument.name),
    instrument.description && h('p.dim', { dir: 'auto' }, instrument.description),
    h('p.log-facts', h('span.tag', instrument.type.replace('_', ' ')), instrument.unit && h('span', h('span.dim', 'unit '), h('code', instrument.unit)), h('span', shown.count(instrument.series), h('span.dim', ' series')), h('span', h('span.dim', 'last '), shown.ago(instrument.lastTime))),
    instrument.labels.length > 0 && h('div.metric-labels', { role: 'group', 'aria-label': 'Group by' }, h('span.dim', 'Group by'),
      instrument.labels.map(label => h('a.chip', { key: label.name, href: changed({ by: turn(label.name) }), class: by.includes(label.name) ? 'on' : undefined }, h('bdi', label.name), by.includes(label.name) && h('span.unseen', ' (on)')))),
    instrument.labels.length > 0 && h('div.metric-labels', h('label.inline-field', h('span', 'Only'), onlyWith(instrument)),
      filters.map(filter => h('a.chip.on', { key: filter, href: changed({ label: filters.filter(other => other !== filter) }) }, h('bdi', filter), h('span', { 'aria-hidden': 'true' }, '✕'), h('span.unseen', ', take away')))),
  ];
}

const onlyWith = instrument => h('select', { on: { change: event => event.target.value && go(changed({ label: [...params().getAll('label'), event.target.value] })) } },
  h('option', { value: '', selected: true }, 'a label …'),
  instrument.labels.map(label => h('optgroup', { label: label.name }, label.values.map(value => h('option', { value: `${label.name}=${value}` }, value.length > 60 ? `${value.slice(0, 60)}…` : value || '(empty)')))));

/** What tells a series from the others: labels that all share are left out. */
function nameOf(one, all) {
  const telling = Object.entries(one.labels).filter(([name, value]) => all.some(other => other.labels[name] !== value));
  return telling.map(([name, value]) => telling.length === 1 ? value || `no ${name}` : `${name}=${value}`).join(', ') || 'all';
}

/** Every step of the window, also those in which nothing came. */
function steps(result) {
  const first = Date.parse(result.series.find(one => one.steps.length > 0)?.steps[0].start ?? result.from);
  const [from, to, step] = [Date.parse(result.from), Date.parse(result.to), Math.max(1, result.step) * 1000];
  const starts = [];
  for (let start = first - Math.floor((first - from) / step) * step; start < to && starts.length < most; start += step) starts.push(start);
  return starts;
}

function lines(result) {
  const starts = steps(result);
  const along = (one, field) => {
    const byStart = new Map(one.steps.map(step => [Date.parse(step.start), step[field]]));
    return starts.map(start => byStart.get(start));
  };
  const isDistribution = result.series.some(one => one.steps.some(step => step.p50 !== undefined));
  if (isDistribution && result.series.length === 1) return quantiles.map(([field, name, color]) => ({ name, color, values: along(result.series[0], field) }));
  return result.series.slice(0, drawn).map((one, at) => ({ name: `${isDistribution ? 'p95 ' : ''}${nameOf(one, result.series)}`, color: `c${at}`, values: along(one, isDistribution ? 'p95' : 'value') }));
}
