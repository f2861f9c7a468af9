import { h } from '../dom/element.js';
import { to } from '../address.js';
import { post } from '../api.js';
import { notice } from '../parts/notice.js';
import { plural } from '../text/numbers.js';

/** What a person should know whatever they look at. */
export function notices(status) {
  const now = status.current;
  const shown = [];
  if (status.problem) shown.push(h('div.banner.bad', { role: 'alert', key: 'problem' }, status.problem));
  if (!now) return shown;
  for (const warning of now.warnings) shown.push(h('div.banner.warn', { role: 'alert', key: warning }, warning));
  if (now.isPaused) {
    shown.push(h('div.banner.warn', { key: 'paused' }, h('span', 'Taking in is paused: what is sent now is not kept.'),
      h('button', { type: 'button', on: { click: () => resume(status) } }, 'Take in again')));
  }

  return shown;
}

/** What is held, and what was let go to stay within the bounds. */
export function heldWords({ held, evicted }) {
  const gone = [evicted.traces && plural(evicted.traces, 'trace'), evicted.logs && plural(evicted.logs, 'log'), evicted.points && plural(evicted.points, 'metric point')].filter(Boolean);
  return h('a', { href: to('/connect'), title: 'What is held, and where' },
    h('span', `${plural(held.traces, 'trace')}, ${plural(held.logs, 'log')}`),
    gone.length > 0 && h('span.evicted', { title: 'Let go, the oldest first, to stay within the bounds' }, `${gone.join(', ')} let go`));
}

async function resume(status) {
  try {
    await post('pause', { isPaused: false });
  } catch (error) {
    notice(error.message, 'bad');
  }

  await status.load();
}
