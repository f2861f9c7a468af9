import { h } from '../dom/element.js';
import { fill, held } from '../dom/morph.js';
import { to } from '../address.js';
import { get, put } from '../api.js';
import { TimeChart } from '../charts/time-chart.js';
import { Loader } from '../load.js';
import { modal } from '../parts/dialog.js';
import { severity, state } from '../parts/error-marks.js';
import { long } from '../parts/long-text.js';
import { notice } from '../parts/notice.js';
import { panel } from '../parts/panel.js';
import { table } from '../parts/table.js';
import { bounds, chosen } from '../span-of-time.js';
import * as numbers from '../text/numbers.js';
import * as shown from '../text/shown.js';

export const title = 'Error';

const windowParts = 24;

export function open(place, { shell }, fingerprint) {
  const chart = new TimeChart({ label: 'Occurrences over time', format: numbers.count, height: 110 });
  const path = `errors/${encodeURIComponent(fingerprint)}`;
  const loader = new Loader(place, signal => get(path, chosen(), signal), detail => {
    const { group } = detail;
    shell.title(group.title || group.type, shown.name(group.title || group.type));
    fill(place, head(group, mark), h('section.panel.chart-panel', { key: 'trend' }, h('h2', `Trend, ${numbers.plural(group.count, 'occurrence')} in this window`), held(chart.element)), example(detail.example), newest(detail.newest));
    draw(chart, group);
  });
  const mark = async (next, note) => {
    try {
      await put(path, { state: next, note: note || null });
      notice(`Marked ${next}.`);
    } catch (error) {
      notice(error.message, 'bad');
    }

    await loader.load();
  };
  loader.load();
  return {
    update: () => loader.load(),
    refresh: ({ signals }) => signals.includes('errors') && loader.refresh(),
    close() {
      loader.close();
      chart.close();
    },
  };
}

function head(group, mark) {
  const fact = (name, value) => h('div', { key: name }, h('dt', name), h('dd', value));
  const list = names => names.length === 0 ? shown.none() : h('span', names.map((name, at) => [at > 0 && ', ', shown.name(name)]));
  return h('section.panel', { key: 'head' },
    h('div.error-actions',
      h('a', { href: to('/errors') }, '← All errors'),
      h('span.spring'),
      group.state !== 'resolved' && h('button.primary', { type: 'button', on: { click: () => ask('resolved', group, mark) } }, 'Mark resolved'),
      group.state !== 'ignored' && h('button', { type: 'button', on: { click: () => ask('ignored', group, mark) } }, 'Ignore'),
      group.state !== 'open' && h('button', { type: 'button', on: { click: () => mark('open', '') } }, 'Open again'),
      group.issueLink?.match(/^https?:/) && h('a.button', { href: group.issueLink, target: '_blank', rel: 'noopener noreferrer' }, 'New issue')),
    h('dl.facts',
      fact('State', h('span', state(group), group.stateChanged && h('span.dim', ' ', shown.ago(group.stateChanged)))),
      group.note && fact('Note', h('span', { dir: 'auto' }, group.note)),
      fact('Type', shown.name(group.type)), fact('Severity', severity(group.severity)), fact('Category', shown.name(group.category)),
      fact('In all', shown.count(group.total, 'occurrences')), fact('First seen', shown.time(group.firstSeen)), fact('Last seen', shown.time(group.lastSeen)),
      fact('Agents', list(group.agents)), fact('Workflows', list(group.workflows)), fact('Services', list(group.services)), fact('Fingerprint', h('code', group.fingerprint))));
}

function ask(next, group, mark) {
  const note = h('textarea', { id: 'note', rows: 3, maxlength: 2000, value: group.note ?? '' });
  const dialog = modal(next === 'resolved' ? 'Mark resolved' : 'Ignore', h('form.stack', { on: { submit: event => {
    event.preventDefault();
    dialog.close();
    mark(next, note.value.trim());
  } } }, h('p', next === 'resolved' ? 'If it is seen again it comes back, and says so.' : 'It stays in the list of ignored errors.'), h('label', { for: 'note' }, 'Note'), note,
  h('footer.buttons', h('button.primary', { type: 'submit' }, next === 'resolved' ? 'Mark resolved' : 'Ignore'))));
}

const example = one => one && panel('Example', h('div', h('p.example-message', { dir: 'auto' }, long(one.message ?? 'No message.')),
  h('div.log-facts', where(one), one.traceId && h('a.button', { href: traceOf(one) }, 'Open the trace')), one.stack && h('pre.stack', long(one.stack, 12_000))));

const where = one => h('span.dim', shown.time(one.time), ...[one.operation, one.agent, one.workflow, one.service].filter(Boolean).map(name => [' · ', shown.name(name)]).flat());

const newest = list => panel('Newest occurrences', table('Newest occurrences', [
  { name: 'Time', class: 'main', cell: one => shown.time(one.time) },
  { name: 'Operation', cell: one => shown.name(one.operation ?? '') },
  { name: 'Agent', cell: one => shown.name(one.agent ?? '') },
  { name: 'Message', class: 'text minor', cell: one => shown.name(one.message ?? '') },
], list, { link: one => one.traceId && traceOf(one) }));

const traceOf = one => `/traces/${one.traceId}${one.spanId ? `?span=${one.spanId}` : ''}`;

function draw(chart, group) {
  const [from, until] = bounds(chosen());
  const step = (until - from) / windowParts;
  chart.set({ starts: group.trend.map((_, at) => from + at * step), to: until, series: [{ name: 'Occurrences', color: 'c-bad', values: group.trend }] });
}
