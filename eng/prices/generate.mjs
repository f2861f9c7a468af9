// Makes src/AgentOtel/Cost/prices.json, in the schema of docs/prices-schema.md, from a file of price facts.
// Usage: node eng/prices/generate.mjs FACTS.json
import { readFileSync, writeFileSync } from 'node:fs';

const facts = JSON.parse(readFileSync(process.argv[2], 'utf8'));

// Facts' key -> the schema's. What is not here is named in the row as unknown, so that a cost that needs it is incomplete.
const rates = {
  input: 'input', output: 'output', cache_read: 'cacheRead', cache_write: 'cacheWrite', cache_write_1h: 'cacheWriteOneHour',
  reasoning: 'reasoning', input_audio: 'inputAudio', output_audio: 'outputAudio', cache_audio_read: 'cacheReadAudio',
  input_image: 'inputImage', output_image: 'outputImage', cache_image_read: 'cacheReadImage',
  request_per_1k: 'requestsPerThousand', web_search_per_1k: 'searchesPerThousand',
};
const known = new Set(['provider', 'model', 'as_of', 'source', 'context_window', 'note', 'tiers', 'service_tiers',
  'effective_from', 'superseded', 'service_tiers_source', 'scheduled', 'conflict', 'time_windows']);

const pick = (from) => Object.fromEntries(Object.entries(rates).filter(([key]) => from[key] !== undefined).map(([key, name]) => [name, from[key]]));
const tiers = (list) => list?.map((tier) => ({ above: tier.above_input_tokens, rates: pick(tier) }));
const defined = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

const period = (from) => defined({
  rates: pick(from),
  tiers: tiers(from.tiers),
  windows: from.time_windows?.map((window) => defined({
    from: window.start_utc?.slice(0, 5), to: window.end_utc?.slice(0, 5), rates: pick(window),
  })),
  serviceTiers: from.service_tiers && Object.fromEntries(Object.entries(from.service_tiers).map(([name, tier]) => [name, { rates: pick(tier) }])),
});

function periods(fact) {
  const base = period(fact);
  const list = [base];
  const before = fact.superseded;
  if (fact.effective_from) {
    base.from = fact.effective_from;
    // What was replaced is an earlier price only where it is whole; else it was a correction.
    if (before?.input !== undefined && (before.output !== undefined || fact.output === undefined)) {
      list.unshift(defined({ ...period(before), from: before.effective_from, to: fact.effective_from }));
    }
  }
  for (const later of fact.scheduled ?? []) {
    list.at(-1).to = later.from_date;
    list.push(defined({ ...structuredClone(base), from: later.from_date, to: undefined, rates: { ...base.rates, ...pick(later) } }));
  }
  return list;
}

const sources = [];
const source = (text) => {
  const at = sources.indexOf(text);
  return at >= 0 ? at : sources.push(text) - 1;
};
const unknown = (fact) => {
  const keys = Object.keys(fact).filter((key) => !known.has(key) && rates[key] === undefined).sort();
  return keys.length > 0 ? keys : undefined;
};
const models = facts.models.map((fact) => defined({
  provider: fact.provider,
  model: fact.model,
  asOf: fact.as_of,
  source: source(fact.source),
  single: !fact.source.includes(' + ') || undefined,
  conflict: fact.conflict || (fact.time_windows ?? []).some((window) => !window.start_utc || !window.end_utc) || undefined,
  unknown: unknown(fact),
  periods: periods(fact),
}));

const head = { schema: 1, version: facts.meta.resolved_at, currency: 'USD', unit: 'per million tokens', sources };
const text = JSON.stringify(head, null, 1).slice(0, -2)
  + ',\n "models": [\n' + models.map((model) => '  ' + JSON.stringify(model)).join(',\n') + '\n ]\n}\n';
writeFileSync(new URL('../../src/AgentOtel/Cost/prices.json', import.meta.url), text);
console.log(`${models.length} models, ${sources.length} sources, ${text.length} bytes`);
