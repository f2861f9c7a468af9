import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { changed, param } from '../address.js';
import { get } from '../api.js';
import { Loader } from '../load.js';
import { empty } from '../parts/empty.js';
import { MetricDetail } from '../metrics/detail.js';

export const title = 'Metrics';
export const wide = true;

const types = { gauge: 'gauge', sum: 'sum', histogram: 'histogram', exponential_histogram: 'histogram', summary: 'summary' };

export function open(place, { status }) {
  let instruments = [];
  let wanted = '';
  const search = h('input.search', { type: 'search', placeholder: 'Find an instrument', 'aria-label': 'Find an instrument', 'data-search': true, autocomplete: 'off', on: { input: event => { wanted = event.target.value.trim().toLowerCase(); show(); } } });
  const list = h('div.instruments', { role: 'group', 'aria-label': 'Instruments' });
  const detail = new MetricDetail();
  const body = h('div.metrics-body', h('div.instrument-list', search, list), detail.element);
  const aside = h('div');
  place.classList.add('metrics-view');
  place.append(aside, body);

  function show() {
    const fitting = instruments.filter(one => one.name.toLowerCase().includes(wanted));
    fill(list, fitting.map(one => h('a.instrument', { key: one.name, href: changed({ name: one.name, label: '', by: '' }), 'data-row': true, 'aria-current': one.name === chosenName() ? 'true' : undefined },
      h('span.instrument-name', { title: one.name }, one.name), h('span.dim', [types[one.type] ?? one.type, one.unit && one.unit !== '1' && one.unit].filter(Boolean).join(', ')))),
    fitting.length === 0 && h('p.dim.nothing', 'None fits.'));
    detail.show(instruments.find(one => one.name === chosenName()));
  }

  const chosenName = () => param('name') || instruments[0]?.name;
  const loader = new Loader(aside, signal => get('metrics', {}, signal), answer => {
    instruments = answer.instruments;
    body.hidden = instruments.length === 0;
    fill(aside, instruments.length === 0 ? empty(status, 'metrics') : null);
    show();
  });
  const load = () => loader.load();
  load();
  return {
    update: show,
    refresh({ signals }) {
      if (!signals.includes('metrics')) return;
      loader.refresh();
      detail.refresh();
    },
    close() {
      loader.close();
      detail.close();
    },
  };
}
