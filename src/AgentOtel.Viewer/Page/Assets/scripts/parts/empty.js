import { h } from '../dom/element.js';
import { changed } from '../address.js';
import { plural } from '../text/numbers.js';
import { ago } from '../text/times.js';
import { howToSend } from './how-to-send.js';

/** What stands where nothing is: why, and what to do. */
export function empty(status, what, { isFiltered = false, clear = '', text = '' } = {}) {
  if (status.isEmpty) {
    return h('section.empty', h('h2', 'Nothing has arrived yet'), h('p', 'Point an app that speaks OpenTelemetry at this viewer. What it sends shows here at once.'), howToSend(status.current));
  }

  const held = status.current.held;
  return h('section.empty.small',
    h('h2', isFiltered ? `No ${what} fit these filters` : `No ${what} in this window of time`),
    text && h('p', text),
    h('p', `The viewer holds ${plural(held.traces, 'trace')} and ${plural(held.logs, 'log')}${held.newest ? `; the newest came ${ago(held.newest)}` : ''}.`),
    h('div.buttons',
      isFiltered && clear && h('a.button', { href: clear }, 'Clear the filters'),
      h('a.button', { href: changed({ from: '-3650d', to: '', cursor: '' }) }, 'Look through all that is held')));
}
