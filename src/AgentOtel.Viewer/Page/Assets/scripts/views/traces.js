import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { param } from '../address.js';
import { get } from '../api.js';
import { Loader } from '../load.js';
import { empty } from '../parts/empty.js';
import { Filters } from '../parts/filters.js';
import { pager } from '../parts/pager.js';
import { traceTable } from '../parts/trace-table.js';
import { chosen } from '../span-of-time.js';

export const title = 'Runs & traces';

const kinds = ['workflow', 'task', 'agent', 'plan', 'tool', 'model', 'retrieval', 'span'].map(kind => [kind, kind]);
const states = ['completed', 'failed', 'cancelled', 'paused', 'running'].map(state => [state, state]);
const facet = (name, label) => ({ name, label, facet: name });
const text = (name, label) => ({ name, label, kind: 'text' });
const number = (name, label) => ({ name, label, kind: 'number' });

const fields = [
  facet('workflow', 'Workflow'), facet('agent', 'Agent'), facet('tool', 'Tool'), facet('model', 'Model'),
  facet('service', 'Service'), facet('provider', 'Provider'), facet('task', 'Task'), facet('tenant', 'Tenant'),
  { name: 'status', label: 'Status', options: states }, { name: 'kind', label: 'Has a', options: kinds },
  text('error', 'Error type'), text('run', 'Run id'),
  number('minDuration', 'Duration from (s)'), number('maxDuration', 'Duration to (s)'),
  number('minCost', 'Cost from ($)'), number('maxCost', 'Cost to ($)'),
  number('minTokens', 'Tokens from'), number('maxTokens', 'Tokens to'),
  text('user', 'User'), text('session', 'Session'), text('conversation', 'Conversation'),
  { name: 'attribute', label: 'Attributes, one a line', chip: 'Attribute', kind: 'many', hint: 'key=value, key~text, or key' },
];

export function open(place, { status }) {
  const filters = new Filters('Search names and values', fields);
  const list = h('div.list');
  place.append(filters.element, list);
  const query = () => ({ ...filters.query(), ...chosen(), sort: param('sort') || '-start', cursor: param('cursor') });
  const loader = new Loader(list, signal => get('traces', query(), signal), ({ traces, nextCursor }) => fill(list,
    traces.length === 0
      ? empty(status, 'traces', { isFiltered: filters.isAny, clear: filters.cleared() })
      : [traceTable(traces, { sort: param('sort') || '-start' }), pager(traces.length, nextCursor)]));
  const load = () => loader.load();
  load();
  return {
    update() {
      filters.update();
      loader.load();
    },
    refresh: ({ signals }) => signals.includes('traces') && !param('cursor') && loader.refresh(),
    close() {
      loader.close();
    },
  };
}
