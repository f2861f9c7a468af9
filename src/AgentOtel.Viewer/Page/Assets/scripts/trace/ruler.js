import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { duration } from '../text/numbers.js';

/** The waterfall's time axis: dragging over it zooms in, a button goes back out. */
export class Ruler {
  #scale = null;
  #from = null;

  constructor(zoom) {
    this.zoom = zoom;
    this.marks = h('div.ruler-marks');
    this.area = h('div.ruler-area', { hidden: true });
    this.element = h('div.ruler', { title: 'Drag to zoom in', on: { pointerdown: event => this.#begin(event), pointermove: event => this.#move(event), pointerup: event => this.#end(event) } }, this.marks, this.area,
      this.back = h('button.quiet.zoom-out', { type: 'button', hidden: true, on: { click: () => this.zoom(), pointerdown: event => event.stopPropagation() } }, 'Zoom out'));
    this.observer = new ResizeObserver(() => this.#scale && this.set(this.#scale));
    this.observer.observe(this.element);
  }

  set(scale) {
    this.#scale = scale;
    this.back.hidden = !scale.isZoomed;
    this.back.title = scale.isZoomed ? `${duration(scale.from)} to ${duration(scale.to)}` : '';
    fill(this.marks, scale.marks(Math.max(2, Math.floor(this.element.clientWidth / 90))).map(([at, text]) => h('span.ruler-mark', { style: { left: `${at}%` } }, text)));
  }

  close() { this.observer.disconnect(); }

  #share(event) {
    const box = this.element.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  }

  #begin(event) {
    if (event.button !== 0) return;
    this.#from = this.#share(event);
    this.element.setPointerCapture(event.pointerId);
  }

  #move(event) {
    if (this.#from === null) return;
    const to = this.#share(event);
    this.area.hidden = false;
    this.area.style.left = `${Math.min(this.#from, to) * 100}%`;
    this.area.style.width = `${Math.abs(to - this.#from) * 100}%`;
  }

  #end(event) {
    if (this.#from === null) return;
    const [from, to] = [this.#from, this.#share(event)].sort((one, other) => one - other);
    this.#from = null;
    this.area.hidden = true;
    const { from: first, to: last } = this.#scale;
    const time = share => first + share * (last - first);
    if (to - from > 0.01) this.zoom(time(from), time(to));
  }
}
