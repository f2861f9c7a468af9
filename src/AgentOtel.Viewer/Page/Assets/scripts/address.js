// The address says what is shown: the path names the view, the query its filters.

const listeners = new Set();

export const params = () => new URLSearchParams(location.search);

export const param = name => params().get(name) ?? '';

/** The address of a view, with the chosen time window kept. */
export function to(path, query = {}) {
  const kept = params();
  const next = new URLSearchParams();
  for (const name of ['from', 'to']) if (kept.has(name)) next.set(name, kept.get(name));
  add(next, query);
  return compose(path, next);
}

/** The address of this view with some parameters changed; an empty value takes one away. */
export function changed(query) {
  const next = params();
  add(next, query);
  return compose(location.pathname, next);
}

export function go(address, { replace = false } = {}) {
  if (address === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState']({}, '', address);
  for (const listener of listeners) listener();
}

/** Changes the address alone: what it stands for is shown already. */
export const note = query => history.replaceState({}, '', changed(query));

export function onChange(listener) {
  listeners.add(listener);
}

/** Makes links within the page change the view without loading it again. */
export function follow() {
  addEventListener('popstate', () => listeners.forEach(listener => listener()));
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented || link.hasAttribute('download') || link.hasAttribute('target')) return;
    if (link.origin !== location.origin || link.getAttribute('href').startsWith('#') || link.pathname.startsWith('/api/')) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}

function add(next, query) {
  for (const [name, value] of Object.entries(query)) {
    next.delete(name);
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== '' && one !== false) next.append(name, one);
  }
}

function compose(path, query) {
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
