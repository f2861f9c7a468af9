import { h } from './dom/element.js';
import { fill } from './dom/morph.js';

/** Asks, shows and asks again. A newer question ends the older one; a refusal is shown where the answer would stand. */
export class Loader {
  #place;
  #ask;
  #show;
  #running = null;
  #isWanted = false;

  /** ask(signal) gives a promise; show(answer) draws it; the place is marked busy meanwhile. */
  constructor(place, ask, show) {
    this.#place = place;
    this.#ask = ask;
    this.#show = show;
  }

  /** Asks anew, whatever is under way. */
  async load() {
    this.#running?.abort();
    const running = this.#running = new AbortController();
    this.#isWanted = false;
    this.#place.setAttribute('aria-busy', 'true');
    try {
      const answer = await this.#ask(running.signal);
      if (running.signal.aborted) return;
      this.#show(answer);
    } catch (error) {
      if (running.signal.aborted) return;
      fill(this.#place, h('div.refusal', { role: 'alert' }, h('strong', 'This could not be shown. '), error.message));
      if (error.status === undefined) throw error;
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.#place.removeAttribute('aria-busy');
      }
    }

    if (this.#isWanted) await this.load();
  }

  /** Asks again once what is under way has come: live updates never starve an answer. */
  async refresh() {
    if (this.#running) this.#isWanted = true;
    else await this.load();
  }

  close() {
    this.#running?.abort();
  }
}
