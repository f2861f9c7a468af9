import { board, stat, series, table, widths, high, low, of, grown, quantile, toTraces, toLogs, toRunbook } from './panels.mjs';

// By the recorded names, so that apps with other libraries show beside ours.
const calls = 'agentotel:model_calls:total';
const latency = 'agentotel:model_latency_seconds';
const chunk = 'agentotel:first_chunk_seconds';
// Retrievals have no model.
const model = `${of.model},gen_ai_request_model!=""`;
const limited = 'error_type=~"429|.*[Rr]ate.?[Ll]imit.*"';
const tokens = (type) => grown(`agentotel:tokens:total{${model},gen_ai_token_type="${type}"}`);
const part = (name) => grown(`gen_ai_client_inference_usage_${name}_tokens_total{${model}}`);
const perMinute = (name) => `sum(rate(gen_ai_client_inference_usage_${name}_tokens_total{${model}}[$__rate_interval])) * 60`;
const by = 'gen_ai_provider_name, gen_ai_request_model';
const legend = '{{gen_ai_provider_name}} {{gen_ai_request_model}}';

export default board({
  uid: 'agentotel-models',
  title: 'Model calls',
  description: 'How fast, how reliable and how economical the models are.',
  look: [toTraces, toLogs],
  panels: [
    stat('Calls', 'Calls of models in the window.', 'locale', `sum(${grown(`${calls}{${model}}`)})`, { decimals: 0 }),
    stat('Failed', 'The part that failed. When it is red, see the errors by type below: 429 is the rate limit, 5xx the provider.', 'percentunit', `(sum(${grown(`${calls}{${model},error_type!=""}`)}) or vector(0)) / sum(${grown(`${calls}{${model}}`)})`, { thresholds: high(0.01, 0.05), decimals: 2, links: [toRunbook('AgentModelErrorRate'), toTraces] }),
    stat('Rate limited', 'Calls that a provider refused by its limit. When it is red, spread the load or ask for a higher limit.', 'locale', `sum(${grown(`${calls}{${model},${limited}}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 10), links: [toRunbook('AgentRateLimited')] }),
    stat('Latency, p95', 'A twentieth of calls takes longer. When it rises, see which model below.', 's', quantile(0.95, latency, '', model), { decimals: 2, links: [toRunbook('AgentLatencyHigh')] }),
    stat('First chunk, p95', 'Of streamed calls: what a reader waits until something shows.', 's', quantile(0.95, chunk, '', model), { decimals: 2, links: [toRunbook('AgentLatencyHigh')] }),
    stat('Read from the cache', 'The part of the input that came from the prompt cache. When it is red, calls cost more than they need: keep the beginning of prompts the same.', 'percentunit', `(sum(${part('cache_read_input')}) or vector(0)) / sum(${tokens('input')})`, { thresholds: low(0.01, 0.1), decimals: 1, links: [toRunbook('AgentCacheHitsLow')] }),
    series('Latency by model, p95', 'By provider and model. A dot is one call and leads to its trace; its line is that of all calls.', 's', [
      { expr: quantile(0.95, latency, by, model, '$__rate_interval'), legend },
      { expr: quantile(0.95, 'gen_ai_client_operation_duration_seconds', '', model, '$__rate_interval'), legend: 'all calls', exemplar: true },
    ], { links: [toTraces, toRunbook('AgentLatencyHigh')] }),
    series('First chunk by model', 'Of streamed calls, half of them and a twentieth.', 's', [0.5, 0.95].map((q) => ({ expr: quantile(q, chunk, by, model, '$__rate_interval'), legend: `${legend} p${q * 100}` }))),
    series('Calls by model', 'Calls a minute.', 'suffix: /min', { expr: `sum by (${by}) (rate(${calls}{${model}}[$__rate_interval])) * 60`, legend }, { stacked: true }),
    series('Errors by type', 'Failed calls a minute: 4xx is the app, 429 the rate limit, 5xx and timeouts the provider.', 'suffix: /min', { expr: `sum by (gen_ai_provider_name, error_type) (rate(${calls}{${model},error_type!=""}[$__rate_interval])) * 60`, legend: '{{gen_ai_provider_name}} {{error_type}}' }, { stacked: true, links: [toRunbook('AgentModelErrorRate'), toLogs, toTraces] }),
    series('Rate limited by model', 'Calls a minute that a limit refused. Where one model stands out, move work to another.', 'suffix: /min', { expr: `sum by (${by}) (rate(${calls}{${model},${limited}}[$__rate_interval])) * 60`, legend }, { w: 8, stacked: true, links: [toRunbook('AgentRateLimited'), toLogs] }),
    series('Tokens', 'Tokens a minute. Cached ones are a part of the input, reasoning a part of the output: neither is added.', 'short', [
      { expr: `sum by (gen_ai_token_type) (rate(agentotel:tokens:total{${model}}[$__rate_interval])) * 60`, legend: '{{gen_ai_token_type}}' },
      { expr: perMinute('cache_read_input'), legend: 'of the input: cached' },
      { expr: perMinute('reasoning_output'), legend: 'of the output: reasoning' },
    ], { w: 8, links: [toRunbook('AgentTokenSpike')] }),
    series('Read from the cache by model', 'The part of the input. When it falls after a deployment, the beginning of a prompt changed.', 'percentunit', { expr: `sum by (gen_ai_request_model) (rate(gen_ai_client_inference_usage_cache_read_input_tokens_total{${model}}[$__rate_interval])) / sum by (gen_ai_request_model) (rate(agentotel:tokens:total{${model},gen_ai_token_type="input"}[$__rate_interval]))`, legend: '{{gen_ai_request_model}}' }, { w: 8, links: [toRunbook('AgentCacheHitsLow')] }),
    table('Models', 'All of it by provider and model.', 'short', [
      `sum by (${by}) (${grown(`${calls}{${model}}`)})`,
      `sum by (${by}) (${grown(`${calls}{${model},error_type!=""}`)})`,
      quantile(0.95, latency, by, model),
      `sum by (${by}) (${tokens('input')})`,
      `sum by (${by}) (${tokens('output')})`,
      `sum by (${by}) (${part('cache_read_input')})`,
      `sum by (${by}) (${part('reasoning_output')})`,
      `sum by (${by}) (${grown(`agentotel_cost_usd_total{${model}}`)})`,
    ], { columns: ['calls', 'failed', 'p95', 'input', 'output', 'cached', 'reasoning', 'cost'], rename: { gen_ai_provider_name: 'provider', gen_ai_request_model: 'model' }, units: { calls: 'locale', failed: 'locale', p95: 's', cost: 'currencyUSD' }, colors: { failed: high(1, 10) }, sort: 'cost', w: 24, overrides: widths({ model: 220 }) }),
  ],
});
