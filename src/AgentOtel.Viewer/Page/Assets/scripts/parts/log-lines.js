import { h } from '../dom/element.js';
import { note, param } from '../address.js';
import * as shown from '../text/shown.js';
import { attributeTable } from './attributes.js';
import { copyButton } from './copy.js';
import { long } from './long-text.js';

const letters = { trace: 'TRC', debug: 'DBG', information: 'INF', warning: 'WRN', error: 'ERR', critical: 'CRT', none: '···' };

/** Log records, a line each, that open to show everything. */
export const logLines = (logs, { isInTrace = false } = {}) => h('ul.log-lines', logs.map(log => h('li', { key: log.id }, line(log, isInTrace))));

function line(log, isInTrace) {
  const details = h('details.log', { class: `level-${log.level}`, open: param('log') === String(log.id), on: { toggle: event => event.target === event.currentTarget && opened(event.currentTarget, log, isInTrace) } },
    h('summary', { 'data-row': isInTrace ? undefined : true },
      h('span.log-time', shown.fineTime(log.time)),
      h('span.level', { title: log.level }, letters[log.level] ?? log.level),
      h('span.log-text', log.event && h('span.log-event', shown.name(log.event)), h('bdi', log.body.length > 500 ? `${log.body.slice(0, 500)}…` : log.body)),
      !isInTrace && h('span.log-logger', shown.name(log.logger))));
  details.isLive = true;
  if (details.open) details.append(body(log, isInTrace));
  return details;
}

function opened(details, log, isInTrace) {
  if (details.open && details.childElementCount === 1) details.append(body(log, isInTrace));
  if (!isInTrace) note({ log: details.open ? log.id : '' });
}

const body = (log, isInTrace) => h('div.log-body',
  h('pre.log-message', { dir: 'auto' }, long(log.body)),
  h('div.log-facts',
    h('span', h('span.dim', 'Logger '), shown.name(log.logger)), log.event && h('span', h('span.dim', 'Event '), shown.name(log.event)), h('span', h('span.dim', 'Service '), shown.name(log.service)),
    log.traceId && !isInTrace && h('a.button', { href: `/traces/${log.traceId}${log.spanId ? `?span=${log.spanId}` : ''}` }, 'Open the trace'),
    copyButton(log.body, 'the message')),
  Object.keys(log.attributes).length > 0 ? attributeTable(log.attributes, { search: isInTrace ? undefined : '/logs' }) : h('p.dim', 'No attributes.'));

export const levels = Object.keys(letters).filter(level => level !== 'none');
