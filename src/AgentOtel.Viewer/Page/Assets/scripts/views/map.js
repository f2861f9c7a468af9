import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { changed, go, param, to } from '../address.js';
import { get } from '../api.js';
import { Loader } from '../load.js';
import { drawMap } from '../map/drawing.js';
import { empty } from '../parts/empty.js';
import { kindIcon } from '../parts/icons.js';
import { panel } from '../parts/panel.js';
import { table } from '../parts/table.js';
import { chosen } from '../span-of-time.js';
import * as shown from '../text/shown.js';

export const title = 'Map';

export function open(place, { status }) {
  const tools = h('div.filters.in-line');
  const body = h('div.list');
  place.append(tools, body);
  const ask = async signal => {
    const [map, workflows] = await Promise.all([get('map', { workflow: param('workflow'), ...chosen() }, signal), get('facets/workflow', {}, signal)]);
    return { map, workflows: workflows.values };
  };
  const loader = new Loader(body, ask, ({ map, workflows }) => {
    fill(tools, h('label.inline-field', h('span', 'Workflow'), h('select', { 'data-search': true, on: { change: event => go(changed({ workflow: event.target.value })) } },
      h('option', { value: '', selected: param('workflow') === '' }, 'All'), workflows.map(name => h('option', { value: name, selected: name === param('workflow') }, name)))));
    fill(body, map.nodes.length === 0 ? empty(status, 'calls', { text: 'The map shows which workflow uses which agents, tools and models.' })
      : [panel('Who uses what', h('div.map-place', { tabindex: 0, role: 'group', 'aria-label': 'Map; the table below says the same' }, drawMap(map)), { key: 'map', aside: h('span.dim', 'thicker: more calls; red: errors') }), panel('The same as a table', edgeTable(map), { key: 'table' })]);
  });
  const load = () => loader.load();
  load();
  return {
    update: load,
    refresh: ({ signals }) => signals.includes('traces') && loader.refresh(),
    close() {
      loader.close();
    },
  };
}

function edgeTable({ nodes, edges }) {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const end = id => {
    const node = byId.get(id);
    return node ? h('span.trace-name', kindIcon(node.kind), h('span.unseen', `${node.kind} `), shown.name(node.name)) : shown.name(id);
  };
  const search = edge => {
    const query = {};
    for (const id of [edge.from, edge.to]) if (byId.has(id)) query[byId.get(id).kind] ??= byId.get(id).name;
    return to('/traces', query);
  };
  return table('Who uses what', [
    { name: 'From', class: 'main', cell: edge => end(edge.from) },
    { name: 'To', cell: edge => end(edge.to) },
    { name: 'Calls', class: 'number', cell: edge => shown.count(edge.calls, 'calls') },
    { name: 'Errors', class: 'number', cell: edge => edge.errors > 0 ? h('span.bad', shown.count(edge.errors, 'errors')) : shown.none() },
    { name: 'Mean time', class: 'number', cell: edge => shown.duration(edge.meanDuration) },
    { name: 'Cost', class: 'number', cell: edge => edge.cost + edge.estimatedCost > 0 ? shown.money(edge.cost, edge.estimatedCost) : shown.none() },
  ], edges, { link: search, key: edge => `${edge.from}>${edge.to}` });
}
