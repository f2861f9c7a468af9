import { h } from '../dom/element.js';
import { note, param } from '../address.js';
import { hasFailed } from './tree.js';

/** What is done to the tree: find, go to the next error or critical step, leave plain spans out. */
export function toolbar(waterfall) {
  const find = h('input.search', {
    type: 'search', placeholder: 'Find in this trace', 'aria-label': 'Find in this trace', 'data-search': true, autocomplete: 'off',
    on: {
      input: event => waterfall.find(event.target.value),
      keydown: event => {
        if (event.key === 'Enter') waterfall.find(event.target.value, waterfall.next(() => false));
        if (event.key === 'Escape' || event.key === 'ArrowDown') waterfall.body.focus();
      },
    },
  });
  const only = h('input', { type: 'checkbox', checked: param('spans') === 'operations', on: { change: event => {
    note({ spans: event.target.checked ? 'operations' : '' });
    waterfall.show({ operationsOnly: event.target.checked });
  } } });
  const critical = h('input', { type: 'checkbox', checked: param('critical') !== 'off', on: { change: event => {
    note({ critical: event.target.checked ? '' : 'off' });
    waterfall.element.classList.toggle('show-critical', event.target.checked);
  } } });
  waterfall.element.classList.toggle('show-critical', critical.checked);
  waterfall.show({ operationsOnly: only.checked });
  return h('div.trace-tools', find,
    h('label.check', only, 'Agents’ work only'),
    h('label.check', critical, 'Critical path'),
    h('button', { type: 'button', title: 'Next error (e)', on: { click: () => waterfall.next(hasFailed) } }, 'Next error'));
}
