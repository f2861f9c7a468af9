import { h } from '../dom/element.js';
import { changed, go, param } from '../address.js';
import { get } from '../api.js';
import { notice } from '../parts/notice.js';

const most = 1000;

/** Follows logs as they come: each change brings what is newer than the last one shown. */
export class Tail {
  #query;
  #logs = [];
  #show = null;
  #isAsking = false;
  #isWanted = false;

  constructor(query) {
    this.#query = query;
  }

  get isOn() { return param('tail') === 'on'; }

  button() {
    return h('button', {
      type: 'button', class: this.isOn ? 'on' : undefined, 'aria-pressed': String(this.isOn), title: 'Show logs as they come',
      on: { click: () => go(changed({ tail: this.isOn ? '' : 'on', order: '', cursor: '', to: '' })) },
    }, 'Live tail');
  }

  begin(logs, show) {
    this.#logs = logs;
    this.#show = show;
  }

  async more() {
    if (this.#isAsking) {
      this.#isWanted = true;
      return;
    }

    this.#isAsking = true;
    try {
      const { logs } = await get('logs', { ...this.#query(), limit: 500, after: Math.max(0, ...this.#logs.map(log => log.id)) });
      if (logs.length > 0 && this.isOn) {
        const known = new Set(this.#logs.map(log => log.id));
        this.#logs = [...logs.filter(log => !known.has(log.id)), ...this.#logs].sort((one, other) => other.id - one.id).slice(0, most);
        this.#show(this.#logs);
      }
    } catch (error) {
      notice(error.message, 'bad');
    } finally {
      this.#isAsking = false;
    }

    if (this.#isWanted) {
      this.#isWanted = false;
      await this.more();
    }
  }
}
