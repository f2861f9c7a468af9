import { h } from './element.js';

const margin = 10;

/** A list of rows of one height, of which only those in view (and a few more) are drawn. */
export class VirtualRows {
  #rowHeight;
  #draw;
  #count = 0;
  #drawn = new Map();
  #space;
  #waiting = false;

  /** draw(index) gives the element of a row. */
  constructor(element, rowHeight, draw) {
    this.element = element;
    this.#rowHeight = rowHeight;
    this.#draw = draw;
    this.#space = h('div.virtual-space', { role: 'rowgroup' });
    element.append(this.#space);
    element.addEventListener('scroll', () => this.#later(), { passive: true });
    this.observer = new ResizeObserver(() => this.#later());
    this.observer.observe(element);
  }

  get pageSize() { return Math.max(1, Math.floor(this.element.clientHeight / this.#rowHeight) - 1); }

  set(count) {
    this.#count = count;
    this.#space.style.height = `${count * this.#rowHeight}px`;
    this.redraw();
  }

  redraw() {
    for (const row of this.#drawn.values()) row.remove();
    this.#drawn.clear();
    this.#show();
  }

  /** Draws a row anew, if it is drawn. */
  update(index) {
    const row = this.#drawn.get(index);
    if (!row) return;
    this.#drawn.set(index, this.#placed(index));
    row.replaceWith(this.#drawn.get(index));
  }

  reveal(index) {
    const top = index * this.#rowHeight;
    const view = this.element;
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + this.#rowHeight > view.scrollTop + view.clientHeight) view.scrollTop = top + this.#rowHeight - view.clientHeight;
    this.#show();
  }

  close() { this.observer.disconnect(); }

  #later() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#show();
    });
  }

  #show() {
    const first = Math.max(0, Math.floor(this.element.scrollTop / this.#rowHeight) - margin);
    const last = Math.min(this.#count - 1, Math.ceil((this.element.scrollTop + this.element.clientHeight) / this.#rowHeight) + margin);
    for (const [index, row] of this.#drawn) {
      if (index < first || index > last) {
        row.remove();
        this.#drawn.delete(index);
      }
    }

    for (let index = first; index <= last; index++) {
      if (this.#drawn.has(index)) continue;
      const row = this.#placed(index);
      this.#drawn.set(index, row);
      this.#space.append(row);
    }
  }

  #placed(index) {
    const row = this.#draw(index);
    row.style.transform = `translateY(${index * this.#rowHeight}px)`;
    return row;
  }
}
