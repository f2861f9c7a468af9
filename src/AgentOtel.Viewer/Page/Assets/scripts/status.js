import { get } from './api.js';

const restBetween = 3000;

/** What the viewer holds and how it is, asked for again while things change. */
export class Status {
  current = null;
  #listeners = new Set();
  #isPlanned = false;

  /** Gives what ends the listening. */
  onChange(listener) {
    this.#listeners.add(listener);
    if (this.current) listener(this.current);
    return () => this.#listeners.delete(listener);
  }

  async load() {
    try {
      this.current = await get('status');
      this.problem = null;
    } catch (error) {
      this.problem = error.message;
    }

    for (const listener of this.#listeners) listener(this.current);
  }

  refreshSoon() {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setTimeout(() => {
      this.#isPlanned = false;
      this.load();
    }, restBetween);
  }

  /** Whether anything has ever come. */
  get isEmpty() {
    const held = this.current?.held;
    return !held || held.traces + held.spans + held.logs + held.points === 0;
  }
}
