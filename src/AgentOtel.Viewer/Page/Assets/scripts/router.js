import { announce } from './parts/notice.js';
import { isFixed } from './span-of-time.js';
import * as connect from './views/connect.js';
import * as cost from './views/cost.js';
import * as decisions from './views/decisions.js';
import * as errorGroup from './views/error.js';
import * as errors from './views/errors.js';
import * as logs from './views/logs.js';
import * as map from './views/map.js';
import * as metrics from './views/metrics.js';
import * as missing from './views/missing.js';
import * as overview from './views/overview.js';
import * as trace from './views/trace.js';
import * as traces from './views/traces.js';

const routes = [
  [/^\/$/, overview],
  [/^\/traces$/, traces],
  [/^\/traces\/([^/]+)$/, trace],
  [/^\/logs$/, logs],
  [/^\/errors$/, errors],
  [/^\/errors\/([^/]+)$/, errorGroup],
  [/^\/map$/, map],
  [/^\/decisions$/, decisions],
  [/^\/cost$/, cost],
  [/^\/metrics$/, metrics],
  [/^\/connect$/, connect],
];

/** Shows the view that the address names. A view has open(place, page, ...ids), and its handle update(), refresh(change) and close(). */
export class Router {
  #shell;
  #status;
  #path = null;
  #view = null;

  constructor(shell, status) {
    this.#shell = shell;
    this.#status = status;
  }

  show() {
    const path = location.pathname;
    if (path === this.#path) {
      this.#view.update();
      this.#shell.follow();
      return;
    }

    const isFirst = this.#path === null;
    this.#view?.close?.();
    this.#path = path;
    const [, module, ids] = match(path);
    this.#shell.enter(module.title, module.wide ?? false);
    this.#view = module.open(this.#shell.content, { shell: this.#shell, status: this.#status }, ...ids);
    if (!isFirst) {
      this.#shell.focusTitle();
      announce(module.title);
    }
  }

  refresh(update) {
    if (!isFixed() || this.#view.isTimeless) this.#view?.refresh?.(update);
  }
}

function match(path) {
  for (const [pattern, module] of routes) {
    const found = pattern.exec(path);
    if (found) return [path, module, found.slice(1).map(decodeURIComponent)];
  }

  return [path, missing, []];
}
