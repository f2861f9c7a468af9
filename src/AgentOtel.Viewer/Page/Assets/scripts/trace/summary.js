import { h } from '../dom/element.js';
import { to } from '../address.js';
import { url } from '../api.js';
import { copyButton } from '../parts/copy.js';
import { icon } from '../parts/icons.js';
import { dot, status } from '../parts/status.js';
import * as numbers from '../text/numbers.js';
import * as shown from '../text/shown.js';

const relations = { link: 'links to', linked_from: 'linked from', same_run: 'same run' };

/** What a trace is, in two lines. */
export function summary({ trace, spans, isCut, linked }) {
  const fact = (name, value, className = '') => h('div.fact', { class: className || undefined, key: name }, h('dt', name), h('dd', value));
  const models = [...new Set(spans.map(span => span.kind === 'model' && span.model).filter(Boolean))];
  return [
    h('div.trace-top', { key: 'facts' }, h('dl.trace-facts',
      fact('Status', status(trace.status, trace.isIncomplete)),
      fact('Started', shown.time(trace.start)),
      fact('Duration', shown.duration(trace.duration), 'strong'),
      fact('Cost', cost(trace), 'strong'),
      fact('Tokens', h('span', { title: `${numbers.exact(trace.inputTokens)} input + ${numbers.exact(trace.outputTokens)} output` }, `${numbers.count(trace.inputTokens)} in, ${numbers.count(trace.outputTokens)} out`), 'strong'),
      fact('Calls', `${numbers.plural(trace.agentCalls, 'agent')}, ${numbers.plural(trace.modelCalls, 'model call')}, ${numbers.plural(trace.toolCalls, 'tool call')}`),
      trace.errors > 0 && fact('Errors', h('span.bad', shown.count(trace.errors, 'spans with an error'))),
      fact('Spans', shown.count(trace.spans, 'spans')),
      models.length > 0 && fact('Models', shown.name(models.slice(0, 3).join(', ') + (models.length > 3 ? ` and ${models.length - 3} more` : ''))),
      fact('Service', shown.name(trace.service)),
      trace.runId && fact('Run', h('span.with-copy', h('a', { href: to('/traces', { run: trace.runId, from: '-3650d' }) }, shown.name(trace.runId.slice(0, 13))), copyButton(trace.runId, 'run id'))),
      fact('Trace', h('span.with-copy', h('code', { title: trace.traceId }, trace.traceId.slice(0, 8)), copyButton(trace.traceId, 'trace id')))),
      h('div.trace-links', { key: 'links' },
        h('a.button', { href: `/logs?traceId=${trace.traceId}` }, icon('logs'), numbers.plural(trace.logs, 'log')),
        h('a.button', { href: url(`traces/${trace.traceId}/otlp`), download: `trace-${trace.traceId}.json` }, icon('download'), 'OTLP'))),
    trace.isIncomplete && h('p.hint', { key: 'incomplete' }, 'Incomplete: its root has not come, or a span has not ended. What comes later is added.'),
    isCut && h('p.hint', { key: 'cut' }, `Only the first ${numbers.exact(spans.length)} spans are shown. The download has all.`),
    linked.length > 0 && h('div.linked', { key: 'linked' }, linked.map(link)),
  ];
}

const link = other => h('span.linked-trace', icon('link'), h('span.dim', relations[other.relation] ?? other.relation),
  other.status || other.name ? h('a', { href: to(`/traces/${other.traceId}`, { span: other.spanId }) }, other.status && dot(other.status), shown.name(other.name ?? other.traceId.slice(0, 8))) : h('span', h('code', other.traceId.slice(0, 8)), ' not held'),
  other.start && h('span.dim', shown.time(other.start)));

function cost(trace) {
  const amount = trace.cost || trace.estimatedCost ? shown.money(trace.cost, trace.estimatedCost) : trace.unpricedCalls > 0 ? null : shown.none();
  return h('span', amount, trace.unpricedCalls > 0 && h('span.tag.warn', { title: 'Model calls without a price' }, `${trace.unpricedCalls} unpriced`));
}
