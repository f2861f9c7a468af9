import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { get } from '../api.js';
import { Loader } from '../load.js';
import { kindIcon } from '../parts/icons.js';
import * as shown from '../text/shown.js';
import { spanSections } from './span-sections.js';

/** Everything about the chosen span, beside the waterfall. */
export class SpanPanel {
  #traceId;
  #span = null;
  #detail = null;

  constructor(traceId, { onClose, onSpan }) {
    this.#traceId = traceId;
    this.onSpan = onSpan;
    this.heading = h('h2', { tabindex: -1 });
    this.body = h('div.span-body');
    this.element = h('aside.span-panel', { 'aria-label': 'The chosen span', hidden: true, on: { keydown: event => event.key === 'Escape' && onClose() } },
      h('header', this.heading, h('button.quiet', { type: 'button', 'aria-label': 'Close', title: 'Close (Esc)', on: { click: onClose } }, '✕')), this.body);
    this.loader = new Loader(this.body, signal => get(`traces/${traceId}/spans/${this.#span.spanId}`, {}, signal), detail => {
      this.#detail = detail;
      this.#draw();
    });
  }

  show(span) {
    const isOther = this.#span?.spanId !== span.spanId;
    this.#span = span;
    this.element.hidden = false;
    fill(this.heading, kindIcon(span.kind), h('span.unseen', `${span.kind} `), shown.name(span.name));
    if (isOther) {
      this.#detail = null;
      this.body.replaceChildren();
      this.body.scrollTop = 0;
      this.loader.load();
    }
  }

  /** The spans have come anew: what changed is asked for again. */
  renew(spans) {
    const span = spans.find(one => one.spanId === this.#span?.spanId);
    if (!span || this.element.hidden) return;
    const hasChanged = span.duration !== this.#span.duration || span.logs !== this.#span.logs;
    this.#span = span;
    if (hasChanged) this.loader.refresh();
  }

  hide() {
    this.#span = null;
    this.element.hidden = true;
    this.loader.close();
  }

  focus() { this.heading.focus(); }

  close() { this.loader.close(); }

  #draw() {
    fill(this.body, spanSections(this.#detail, this.#traceId, this.onSpan));
  }
}
