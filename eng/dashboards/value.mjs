import { board, stat, series, table, logql, bars, low, of, grown, toRunbook } from './panels.mjs';

const ended = (status) => grown(`gen_ai_invoke_workflow_duration_seconds_count{${of.workflow}${status ? `,agentotel_status=~"${status}"` : ''}}`);
const cost = grown(`agentotel_cost_usd_total{${of.workflow}}`);
const before = (figure) => figure.replace('[$__range]', '[$__range] offset $__range');
const people = `${of.stream()} | event_name=~"agentotel.workflow.(completed|failed|paused|cancelled)" | agentotel_user_hash!=""`;

export default board({
  uid: 'agentotel-value',
  title: 'Value',
  description: 'What the agents do for the business, and what one result costs.',
  from: 'now-30d',
  look: [toRunbook('AgentRunsLow')],
  panels: [
    stat('Runs', 'Workflow runs that ended.', 'locale', `sum(${ended()})`, { decimals: 0 }),
    stat('Completed', 'Runs that gave a result.', 'locale', `sum(${ended('completed')})`, { decimals: 0 }),
    stat('Success', 'Of the runs that completed or failed. When it is red, ask operations what fails.', 'percentunit', `sum(${ended('completed')}) / sum(${ended('completed|failed')})`, { decimals: 1, thresholds: low(0.9, 0.98), links: [toRunbook('AgentSuccessLow')] }),
    stat('Cost of a result', 'All cost by the runs that completed.', 'currencyUSD', `sum(${cost}) / sum(${ended('completed')})`, { decimals: 4 }),
    stat('Quality', 'The mean of all evaluation scores. When it is red, ask developers which evaluation fell.', 'percentunit', `sum(${grown(`agentotel_evaluation_score_sum{${of.workflow}}`)}) / sum(${grown(`agentotel_evaluation_score_count{${of.workflow}}`)})`, { decimals: 1, thresholds: low(0.6, 0.8), links: [toRunbook('AgentEvaluationLow')] }),
    stat('Decided by a person', 'Approvals asked for, by runs that ended.', 'percentunit', `(sum(${grown(`agentotel_approval_wait_seconds_count{${of.workflow}}`)}) or vector(0)) / sum(${ended()})`, { decimals: 1 }),
    stat('Active users', 'People for whom something ran, counted by a keyed hash: nobody can tell who they are. From the logs, which are kept for 30 days.', 'locale', logql(`count(sum by (agentotel_user_hash) (count_over_time(${people} [$__range])))`, '', { instant: true }), { decimals: 0, w: 6 }),
    stat('Runs a user', 'How much each of them used it, on average.', 'locale', logql(`sum(count_over_time(${people} [$__range])) / count(sum by (agentotel_user_hash) (count_over_time(${people} [$__range])))`, '', { instant: true }), { decimals: 1, w: 6 }),
    stat('Cost, beside the window before', 'By how much what is spent changed. It says nothing without the runs beside it.', 'percentunit', `sum(${cost}) / sum(${before(cost)}) - 1`, { decimals: 0, w: 6, links: [toRunbook('AgentCostSpike')] }),
    stat('Runs, beside the window before', 'By how much the number of runs changed.', 'percentunit', `sum(${ended()}) / sum(${before(ended())}) - 1`, { decimals: 0, w: 6 }),
    series('Runs', 'Runs an hour, by workflow.', 'suffix: /h', { expr: `sum by (gen_ai_workflow_name) (rate(gen_ai_invoke_workflow_duration_seconds_count{${of.workflow}}[$__rate_interval])) * 3600`, legend: '{{gen_ai_workflow_name}}' }, { stacked: true, links: [toRunbook('AgentRunsLow')] }),
    series('Cost of a result', 'Dollars for each run that completed.', 'currencyUSD', { expr: `sum(rate(agentotel_cost_usd_total{${of.workflow}}[$__rate_interval])) / sum(rate(gen_ai_invoke_workflow_duration_seconds_count{${of.workflow},agentotel_status="completed"}[$__rate_interval]))`, legend: 'cost of a result' }),
    series('Cost', 'Dollars a day, by workflow.', 'currencyUSD', { expr: `sum by (gen_ai_workflow_name) (sum_over_time(agentotel:cost_usd:increase1h{${of.workflow}}[1d:1h]))`, legend: '{{gen_ai_workflow_name}}' }, { stacked: true, bars: true, interval: '1d', links: [toRunbook('AgentCostSpike')] }),
    series('Business figures', "The app's own counters, an hour: whatever it counts beside the contract's metrics.", 'suffix: /h', { expr: `sum by (figure) (rate(agentotel:figures:total{${of.service}}[$__rate_interval])) * 3600`, legend: '{{figure}}' }, { noValue: 'the app has no counters of its own' }),
    bars('Business figures in the window', "What the app's own counters grew by.", 'locale', `sum by (figure) (${grown(`agentotel:figures:total{${of.service}}`)})`, 'figure', { w: 12 }),
    series('Users over time', 'People in each day for whom something ran, by hash.', 'locale', logql(`count(sum by (agentotel_user_hash) (count_over_time(${people} [1d])))`, 'users', { step: '1d' }), { bars: true }),
    series('Quality', 'The mean score by evaluation.', 'percentunit', { expr: `sum by (gen_ai_evaluation_name) (rate(agentotel_evaluation_score_sum{${of.workflow}}[$__rate_interval])) / sum by (gen_ai_evaluation_name) (rate(agentotel_evaluation_score_count{${of.workflow}}[$__rate_interval]))`, legend: '{{gen_ai_evaluation_name}}' }),
    series('Routes', 'Which choices are made, an hour, by point.', 'suffix: /h', { expr: `sum by (agentotel_routing_point, agentotel_routing_choice) (rate(agentotel_routing_decisions_total{${of.workflow}}[$__rate_interval])) * 3600`, legend: '{{agentotel_routing_point}}: {{agentotel_routing_choice}}' }, { stacked: true }),
    series('Operations', 'Timed operations of the app, an hour, by name.', 'suffix: /h', { expr: `sum by (agentotel_operation_name) (rate(agentotel_operation_duration_seconds_count{${of.service}}[$__rate_interval])) * 3600`, legend: '{{agentotel_operation_name}}' }, { stacked: true, noValue: 'the app times no operation of its own' }),
    series('Interfaces', 'Requests an hour, by route: which ways into the app are used, and when.', 'suffix: /h', { expr: `sum by (http_route) (rate(http_server_request_duration_seconds_count{${of.service},http_route!~"|/metrics|/health.*"}[$__rate_interval])) * 3600`, legend: '{{http_route}}' }, { stacked: true }),
    table('Workflows', 'Runs, their success and what a result costs.', 'locale', [
      `sum by (gen_ai_workflow_name) (${ended()})`,
      `sum by (gen_ai_workflow_name) (${ended('completed')}) / sum by (gen_ai_workflow_name) (${ended('completed|failed')})`,
      `sum by (gen_ai_workflow_name) (${cost}) / sum by (gen_ai_workflow_name) (${ended('completed')})`,
    ], { columns: ['runs', 'success', 'cost of a result'], rename: { gen_ai_workflow_name: 'workflow' }, units: { success: 'percentunit', 'cost of a result': 'currencyUSD' }, sort: 'runs', w: 24, h: 6 }),
  ],
});
