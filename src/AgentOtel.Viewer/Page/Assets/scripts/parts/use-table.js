import { h } from '../dom/element.js';
import { to } from '../address.js';
import * as shown from '../text/shown.js';
import { kindIcon } from './icons.js';
import { table, withBar } from './table.js';

/** What each model, agent, tool or workflow did. */
export function useTable(caption, uses, facet) {
  if (uses.length === 0) return h('p.dim.nothing', `None in this window of time.`);
  const most = Math.max(...uses.map(use => use.cost + use.estimatedCost));
  const usesTokens = uses.some(use => use.inputTokens + use.outputTokens > 0);
  return table(caption, [
    { name: 'Name', class: 'main', cell: use => h('span.trace-name', kindIcon(facet), shown.name(use.name), use.provider && h('span.dim.provider', use.provider)) },
    { name: 'Calls', class: 'number', cell: use => shown.count(use.calls, 'calls') },
    { name: 'Errors', class: 'number', cell: use => use.errors > 0 ? h('span.bad', shown.count(use.errors, 'errors')) : shown.none() },
    { name: 'Mean', class: 'number', cell: use => { const mean = shown.duration(use.meanDuration); mean.title += `, longest ${use.maxDuration} s`; return mean; } },
    ...usesTokens ? [{ name: 'Tokens', class: 'number minor roomy', cell: use => shown.tokens(use.inputTokens + use.outputTokens) }] : [],
    ...uses.some(use => use.unpriced > 0) ? [{ name: 'Unpriced', class: 'number', cell: use => use.unpriced > 0 ? h('span.warn', shown.count(use.unpriced, 'calls without a price')) : shown.none() }] : [],
    { name: 'Cost', class: 'number', cell: use => use.cost + use.estimatedCost > 0 ? withBar(use.cost + use.estimatedCost, most, shown.shortMoney(use.cost, use.estimatedCost)) : shown.none() },
  ], uses, { link: use => to('/traces', { [facet]: use.name }), key: use => `${use.provider ?? ''}/${use.name}` });
}
