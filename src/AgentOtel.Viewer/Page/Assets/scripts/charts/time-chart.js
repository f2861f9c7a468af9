import { h, s } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { trimmed } from '../text/numbers.js';
import { mark, moment } from '../text/times.js';
import { ticks } from './scale.js';

const left = 54;
const right = 8;
const top = 8;
const bottom = 20;

/**
 * A chart over time: bars (stacked) or lines. set({ starts, from, to, series: [{ name, color, values }] }) shows it; without from it
 * begins at the first step; a value may be absent.
 * The pointer or the arrow keys read a step off.
 */
export class TimeChart {
  #data = null;
  #at = -1;

  constructor({ label, format, kind = 'bars', height = 140, color = 'c0' }) {
    Object.assign(this, { label, format, kind, height, color });
    this.svg = s('svg', { 'aria-hidden': 'true', on: { pointermove: event => this.#point(event), pointerleave: () => this.#read(-1) } });
    this.reading = h('div.reading', { role: 'status' });
    this.element = h('figure.chart', { tabindex: 0, role: 'group', 'aria-label': label, 'data-own-keys': true, on: { keydown: event => this.#key(event), blur: () => this.#read(-1) } }, this.svg, this.reading);
    this.observer = new ResizeObserver(() => this.#draw());
    this.observer.observe(this.element);
  }

  set(data) {
    this.#data = data;
    this.#at = -1;
    this.#draw();
  }

  close() { this.observer.disconnect(); }

  #draw() {
    const width = this.element.clientWidth;
    if (!this.#data || width < 80) return;
    const { starts, to, series, from = starts[0] } = this.#data;
    const span = Math.max(1, to - from);
    this.width = width;
    const largest = Math.max(0, ...starts.map((_, at) => this.kind === 'bars' ? series.reduce((sum, one) => sum + (one.values[at] ?? 0), 0) : Math.max(0, ...series.map(one => one.values[at] ?? 0))));
    const marks = ticks(largest, 3);
    const peak = marks.at(-1);
    this.x = time => left + (time - from) / span * (width - left - right);
    this.y = value => top + (1 - value / peak) * (this.height - top - bottom);
    this.svg.setAttribute('viewBox', `0 0 ${width} ${this.height}`);
    this.svg.setAttribute('width', width);
    this.svg.setAttribute('height', this.height);
    this.svg.replaceChildren(
      ...marks.map(value => s('g.grid', s('line', { x1: left, x2: width - right, y1: this.y(value), y2: this.y(value) }), s('text', { x: left - 6, y: this.y(value) + 3.5, 'text-anchor': 'end' }, trimmed(this.format(value))))),
      ...this.#times(from, span, width),
      this.kind === 'bars' ? this.#bars(starts, to, series) : this.#lines(starts, series),
      this.cursor = s('line.cursor', { y1: top, y2: this.height - bottom, visibility: 'hidden' }));
    this.element.setAttribute('aria-label', `${this.label}. ${this.#words()} Arrow keys read it off.`);
  }

  #times(first, span, width) {
    const number = Math.max(2, Math.floor((width - left) / 110));
    return Array.from({ length: number }, (_, at) => {
      const time = first + span * (at + 0.5) / number;
      return s('text.time', { x: this.x(time), y: this.height - 5, 'text-anchor': 'middle' }, mark(new Date(time), span / 1000));
    });
  }

  #bars(starts, to, series) {
    const group = s('g');
    starts.forEach((start, at) => {
      const x = this.x(start);
      const end = this.x(starts[at + 1] ?? to);
      let base = 0;
      for (const one of series) {
        const value = one.values[at] ?? 0;
        if (value <= 0) continue;
        const y = this.y(base + value);
        group.append(s('rect', { class: one.color, x: x + 0.5, width: Math.max(1, end - x - 1), y, height: Math.max(1, this.y(base) - y), rx: 1 }));
        base += value;
      }
    });
    return group;
  }

  #lines(starts, series) {
    return s('g', series.map(one => {
      let path = '';
      let isOpen = false;
      const alone = [];
      starts.forEach((start, at) => {
        const value = one.values[at] ?? null;
        if (value === null) {
          isOpen = false;
          return;
        }

        const [x, y] = [this.x(start).toFixed(1), this.y(value).toFixed(1)];
        if (!isOpen && (one.values[at + 1] ?? null) === null) alone.push(s('circle', { class: one.color, cx: x, cy: y, r: 2.5 }));
        path += `${isOpen ? 'L' : 'M'}${x} ${y}`;
        isOpen = true;
      });
      return [s('path.line', { class: one.color, d: path }), alone];
    }));
  }

  #point(event) {
    const box = this.svg.getBoundingClientRect();
    const { starts } = this.#data ?? {};
    if (!starts) return;
    let at = starts.findLastIndex(start => this.x(start) <= event.clientX - box.left);
    this.#read(at < 0 ? 0 : at);
  }

  #key(event) {
    if (!this.#data || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    const last = this.#data.starts.length - 1;
    const from = this.#at < 0 ? (event.key === 'ArrowLeft' ? last + 1 : -1) : this.#at;
    this.#read(Math.min(last, Math.max(0, from + (event.key === 'ArrowLeft' ? -1 : 1))));
  }

  #read(at) {
    this.#at = at;
    this.cursor?.setAttribute('visibility', at < 0 ? 'hidden' : 'visible');
    if (at < 0) {
      fill(this.reading);
      return;
    }

    const { starts, to, series } = this.#data;
    const x = this.kind === 'bars' ? (this.x(starts[at]) + this.x(starts[at + 1] ?? to)) / 2 : this.x(starts[at]);
    this.cursor.setAttribute('x1', x);
    this.cursor.setAttribute('x2', x);
    fill(this.reading, h('div.reading-time', moment(new Date(starts[at]))),
      series.map(one => h('div.reading-row', h('i', { class: one.color }), h('bdi', one.name), h('b', one.values[at] === undefined || one.values[at] === null ? '–' : this.format(one.values[at])))));
    const isRight = x > this.width / 2;
    this.reading.style.left = isRight ? 'auto' : `${x + 12}px`;
    this.reading.style.right = isRight ? `${this.width - x + 12}px` : 'auto';
  }

  #words() {
    return this.#data.series.slice(0, 5).map(one => {
      const values = one.values.filter(value => value !== undefined && value !== null);
      return values.length === 0 ? `${one.name}: nothing.` : `${one.name}: largest ${this.format(Math.max(...values))}, last ${this.format(values.at(-1))}.`;
    }).join(' ');
  }
}

export const legend = series => h('ul.legend', series.map(one => h('li', h('i', { class: one.color }), h('bdi', one.name))));
