import { h } from '../dom/element.js';
import { changed, go, param } from '../address.js';
import { modal } from '../parts/dialog.js';
import { choices, chosen, label } from '../span-of-time.js';

/** Which window of time is shown. */
export function timeChooser() {
  const fallback = location.pathname === '/logs' && param('traceId') ? '-3650d' : undefined;
  const now = chosen(fallback);
  const isListed = !now.to && choices.some(([value]) => value === now.from);
  const select = h('select', { 'aria-label': 'Window of time', on: { change: event => choose(event.target) } },
    choices.map(([value, text]) => h('option', { value, selected: isListed && value === now.from }, text)),
    !isListed && h('option', { value: 'now', selected: true }, label(now)),
    h('option', { value: 'other' }, 'From … to …'));
  select.isFresh = true;
  return select;
}

function choose(select) {
  if (select.value === 'other') {
    other();
    select.value = [...select.options].find(option => option.defaultSelected).value;
  } else if (select.value !== 'now') {
    go(changed({ from: select.value, to: '', cursor: '' }));
  }
}

function other() {
  const local = date => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  const from = h('input', { type: 'datetime-local', value: local(new Date(Date.now() - 3_600_000)), required: true, id: 'from' });
  const until = h('input', { type: 'datetime-local', value: local(new Date()), id: 'until' });
  const dialog = modal('Window of time', h('form.stack', { on: { submit: event => {
    event.preventDefault();
    go(changed({ from: new Date(from.value).toISOString(), to: until.value ? new Date(until.value).toISOString() : '', cursor: '' }));
    dialog.close();
  } } }, h('label', { for: 'from' }, 'From'), from, h('label', { for: 'until' }, 'To (empty: now)'), until, h('footer.buttons', h('button.primary', { type: 'submit' }, 'Show'))));
}
