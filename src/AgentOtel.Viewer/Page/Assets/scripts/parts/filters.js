import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { changed, go, param, params } from '../address.js';
import { get } from '../api.js';

const pause = 250;

/**
 * Filters that live in the address. A field is { name, label, facet?, options?, kind?: 'text' | 'number' | 'many', hint? }; q is
 * the search box, always there; the others stand behind a button, and those in force as chips that take them away.
 */
export class Filters {
  #fields;
  #timer = 0;

  constructor(search, fields) {
    this.#fields = fields;
    this.search = h('input.search', { type: 'search', placeholder: search, 'aria-label': search, 'data-search': true, value: param('q'), autocomplete: 'off', spellcheck: 'false', on: { input: () => this.#soon() } });
    this.chips = h('div.chips', { role: 'group', 'aria-label': 'Filters in force' });
    this.form = h('form.filter-form', { id: 'filters', hidden: true, on: { submit: event => { event.preventDefault(); this.#apply(); } } },
      fields.map(field => this.#field(field)), h('div.filter-buttons', h('button.primary', { type: 'submit' }, 'Apply'), h('button', { type: 'button', on: { click: () => go(this.cleared()) } }, 'Clear all')));
    this.toggle = h('button', { type: 'button', 'aria-controls': 'filters', 'aria-expanded': 'false', on: { click: () => this.#open(this.form.hidden) } }, 'Filters');
    this.element = h('div.filters', h('div.filter-line', this.search, this.toggle, this.extra = h('div.filter-extra')), this.form, this.chips);
    this.update();
  }

  /** The parameters for the API. */
  query() {
    const query = { q: param('q') };
    for (const { name, kind } of this.#fields) query[name] = kind === 'many' ? params().getAll(name) : param(name);
    return query;
  }

  get isAny() { return Object.values(this.query()).flat().some(value => value !== ''); }

  cleared() {
    return changed(Object.fromEntries(['q', 'cursor', ...this.#fields.map(field => field.name)].map(name => [name, ''])));
  }

  update() {
    if (document.activeElement !== this.search) this.search.value = param('q');
    for (const { name, kind } of this.#fields) {
      const input = this.form.elements[name];
      if (document.activeElement !== input) input.value = kind === 'many' ? params().getAll(name).join('\n') : param(name);
    }

    const chips = this.#fields.flatMap(field => (field.kind === 'many' ? params().getAll(field.name) : [param(field.name)]).filter(Boolean).map(value => this.#chip(field, value)));
    fill(this.chips, chips);
    this.chips.hidden = chips.length === 0;
    fill(this.toggle, 'Filters', chips.length > 0 && h('span.badge', String(chips.length)));
  }

  #chip(field, value) {
    const rest = field.kind === 'many' ? params().getAll(field.name).filter(other => other !== value) : '';
    return h('a.chip', { href: changed({ [field.name]: rest, cursor: '' }), title: 'Take this filter away', key: `${field.name}=${value}` },
      h('span.chip-name', field.chip ?? field.label), h('bdi.chip-value', value.length > 80 ? `${value.slice(0, 80)}…` : value), h('span', { 'aria-hidden': 'true' }, '✕'), h('span.unseen', ', take away'));
  }

  #field(field) {
    const id = `filter-${field.name}`;
    return h('div.field', { class: field.kind }, h('label', { for: id }, field.label), this.#input(field, id));
  }

  #input(field, id) {
    const common = { id, name: field.name, placeholder: field.hint, autocomplete: 'off' };
    if (field.options) return h('select', common, h('option', { value: '' }, 'Any'), field.options.map(([value, text]) => h('option', { value }, text)));
    if (field.kind === 'many') return h('textarea', { ...common, rows: 2, spellcheck: 'false' });
    if (field.kind === 'number') return h('input', { ...common, type: 'number', min: 0, step: 'any' });
    if (!field.facet) return h('input', { ...common, type: 'text', spellcheck: 'false' });
    const list = h('datalist', { id: `${id}-values` });
    const input = h('input', { ...common, type: 'text', list: list.id, spellcheck: 'false', on: { focus: () => this.#suggest(list, field.facet) } });
    return h('div', input, list);
  }

  async #suggest(list, facet) {
    try {
      const { values } = await get(`facets/${facet}`);
      fill(list, values.map(value => h('option', { value })));
    } catch (error) {
      // The field works without suggestions; what is wrong shows where the list is asked for.
      console.warn(error.message);
    }
  }

  #open(isOn) {
    this.form.hidden = !isOn;
    this.toggle.setAttribute('aria-expanded', String(isOn));
    if (isOn) this.form.querySelector('input, select').focus();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => go(changed({ q: this.search.value.trim(), cursor: '' }), { replace: true }), pause);
  }

  #apply() {
    const next = { cursor: '' };
    for (const { name, kind } of this.#fields) {
      const value = this.form.elements[name].value;
      next[name] = kind === 'many' ? value.split('\n').map(line => line.trim()).filter(Boolean) : value.trim();
    }

    go(changed(next));
  }
}
