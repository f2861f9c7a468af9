import { board, stat, series, table, low, of, grown, toRunbook } from './panels.mjs';

const ended = (status) => grown(`gen_ai_invoke_workflow_duration_seconds_count{${of.workflow}${status ? `,agentotel_status=~"${status}"` : ''}}`);
const cost = grown(`agentotel_cost_usd_total{${of.service}}`);

export default board({
  uid: 'agentotel-value',
  title: 'Value',
  description: 'What the agents do for the business, and what one result costs.',
  from: 'now-30d',
  panels: [
    stat('Runs', 'Workflow runs that ended.', 'locale', `sum(${ended()})`, { decimals: 0 }),
    stat('Completed', 'Runs that gave a result.', 'locale', `sum(${ended('completed')})`, { decimals: 0 }),
    stat('Success', 'Of the runs that completed or failed. When it is red, ask operations what fails.', 'percentunit', `sum(${ended('completed')}) / sum(${ended('completed|failed')})`, { decimals: 1, thresholds: low(0.9, 0.98), links: [toRunbook('AgentSuccessLow')] }),
    stat('Cost of a result', 'All cost by the runs that completed.', 'currencyUSD', `sum(${cost}) / sum(${ended('completed')})`, { decimals: 4 }),
    stat('Quality', 'The mean of all evaluation scores.', 'percentunit', `sum(rate(agentotel_evaluation_score_sum{${of.workflow}}[$__range])) / sum(rate(agentotel_evaluation_score_count{${of.workflow}}[$__range]))`, { decimals: 1, thresholds: low(0.6, 0.8), links: [toRunbook('AgentEvaluationLow')] }),
    stat('Decided by a person', 'Approvals asked for, by runs that ended.', 'percentunit', `(sum(${grown(`agentotel_approval_wait_seconds_count{${of.workflow}}`)}) or vector(0)) / sum(${ended()})`, { decimals: 1 }),
    series('Runs', 'Runs an hour, by workflow.', 'suffix: /h', { expr: `sum by (gen_ai_workflow_name) (rate(gen_ai_invoke_workflow_duration_seconds_count{${of.workflow}}[$__rate_interval])) * 3600`, legend: '{{gen_ai_workflow_name}}' }, { stacked: true, links: [toRunbook('AgentRunsLow')] }),
    series('Cost of a result', 'Dollars for each run that completed.', 'currencyUSD', { expr: `sum(rate(agentotel_cost_usd_total{${of.service}}[$__rate_interval])) / sum(rate(gen_ai_invoke_workflow_duration_seconds_count{${of.workflow},agentotel_status="completed"}[$__rate_interval]))`, legend: 'cost of a result' }),
    series('Quality', 'The mean score by evaluation.', 'percentunit', { expr: `sum by (gen_ai_evaluation_name) (rate(agentotel_evaluation_score_sum{${of.workflow}}[$__rate_interval])) / sum by (gen_ai_evaluation_name) (rate(agentotel_evaluation_score_count{${of.workflow}}[$__rate_interval]))`, legend: '{{gen_ai_evaluation_name}}' }),
    series('Routes', 'Which choices agents make.', 'suffix: /h', { expr: `sum by (agentotel_routing_point, agentotel_routing_choice) (rate(agentotel_routing_decisions_total{${of.workflow}}[$__rate_interval])) * 3600`, legend: '{{agentotel_routing_point}}: {{agentotel_routing_choice}}' }, { stacked: true }),
    table('Workflows', 'Runs, their success and what a result costs.', 'locale', [
      `sum by (gen_ai_workflow_name) (${ended()})`,
      `sum by (gen_ai_workflow_name) (${ended('completed')}) / sum by (gen_ai_workflow_name) (${ended('completed|failed')})`,
      `sum by (gen_ai_workflow_name) (${cost}) / sum by (gen_ai_workflow_name) (${ended('completed')})`,
    ], { columns: ['runs', 'success', 'cost of a result'], rename: { gen_ai_workflow_name: 'workflow' }, units: { success: 'percentunit', 'cost of a result': 'currencyUSD' }, sort: 'runs', w: 24, h: 6 }),
  ],
});
