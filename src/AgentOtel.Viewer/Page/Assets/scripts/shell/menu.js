import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { post } from '../api.js';
import { confirm } from '../parts/dialog.js';
import { icon } from '../parts/icons.js';
import { notice } from '../parts/notice.js';
import { plural } from '../text/numbers.js';
import { chooseFile } from './files.js';

/** What is done to the viewer as a whole. */
export function menu(status) {
  const list = h('div.menu', { popover: 'auto', id: 'viewer-menu', role: 'group', 'aria-label': 'Viewer' });
  const entry = (drawing, text, act) => h('button', { type: 'button', on: { click: () => { list.hidePopover(); act(); } } }, icon(drawing), text);
  status.onChange(now => fill(list,
    entry('file', 'Open a file…', chooseFile),
    entry('intake', now?.isPaused ? 'Take in again' : 'Pause taking in', () => pause(status)),
    entry('clear', 'Clear everything…', () => clear(status))));
  return h('div.menu-place',
    h('button.quiet.icon-button', { type: 'button', popovertarget: 'viewer-menu', 'aria-label': 'Viewer', title: 'Open a file, pause, clear' }, h('span.dots', { 'aria-hidden': 'true' }, '⋯')),
    list);
}

async function pause(status) {
  const isPaused = !status.current?.isPaused;
  await attempt(() => post('pause', { isPaused }));
  await status.load();
}

async function clear(status) {
  const held = status.current?.held;
  const what = held ? `${plural(held.traces, 'trace')}, ${plural(held.logs, 'log')} and ${plural(held.points, 'metric point')}` : 'Everything held';
  if (!await confirm('Clear everything?', `${what} will be gone for good. What is sent from now on is kept.`, 'Clear')) return;
  if (await attempt(() => post('clear'))) notice('Cleared.');
  await status.load();
  dispatchEvent(new Event('viewer-cleared'));
}

async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    notice(error.message, 'bad');
    return false;
  }
}
