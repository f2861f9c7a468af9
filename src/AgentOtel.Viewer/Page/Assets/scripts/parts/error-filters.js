import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { changed, go, param } from '../address.js';
import { get } from '../api.js';

const choices = {
  state: ['open', 'resolved', 'ignored'],
  severity: ['critical', 'major', 'minor'],
};
const texts = ['category', 'agent', 'workflow', 'service'];
const names = [...Object.keys(choices), ...texts];
const capital = text => text[0].toUpperCase() + text.slice(1);

/** The few filters of errors, always in view. */
export class ErrorFilters {
  constructor() {
    this.element = h('div.filters.in-line');
    this.update();
  }

  get isAny() { return names.some(name => param(name) !== ''); }

  query() { return Object.fromEntries(names.map(name => [name, param(name)])); }

  cleared() { return changed(Object.fromEntries(names.map(name => [name, '']))); }

  update() {
    fill(this.element,
      Object.entries(choices).map(([name, values]) => h('label.inline-field', { key: name }, h('span', capital(name)),
        h('select', { 'data-search': name === 'state' || undefined, on: { change: event => go(changed({ [name]: event.target.value })) } },
          h('option', { value: '', selected: param(name) === '' }, 'Any'),
          values.map(value => h('option', { value, selected: param(name) === value }, value))))),
      texts.map(name => h('label.inline-field', { key: name }, h('span', capital(name)),
        h('input', { type: 'text', value: param(name), autocomplete: 'off', list: `errors-${name}`, on: { focus: event => suggest(event.target, name), change: event => go(changed({ [name]: event.target.value.trim() })) } }),
        h('datalist', { id: `errors-${name}` }))),
      this.isAny && h('a.button', { href: this.cleared(), key: 'clear' }, 'Clear'));
  }
}

async function suggest(input, facet) {
  if (facet === 'category') return;
  try {
    const { values } = await get(`facets/${facet}`);
    fill(input.list, values.map(value => h('option', { value })));
  } catch (error) {
    console.warn(error.message);
  }
}
