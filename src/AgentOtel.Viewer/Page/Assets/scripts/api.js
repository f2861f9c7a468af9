const root = '/api/v1';

/** What the viewer answered when it could not do what was asked: a sentence that says what to do. */
class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function url(path, query = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== '') search.append(name, one);
  }

  const text = search.toString();
  return text ? `${root}/${path}?${text}` : `${root}/${path}`;
}

export const get = (path, query, signal) => ask('GET', url(path, query), undefined, signal);
export const post = (path, body) => ask('POST', url(path), JSON.stringify(body ?? {}));
export const put = (path, body) => ask('PUT', url(path), JSON.stringify(body));

export const sendFile = file => ask('POST', url('files'), file, undefined, 'application/x-ndjson');

async function ask(method, address, body, signal, type = 'application/json') {
  let response;
  try {
    response = await fetch(address, { method, body, signal, headers: body === undefined ? {} : { 'Content-Type': type } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal(0, 'The viewer does not answer. Is the app still running?');
  }

  if (!response.ok) throw new Refusal(response.status, await reason(response));
  const isJson = response.headers.get('content-type')?.includes('json');
  return isJson ? response.json() : null;
}

async function reason(response) {
  if (response.status === 401) return 'This viewer asks for its token: open the page once as /?token=….';
  try {
    const problem = await response.json();
    return problem.detail ?? problem.title ?? `The viewer answered ${response.status}.`;
  } catch (error) {
    if (error instanceof SyntaxError) return `The viewer answered ${response.status}.`;
    throw error;
  }
}
