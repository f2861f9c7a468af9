import { h } from '../dom/element.js';
import { to } from '../address.js';
import * as numbers from '../text/numbers.js';
import * as shown from '../text/shown.js';
import { kindIcon } from './icons.js';
import { dot, status } from './status.js';
import { table, withBar } from './table.js';

const traceName = trace => h('span.trace-name', kindIcon(trace.kind), h('span.unseen', `${trace.kind} `), shown.name(trace.name || 'no name'));

const errors = trace => trace.errors > 0 ? h('span.bad', shown.count(trace.errors, 'spans with an error')) : shown.none();

export function traceTable(traces, { sort } = {}) {
  const longest = Math.max(...traces.map(trace => trace.duration), 0);
  return table('Runs and traces', [
    { name: 'Name', sort: 'name', isText: true, class: 'main', cell: traceName },
    { name: 'Status', sort: 'status', isText: true, cell: trace => status(trace.status, trace.isIncomplete) },
    { name: 'Started', sort: 'start', cell: trace => shown.time(trace.start) },
    { name: 'Duration', sort: 'duration', class: 'number', cell: trace => withBar(trace.duration, longest, shown.duration(trace.duration)) },
    { name: 'Cost', sort: 'cost', class: 'number', cell: cost },
    { name: 'Tokens', sort: 'tokens', class: 'number', cell: trace => tokensOf(trace) },
    { name: 'Calls', class: 'number minor', cell: calls },
    { name: 'Spans', sort: 'spans', class: 'number minor', cell: trace => shown.count(trace.spans, 'spans') },
    { name: 'Errors', sort: 'errors', class: 'number', cell: errors },
    { name: 'Service', sort: 'service', isText: true, class: 'minor', cell: trace => shown.name(trace.service) },
  ], traces, { link: trace => to(`/traces/${trace.traceId}`), key: trace => trace.traceId, sort });
}

/** The same in three columns, for the overview. */
export function shortTraceTable(caption, traces) {
  return table(caption, [
    { name: 'Run', class: 'main', cell: trace => h('span.trace-name', dot(trace.status), shown.name(trace.name || 'no name')) },
    { name: 'Started', class: 'spare', cell: trace => shown.ago(trace.start) },
    { name: 'Duration', class: 'number', cell: trace => shown.duration(trace.duration) },
    { name: 'Cost', class: 'number', cell: shortCost },
  ], traces, { link: trace => to(`/traces/${trace.traceId}`), key: trace => trace.traceId });
}

const shortCost = trace => trace.cost || trace.estimatedCost ? shown.shortMoney(trace.cost, trace.estimatedCost)
  : trace.unpricedCalls > 0 ? h('span.warn', { title: 'Model calls without a price' }, 'unpriced') : shown.none();

function cost(trace) {
  const amount = trace.cost || trace.estimatedCost ? shown.money(trace.cost, trace.estimatedCost) : trace.unpricedCalls > 0 ? null : shown.none();
  const unpriced = trace.unpricedCalls > 0 && h('span.tag.warn', { title: `${trace.unpricedCalls} model calls without a price` }, `${trace.unpricedCalls} unpriced`);
  return unpriced ? h('span', amount, amount && ' ', unpriced) : amount;
}

const calls = trace => h('span', { title: `${numbers.plural(trace.modelCalls, 'model call')}, ${numbers.plural(trace.toolCalls, 'tool call')}` }, numbers.count(trace.modelCalls + trace.toolCalls));

function tokensOf(trace) {
  const total = trace.inputTokens + trace.outputTokens;
  if (total === 0) return shown.none();
  const value = shown.tokens(total);
  value.title = `${numbers.exact(trace.inputTokens)} input + ${numbers.exact(trace.outputTokens)} output tokens`;
  return value;
}
