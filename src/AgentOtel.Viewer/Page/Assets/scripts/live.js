// Live updates. A browser has six connections to a host: this one is closed while nobody looks.

const key = 'agentotel.live';
const listeners = new Set();
let source = null;
let counts = null;
let state = 'off';

export const isPaused = () => localStorage.getItem(key) === 'paused';

export const current = () => state;

/** listener({ kind: 'change', signals, change }) or ({ kind: 'state', state }). */
export function onUpdate(listener) {
  listeners.add(listener);
}

export function pause(isOn) {
  localStorage.setItem(key, isOn ? 'paused' : 'on');
  settle();
}

export function start() {
  document.addEventListener('visibilitychange', settle);
  addEventListener('pagehide', () => close('off'));
  addEventListener('pageshow', settle);
  settle();
}

function settle() {
  if (isPaused()) close('paused');
  else if (document.hidden) close('hidden');
  else open();
}

function open() {
  if (source) return;
  source = new EventSource('/api/v1/events');
  source.addEventListener('open', () => tell('live'));
  source.addEventListener('error', () => tell('lost'));
  source.addEventListener('change', event => arrive(JSON.parse(event.data)));
}

function close(next) {
  source?.close();
  source = null;
  tell(next);
}

function arrive(change) {
  const signals = ['traces', 'logs', 'metrics', 'errors'].filter(signal => counts && counts[signal] !== change[signal]);
  const isFirst = counts === null;
  counts = change;
  tell('live');
  if (!isFirst) for (const listener of listeners) listener({ kind: 'change', signals, change });
}

function tell(next) {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener({ kind: 'state', state });
}
