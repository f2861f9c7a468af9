import { h } from '../dom/element.js';
import { kindIcon } from '../parts/icons.js';
import * as numbers from '../text/numbers.js';
import * as shown from '../text/shown.js';
import { hasFailed } from './tree.js';

const deepest = 24;

/** A row of the tree with its bar. */
export function row(node, { scale, length, isOpen, isChosen, isFound, now }) {
  const { span } = node;
  const failed = hasFailed(node);
  const classes = ['span-row', failed && 'failed', isChosen && 'chosen', isFound && 'found', span?.isCritical && 'critical', span?.duplicateOf && 'duplicate'].filter(Boolean).join(' ');
  return h('div', {
    class: classes,
    role: 'row',
    id: `row-${node.index}`,
    'aria-rowindex': node.index + 1,
    'aria-level': node.depth + 1,
    'aria-setsize': node.siblings,
    'aria-posinset': node.place,
    'aria-expanded': node.children.length > 0 ? String(isOpen) : undefined,
    'aria-selected': String(isChosen),
    'data-index': node.index,
  },
  h('div.span-name', { role: 'gridcell', style: { '--depth': Math.min(node.depth, deepest) } },
    node.children.length > 0 ? h('button.twist', { type: 'button', tabindex: -1, 'data-twist': node.index, 'aria-label': isOpen ? 'Close' : 'Open' }, h('span', { 'aria-hidden': 'true' }, isOpen ? '▾' : '▸')) : h('span.twist'),
    kindIcon(node.kind), h('span.unseen', `${node.kind} `), shown.name(node.label), marks(node, failed)),
  h('div.span-bar', { role: 'gridcell' }, bar(node, scale, length, now)),
  h('div.span-tokens', { role: 'gridcell' }, tokens(node)),
  h('div.span-cost', { role: 'gridcell' }, cost(node)));
}

function marks(node, failed) {
  const { span } = node;
  if (!span) return h('span.mark', node.kind === 'retries' ? `${node.children.length} attempts` : 'its children came');
  return [
    span.attempt && (span.attempt > 1 || node.parent?.kind === 'retries') && span.kind === 'task' && h('span.mark', `attempt ${span.attempt}`),
    span.kind === 'agent' && span.model && h('span.mark.faint', span.model),
    failed && h('span.mark.bad', { title: span.errorType ?? 'failed' }, span.errorType ? brief(span.errorType) : 'failed'),
    span.status === 'paused' && h('span.mark', 'paused'),
    span.status === 'cancelled' && h('span.mark', 'cancelled'),
    span.duration === undefined && h('span.mark', { title: 'It has not ended, or its end has not come' }, 'running'),
    span.duplicateOf && h('span.mark.faint', { title: 'The same call came as two spans; this one is not counted' }, 'same call'),
    span.logs > 0 && h('span.mark.faint.log-mark', { title: numbers.plural(span.logs, 'log') }, '≡', String(span.logs)),
  ];
}

const brief = type => type.includes('.') && !/^\d/.test(type) ? type.slice(type.lastIndexOf('.') + 1) : type;

function bar(node, scale, length, now) {
  const isEnded = node.end !== undefined;
  const end = node.end ?? Math.max(now ?? length, node.start);
  const from = Math.max(-2, scale.at(node.start));
  const to = Math.min(102, scale.at(end));
  if (to < 0 || from > 100) return h('span.bar-away', { 'aria-hidden': 'true' }, to < 0 ? '‹' : '›');
  const shape = h('span.bar', { class: `kind-${node.kind}${isEnded ? '' : ' open'}`, style: { left: `${from}%`, width: `max(2px, ${to - from}%)` } });
  const parts = [shape];
  const first = node.span?.timeToFirstChunk;
  if (first !== undefined && first < end - node.start) {
    const share = first / (end - node.start) * 100;
    shape.append(h('span.waiting', { style: { width: `${share}%` } }));
    shape.append(h('span.first-chunk', { style: { left: `${share}%` }, title: `First chunk after ${numbers.duration(first)}` }));
  }

  const text = isEnded ? numbers.duration(node.end - node.start) : `${numbers.duration(end - node.start)} …`;
  const isLate = to > 82;
  const label = h('span.bar-text', { title: isEnded ? `${numbers.exact(node.end - node.start)} s, begins at ${numbers.exact(node.start)} s` : 'has not ended' }, text);
  if (isLate && from > 18) {
    label.style.right = `calc(${100 - from}% + 6px)`;
  } else if (isLate) {
    label.classList.add('inside');
    label.style.left = `calc(${Math.max(0, from)}% + 6px)`;
  } else {
    label.style.left = `calc(max(${to}%, ${from}% + 2px) + 6px)`;
  }

  parts.push(label);
  return parts;
}

function tokens({ totals }) {
  const total = (totals?.inputTokens ?? 0) + (totals?.outputTokens ?? 0);
  if (total === 0) return null;
  const value = shown.tokens(total);
  value.title = `${numbers.exact(totals.inputTokens)} input + ${numbers.exact(totals.outputTokens)} output tokens`;
  return value;
}

function cost({ totals }) {
  if (!totals) return null;
  const amount = totals.cost || totals.estimatedCost ? shown.money(totals.cost, totals.estimatedCost) : null;
  const unpriced = totals.unpriced > 0 && h('span.warn', { title: `${numbers.plural(totals.unpriced, 'model call')} without a price` }, amount ? ' !' : 'unpriced');
  return [amount, unpriced];
}
