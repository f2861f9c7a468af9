import { h } from '../dom/element.js';
import { to } from '../address.js';
import { attributeTable } from '../parts/attributes.js';
import { copyButton } from '../parts/copy.js';
import { logLines } from '../parts/log-lines.js';
import { long } from '../parts/long-text.js';
import { status } from '../parts/status.js';
import * as numbers from '../text/numbers.js';
import * as shown from '../text/shown.js';
import { conversation } from './conversation.js';

/** A span's parts, in the order in which a person asks: what failed, how much, what was said, what was logged, all the rest. */
export function spanSections(detail, traceId, onSpan) {
  const { span } = detail;
  const section = (name, number, content, isOpen = true) => h('details.section', { key: name, open: isOpen }, h('summary', name, number !== null && h('span.badge', String(number))), content);
  const attributes = Object.keys(detail.attributes).length;
  return [
    h('div', { key: 'error' }, error(detail)),
    h('dl.facts', { key: 'facts' }, facts(detail, onSpan)),
    detail.conversation && section('Messages', null, conversation(detail.conversation)),
    detail.logs.length > 0 && section('Logs', detail.logs.length, [logLines(detail.logs, { isInTrace: true }), h('p', h('a', { href: `/logs?traceId=${traceId}&spanId=${span.spanId}` }, 'Open in logs'))]),
    detail.events.length > 0 && section('Events', detail.events.length, events(detail.events)),
    detail.links.length > 0 && section('Links', detail.links.length, links(detail.links)),
    section('Attributes', attributes, attributes > 0 ? attributeTable(detail.attributes, { search: '/traces' }) : h('p.dim', 'None.')),
    section('Resource', Object.keys(detail.resource).length, attributeTable(detail.resource), false),
  ];
}

function error(detail) {
  const { span } = detail;
  if (span.status !== 'failed' && !span.errorType) return null;
  return h('div.error-box', h('div', h('strong', shown.name(span.errorType ?? 'Failed')), span.fingerprint && h('a', { href: to(`/errors/${encodeURIComponent(span.fingerprint)}`) }, 'The group')),
    detail.statusMessage && h('p', { dir: 'auto' }, long(detail.statusMessage)),
    detail.errorStack && h('details', h('summary', 'Stack'), h('pre', long(detail.errorStack, 8000))));
}

function facts({ span }, onSpan) {
  const fact = (name, value) => value !== undefined && value !== null && value !== false && h('div', { key: name }, h('dt', name), h('dd', value));
  const text = value => value && shown.name(value);
  const { totals } = span;
  const isParent = totals.modelCalls + totals.toolCalls > 1 || (span.kind !== 'model' && totals.modelCalls > 0);
  return [
    fact('Status', status(span.status)),
    fact('Duration', span.duration === undefined ? 'has not ended' : shown.duration(span.duration)),
    fact('Begins at', shown.duration(span.offset)),
    fact('First chunk', span.timeToFirstChunk !== undefined && shown.duration(span.timeToFirstChunk)),
    fact('Model', span.model && h('span', shown.name(span.model), span.requestModel && span.requestModel !== span.model && h('span.dim', ' asked for ', shown.name(span.requestModel)))),
    fact('Provider', text(span.provider)),
    fact('Cost', ownCost(span)),
    fact('Tokens', span.inputTokens !== undefined && h('span', shown.tokens(span.inputTokens), ' in, ', shown.tokens(span.outputTokens ?? 0), ' out', parts(span))),
    isParent && fact('With all below', h('span', shown.money(totals.cost, totals.estimatedCost), `, ${numbers.count(totals.inputTokens)} in, ${numbers.count(totals.outputTokens)} out, ${numbers.plural(totals.modelCalls, 'model call')}, ${numbers.plural(totals.toolCalls, 'tool call')}`, totals.unpriced > 0 && h('span.tag.warn', `${totals.unpriced} unpriced`))),
    fact('Finished', span.finishReasons?.length > 0 && span.finishReasons.join(', ')),
    fact('Workflow', text(span.workflow)),
    fact('Task', span.task && h('span', shown.name(span.task), span.attempt && `, attempt ${span.attempt}`)),
    fact('Agent', text(span.agent)),
    fact('Tool', text(span.tool)),
    fact('Operation', text(span.operation)),
    fact('Service', text(span.service)),
    fact('Scope', text(span.scope)),
    fact('Span kind', span.spanKind !== 'unspecified' && span.spanKind),
    fact('Same call as', span.duplicateOf && h('button.link', { type: 'button', on: { click: () => onSpan(span.duplicateOf) } }, span.duplicateOf)),
    fact('Span', h('span.with-copy', h('code', span.spanId), copyButton(span.spanId, 'span id'))),
  ];
}

function ownCost(span) {
  if (span.cost !== undefined || span.estimatedCost !== undefined) return shown.money(span.cost ?? 0, span.estimatedCost ?? 0);
  return span.kind === 'model' && !span.duplicateOf && span.totals.unpriced > 0 ? h('span.tag.warn', 'unpriced') : null;
}

function parts(span) {
  const list = [[span.cacheReadTokens, 'from cache'], [span.cacheWriteTokens, 'to cache'], [span.reasoningTokens, 'reasoning']].filter(([value]) => value);
  return list.length > 0 && h('span.dim', ` (${list.map(([value, what]) => `${numbers.count(value)} ${what}`).join(', ')})`);
}

const events = list => list.map((event, at) => h('div.event', { key: at }, h('div', h('span.dim', { title: event.time }, `+${numbers.duration(event.offset)}`), ' ', h('strong', shown.name(event.name))),
  Object.keys(event.attributes).length > 0 && attributeTable(event.attributes)));

const links = list => list.map((link, at) => h('div.event', { key: at },
  link.isHeld ? h('a', { href: to(`/traces/${link.traceId}`, { span: link.spanId }) }, 'Trace ', h('code', link.traceId.slice(0, 8)), ', span ', h('code', link.spanId)) : h('span', 'Trace ', h('code', link.traceId), ' is not held'),
  Object.keys(link.attributes).length > 0 && attributeTable(link.attributes)));
