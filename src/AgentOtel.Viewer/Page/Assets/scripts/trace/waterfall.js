import { h } from '../dom/element.js';
import { VirtualRows } from '../dom/virtual.js';
import { row } from './row.js';
import { Ruler } from './ruler.js';
import { Scale } from './scale.js';
import { grow, hasFailed, rows } from './tree.js';

const rowHeight = 28;

/** The tree and waterfall of a trace. Tells onChoose(node) which row was chosen. */
export class Waterfall {
  #closed = new Set();
  #spans = [];
  #rows = [];
  #roots = [];
  #chosen = null;
  #find = '';
  #options = { operationsOnly: false };

  constructor(onChoose) {
    this.onChoose = onChoose;
    this.body = h('div.span-rows', { role: 'treegrid', tabindex: 0, 'aria-label': 'Spans', 'aria-colcount': 4, 'data-own-keys': true, on: { keydown: event => this.#key(event), click: event => this.#click(event), dblclick: event => this.#zoomTo(this.#at(event)) } });
    this.ruler = new Ruler((from, to) => this.zoom(from, to));
    this.element = h('div.waterfall', h('div.span-head', h('div', 'Span'), this.ruler.element, h('div', 'Tokens'), h('div', 'Cost')), this.body);
    this.list = new VirtualRows(this.body, rowHeight, index => this.#row(index));
    this.scale = new Scale(1);
  }

  get chosen() { return this.#chosen; }

  set(spans, length, isRunning) {
    const isZoomed = this.scale.isZoomed;
    const { from, to } = this.scale;
    this.#spans = spans;
    this.length = length;
    this.isRunning = isRunning;
    this.scale = new Scale(length);
    if (isZoomed) this.scale.zoom(from, to);
    this.#grow();
  }

  show(options) {
    Object.assign(this.#options, options);
    this.#grow();
  }

  find(text) {
    this.#find = text.trim().toLowerCase();
    this.list.redraw();
    if (this.#find) this.next(node => this.#isFound(node), true);
  }

  /** Chooses the next row that fits, going round; opens what hides it. */
  next(fits, isFromHere = false) {
    const all = rows(this.#roots, new Set());
    const from = this.#chosen ? all.findIndex(node => node.id === this.#chosen.id) : -1;
    for (let step = isFromHere ? 0 : 1; step <= all.length; step++) {
      const node = all[(from + step + all.length) % all.length];
      if (node && fits(node)) {
        this.choose(node.id);
        return;
      }
    }
  }

  choose(id, { isQuiet = false } = {}) {
    const before = this.#chosen;
    const seen = this.#rows.find(one => one.id === id);
    const node = seen ?? rows(this.#roots, new Set()).find(one => one.id === id);
    this.#chosen = node ?? null;
    if (seen || !node) {
      if (before) this.list.update(before.index);
    } else {
      for (let at = node.parent; at; at = at.parent) this.#closed.delete(at.id);
      this.#layOut();
    }

    if (node) {
      this.list.reveal(node.index);
      this.list.update(node.index);
    }

    this.#activate();
    if (!isQuiet) this.onChoose(this.#chosen);
  }

  zoom(from, to) {
    if (from === undefined) this.scale.reset();
    else this.scale.zoom(from, to);
    this.ruler.set(this.scale);
    this.list.redraw();
  }

  close() {
    this.list.close();
    this.ruler.close();
  }

  #grow() {
    this.#roots = grow(this.#spans, this.#options);
    this.#layOut();
  }

  #layOut() {
    this.#rows = rows(this.#roots, this.#closed);
    if (this.#chosen) this.#chosen = this.#rows.find(node => node.id === this.#chosen.id) ?? this.#chosen;
    this.body.setAttribute('aria-rowcount', String(this.#rows.length));
    this.ruler.set(this.scale);
    this.list.set(this.#rows.length);
    this.#activate();
  }

  #activate() {
    const index = this.#chosen ? this.#rows.indexOf(this.#chosen) : -1;
    if (index >= 0 && document.getElementById(`row-${index}`)) this.body.setAttribute('aria-activedescendant', `row-${index}`);
    else this.body.removeAttribute('aria-activedescendant');
  }

  #row(index) {
    const node = this.#rows[index];
    return row(node, { scale: this.scale, length: this.length, isOpen: !this.#closed.has(node.id), isChosen: node === this.#chosen, isFound: this.#find !== '' && this.#isFound(node) });
  }

  #isFound(node) {
    const { span } = node;
    return [node.label, span?.name, span?.agent, span?.tool, span?.model, span?.service, span?.errorType, span?.spanId].some(text => text?.toLowerCase().includes(this.#find));
  }

  #at(event) {
    const element = event.target.closest('[data-index]');
    return element ? this.#rows[Number(element.dataset.index)] : null;
  }

  #click(event) {
    const node = this.#at(event);
    if (!node) return;
    if (event.target.closest('[data-twist]')) this.#turn(node);
    else this.choose(node.id);
  }

  #turn(node, isOpen = this.#closed.has(node.id)) {
    if (isOpen) this.#closed.delete(node.id);
    else this.#closed.add(node.id);
    this.#layOut();
  }

  #zoomTo(node) {
    if (!node) return;
    if (this.scale.isZoomed) this.zoom();
    else this.zoom(node.start - (node.end - node.start) * 0.05, (node.end ?? this.length) + (node.end - node.start) * 0.05);
  }

  #key(event) {
    const at = this.#chosen ? this.#rows.indexOf(this.#chosen) : -1;
    const go = index => this.#rows.length > 0 && this.choose(this.#rows[Math.min(this.#rows.length - 1, Math.max(0, index))].id);
    const node = this.#chosen;
    const acts = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      PageDown: () => go(at + this.list.pageSize),
      PageUp: () => go(at - this.list.pageSize),
      Home: () => go(0),
      End: () => go(this.#rows.length - 1),
      ArrowRight: () => node && (this.#closed.has(node.id) ? this.#turn(node, true) : node.children[0] && this.choose(node.children[0].id)),
      ArrowLeft: () => node && (node.children.length > 0 && !this.#closed.has(node.id) ? this.#turn(node, false) : node.parent && this.choose(node.parent.id)),
      Enter: () => node && this.onChoose(node, true),
      e: () => this.next(hasFailed),
      c: () => this.next(one => one.span?.isCritical),
      z: () => this.#zoomTo(node),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }
}
