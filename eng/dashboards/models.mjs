import { board, stat, series, table, high, low, of, grown, quantile, toTraces, toLogs, toRunbook } from './panels.mjs';

const calls = 'gen_ai_client_operation_duration_seconds';
// Retrievals have no model.
const model = `${of.model},gen_ai_request_model!=""`;
const tokens = (type) => grown(`gen_ai_client_token_usage_sum{${model},gen_ai_token_type="${type}"}`);
const part = (name) => grown(`gen_ai_client_inference_usage_${name}_tokens_total{${model}}`);

export default board({
  uid: 'agentotel-models',
  title: 'Model calls',
  description: 'How fast, how reliable and how economical the models are.',
  panels: [
    stat('Calls', 'Calls of models in the window.', 'locale', `sum(${grown(`${calls}_count{${model}}`)})`, { decimals: 0 }),
    stat('Failed', 'The part that failed. When it is red, see the errors by type below: 429 is the rate limit, 5xx the provider.', 'percentunit', `(sum(${grown(`${calls}_count{${model},error_type!=""}`)}) or vector(0)) / sum(${grown(`${calls}_count{${model}}`)})`, { thresholds: high(0.01, 0.05), decimals: 2, links: [toRunbook('AgentModelErrorRate'), toTraces] }),
    stat('Rate limited', 'Calls that a provider refused by its limit. When it rises, see the runbook.', 'locale', `sum(${grown(`agentotel_errors_total{${of.service},agentotel_error_category="rate_limit"}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 10), links: [toRunbook('AgentRateLimited')] }),
    stat('Latency, p95', 'A twentieth of calls takes longer.', 's', quantile(0.95, calls, '', model), { decimals: 2, links: [toRunbook('AgentLatencyHigh')] }),
    stat('First chunk, p95', 'Of streamed calls: what a reader waits until something shows.', 's', quantile(0.95, 'gen_ai_client_operation_time_to_first_chunk_seconds', '', model), { decimals: 2 }),
    stat('Read from the cache', 'The part of the input that came from the prompt cache. When it falls, calls cost more.', 'percentunit', `(sum(${part('cache_read_input')}) or vector(0)) / sum(${tokens('input')})`, { thresholds: low(0.01, 0.1), decimals: 1, links: [toRunbook('AgentCacheHitsLow')] }),
    series('Latency by model, p95', 'A dot is a call and leads to its trace.', 's', { expr: quantile(0.95, calls, 'gen_ai_request_model', model, '$__rate_interval'), legend: '{{gen_ai_request_model}}', exemplar: true }, { links: [toTraces] }),
    series('First chunk by model, p95', 'Of streamed calls.', 's', { expr: quantile(0.95, 'gen_ai_client_operation_time_to_first_chunk_seconds', 'gen_ai_request_model', model, '$__rate_interval'), legend: '{{gen_ai_request_model}}' }),
    series('Calls by model', 'Calls a minute.', 'suffix: /min', { expr: `sum by (gen_ai_request_model) (rate(${calls}_count{${model}}[$__rate_interval])) * 60`, legend: '{{gen_ai_request_model}}' }, { stacked: true }),
    series('Errors by type', 'Failed calls a minute: 4xx is the app, 429 the rate limit, 5xx and timeouts the provider.', 'suffix: /min', { expr: `sum by (error_type) (rate(${calls}_count{${model},error_type!=""}[$__rate_interval])) * 60`, legend: '{{error_type}}' }, { stacked: true, links: [toLogs, toTraces] }),
    series('Tokens', 'Tokens a minute. Cached ones are a part of the input, reasoning a part of the output: neither is added.', 'short', [
      { expr: `sum by (gen_ai_token_type) (rate(gen_ai_client_token_usage_sum{${model}}[$__rate_interval])) * 60`, legend: '{{gen_ai_token_type}}' },
      { expr: `sum(rate(gen_ai_client_inference_usage_cache_read_input_tokens_total{${model}}[$__rate_interval])) * 60`, legend: 'of the input: cached' },
      { expr: `sum(rate(gen_ai_client_inference_usage_reasoning_output_tokens_total{${model}}[$__rate_interval])) * 60`, legend: 'of the output: reasoning' },
    ]),
    table('Models', 'All of it by model.', 'short', [
      `sum by (gen_ai_provider_name, gen_ai_request_model) (${grown(`${calls}_count{${model}}`)})`,
      quantile(0.95, calls, 'gen_ai_provider_name, gen_ai_request_model', model),
      `sum by (gen_ai_provider_name, gen_ai_request_model) (${grown(`gen_ai_client_token_usage_sum{${model}}`)})`,
      `sum by (gen_ai_provider_name, gen_ai_request_model) (${grown(`agentotel_cost_usd_total{${model}}`)})`,
    ], { columns: ['calls', 'p95', 'tokens', 'cost'], rename: { gen_ai_provider_name: 'provider', gen_ai_request_model: 'model' }, units: { p95: 's', cost: 'currencyUSD' }, sort: 'cost' }),
  ],
});
