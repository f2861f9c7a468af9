import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { howToSend } from '../parts/how-to-send.js';
import * as shown from '../text/shown.js';

export const title = 'Send data';

export function open(place, { status }) {
  const show = now => now && fill(place,
    h('section.panel', h('h2', 'Point an app here'), h('p', 'Set the standard OpenTelemetry variables; nothing else changes in the app.'), howToSend(now)),
    h('section.panel', h('h2', 'What is held'), figures(now)));
  const close = status.onChange(show);
  status.load();
  return { update() {}, close };
}

function figures(now) {
  const { held, evicted } = now;
  const row = (name, value) => h('div', h('dt', name), h('dd', value));
  return h('dl.facts',
    row('File', now.isTemporary ? 'temporary: gone when the app ends' : h('code', now.file ?? '')),
    row('On disk', h('span', shown.bytes(now.bytes), ' of at most ', shown.bytes(now.maxBytes))),
    row('Traces', h('span', shown.count(held.traces), ` (${evictedText(evicted.traces)})`)),
    row('Spans', h('span', shown.count(held.spans), ` (${evictedText(evicted.spans)})`)),
    row('Logs', h('span', shown.count(held.logs), ` (${evictedText(evicted.logs)})`)),
    row('Metric points', h('span', shown.count(held.points), ` (${evictedText(evicted.points)})`)),
    row('Oldest', held.oldest ? shown.time(held.oldest) : shown.none()),
    row('Newest', held.newest ? shown.time(held.newest) : shown.none()),
    row('Running since', shown.time(now.started)),
    row('Version', now.version),
    row('API', h('a', { href: '/api/v1/openapi.json', target: '_blank' }, '/api/v1/openapi.json')));
}

const evictedText = number => number === 0 ? 'none let go' : `${number.toLocaleString('en-US')} let go`;
