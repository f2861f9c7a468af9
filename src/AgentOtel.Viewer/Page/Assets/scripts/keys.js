import { h } from './dom/element.js';
import { modal } from './parts/dialog.js';
import { go, to } from './address.js';

const everywhere = [
  ['/', 'Search'],
  ['?', 'These keys'],
  ['g o', 'Overview'], ['g t', 'Runs and traces'], ['g l', 'Logs'], ['g e', 'Errors'],
  ['g m', 'Map'], ['g d', 'Decisions and scores'], ['g c', 'Cost'], ['g i', 'Metrics'],
  ['p', 'Pause or resume live updates'],
  ['↑ ↓', 'Move in a list or tree'],
  ['Enter', 'Open'],
];
const inTrace = [
  ['← →', 'Close or open a level'],
  ['e', 'Next error'],
  ['c', 'Next step of the critical path'],
  ['z', 'Zoom to the span, or back out'],
  ['Home End', 'First and last span'],
  ['Esc', 'Close what is open'],
];
const places = { o: '/', t: '/traces', l: '/logs', e: '/errors', m: '/map', d: '/decisions', c: '/cost', i: '/metrics' };

let isGoing = false;

export function listen(actions) {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const wasGoing = isGoing;
    isGoing = false;
    if (wasGoing && places[event.key]) go(to(places[event.key]));
    else if (event.key === 'g') isGoing = true;
    else if (event.key === '/') document.querySelector('[data-search]')?.focus();
    else if (event.key === '?') help();
    else if (event.key === 'p') actions.pause();
    else if (!moveRow(event)) return;
    event.preventDefault();
  });
}

/** Arrows move between the rows of lists that are marked so. */
function moveRow(event) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false;
  const rows = [...document.querySelectorAll('[data-row]')].filter(row => row.offsetParent !== null);
  if (rows.length === 0 || event.target.closest?.('[data-own-keys]')) return false;
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)));
  rows[next].focus();
  rows[next].scrollIntoView({ block: 'nearest' });
  return true;
}

const isTyping = target => target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;

export function help() {
  const list = entries => h('dl.keys', entries.map(([keys, what]) => h('div', h('dt', keys.split(' ').map(key => h('kbd', key))), h('dd', what))));
  modal('Keys', h('div', list(everywhere), h('h3', 'In a trace'), list(inTrace)));
}
