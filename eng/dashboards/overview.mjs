import { board, stat, series, table, bars, high, low, of, grown, quantile, toTraces, toLogs, toRunbook } from './panels.mjs';

const runs = (more = '') => grown(`gen_ai_invoke_workflow_duration_seconds_count{${of.workflow}${more}}`);
const finished = runs(',agentotel_status=~"completed|failed"');
const perRun = (metric) => `sum(${grown(`agentotel_workflow_${metric}_sum{${of.workflow}}`)}) / sum(${grown(`agentotel_workflow_${metric}_count{${of.workflow}}`)})`;

export default board({
  uid: 'agentotel-overview',
  title: 'Agents overview',
  description: 'What agents do, how well, how fast and for how much.',
  look: [toTraces, toLogs],
  panels: [
    stat('Runs', 'Workflow runs that ended. When it is lower than usual, look whether what starts them is alive.', 'locale', `sum(${runs()})`, { decimals: 0, links: [toTraces] }),
    stat('Success', 'Runs that completed, of those that completed or failed. When it is red, look at the table of tasks below, and at Errors and logs.', 'percentunit', `sum(${runs(',agentotel_status="completed"')}) / sum(${finished})`, { thresholds: low(0.9, 0.98), decimals: 1, links: [toTraces, toRunbook('AgentSloBurn')] }),
    stat('Latency, p95', 'A twentieth of runs takes longer. When it rises, look which task or model takes the time.', 's', quantile(0.95, 'gen_ai_invoke_workflow_duration_seconds', '', of.workflow), { decimals: 1, links: [toRunbook('AgentLatencyHigh')] }),
    stat('Tokens', 'Input and output of all model calls.', 'short', `sum(${grown(`agentotel:tokens:total{${of.model}}`)})`, { decimals: 1 }),
    stat('Cost', 'Models, tools and computing, as far as they are priced.', 'currencyUSD', `sum(${grown(`agentotel_cost_usd_total{${of.model}}`)})`, { decimals: 3, links: [toRunbook('AgentCostSpike')] }),
    stat('Errors', 'Failures, each counted once. When it is red, open Errors and logs.', 'locale', `sum(${grown(`agentotel_errors_total{${of.agent}}`)})`, { decimals: 0, thresholds: high(1, 20), links: [toLogs, toTraces] }),
    stat('Active now', 'Operations that have begun and not ended.', 'locale', `sum(agentotel_active{${of.service}})`, { decimals: 0 }),
    stat('Agents in a run', 'Invocations of agents in one run, on average. A jump points to a loop.', 'short', perRun('agent_calls'), { decimals: 1 }),
    stat('Model calls in a run', 'On average. A jump points to a loop.', 'short', perRun('model_calls'), { decimals: 1 }),
    stat('Tool calls in a run', 'On average.', 'short', perRun('tool_calls'), { decimals: 1 }),
    stat('Cost of a run', 'All cost by all runs that ended.', 'currencyUSD', `sum(${grown(`agentotel_cost_usd_total{${of.workflow}}`)}) / sum(${runs()})`, { decimals: 4 }),
    stat('Approvals waiting', 'Runs that wait for a person. When it is red, tell whoever approves.', 'locale', `sum(agentotel_approvals_waiting{${of.workflow}}) or vector(0)`, { decimals: 0, thresholds: high(1, 10), links: [toRunbook('AgentApprovalsWaiting')] }),
    series('Runs', 'Runs that end, by status. Failed ones: follow the link to their traces.', 'suffix: /min', { expr: `sum by (agentotel_status) (rate(gen_ai_invoke_workflow_duration_seconds_count{${of.workflow}}[$__rate_interval])) * 60`, legend: '{{agentotel_status}}' }, { stacked: true, links: [toTraces] }),
    series('Latency of runs', 'Percentiles; a dot is a run and leads to its trace.', 's', [0.5, 0.95].map((q) => ({ expr: quantile(q, 'gen_ai_invoke_workflow_duration_seconds', '', of.workflow, '$__rate_interval'), legend: `p${q * 100}`, exemplar: q === 0.95 })), { links: [toTraces] }),
    series('Cost', 'Dollars an hour, by category.', 'currencyUSD', { expr: `sum by (agentotel_cost_category) (rate(agentotel_cost_usd_total{${of.model}}[$__rate_interval])) * 3600`, legend: '{{agentotel_cost_category}}' }, { w: 8, stacked: true }),
    series('Tokens', 'Tokens a minute, by type.', 'short', { expr: `sum by (gen_ai_token_type) (rate(agentotel:tokens:total{${of.model}}[$__rate_interval])) * 60`, legend: '{{gen_ai_token_type}}' }, { w: 8, stacked: true }),
    series('Errors', 'Failures a minute, by category. docs/errors.md says what to do about each.', 'suffix: /min', { expr: `sum by (agentotel_error_category) (rate(agentotel_errors_total{${of.agent}}[$__rate_interval])) * 60`, legend: '{{agentotel_error_category}}' }, { w: 8, stacked: true, links: [toLogs] }),
    table('Slowest tasks', 'The 95th percentile and the mean. The first is where time is to be won.', 's', [
      `topk(10, ${quantile(0.95, 'agentotel_task_duration_seconds', 'gen_ai_workflow_name, agentotel_task_name', of.workflow)})`,
      `sum by (gen_ai_workflow_name, agentotel_task_name) (${grown(`agentotel_task_duration_seconds_sum{${of.workflow}}`)}) / sum by (gen_ai_workflow_name, agentotel_task_name) (${grown(`agentotel_task_duration_seconds_count{${of.workflow}}`)})`,
    ], { columns: ['p95', 'mean'], rename: { gen_ai_workflow_name: 'workflow', agentotel_task_name: 'task' }, sort: 'p95', w: 8, links: [toTraces] }),
    table('Agents', 'Invocations, and what they take.', 'short', [
      `sum by (gen_ai_agent_name) (${grown(`gen_ai_invoke_agent_duration_seconds_count{${of.agent}}`)})`,
      quantile(0.95, 'gen_ai_invoke_agent_duration_seconds', 'gen_ai_agent_name', of.agent),
      `sum by (gen_ai_agent_name) (${grown(`agentotel_cost_usd_total{${of.agent}}`)})`,
    ], { columns: ['calls', 'p95', 'cost'], rename: { gen_ai_agent_name: 'agent' }, units: { calls: 'locale', p95: 's', cost: 'currencyUSD' }, sort: 'cost', w: 8 }),
    bars('Cost by model', 'What each model cost in the window.', 'currencyUSD', `sum by (gen_ai_request_model) (${grown(`agentotel_cost_usd_total{${of.model},agentotel_cost_category="model"}`)})`, 'gen_ai_request_model'),
  ],
});
