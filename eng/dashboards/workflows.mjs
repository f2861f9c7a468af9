import { board, stat, series, table, high, of, grown, quantile, toTraces, toLogs, toRunbook } from './panels.mjs';

const tool = of.agent;

export default board({
  uid: 'agentotel-workflows',
  title: 'Workflows, tasks, tools',
  description: 'What is tried again, what fails, what waits, and what agents decide.',
  look: [toTraces, toLogs],
  panels: [
    stat('Task attempts', 'Attempts that ended.', 'locale', `sum(${grown(`agentotel_task_duration_seconds_count{${of.workflow}}`)})`, { decimals: 0 }),
    stat('Retries', 'Attempts after the first. When it is red, see which task below.', 'locale', `sum(${grown(`agentotel_task_retries_total{${of.workflow}}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 50), links: [toRunbook('AgentTaskRetries')] }),
    stat('Failed attempts', 'Attempts that failed, retried or not. When it is red, see which task below.', 'locale', `sum(${grown(`agentotel_task_duration_seconds_count{${of.workflow},agentotel_status="failed"}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 50), links: [toRunbook('AgentWorkflowFailingOnSameTask'), toTraces] }),
    stat('Paused runs', 'Runs that ended as paused in the window.', 'locale', `sum(${grown(`gen_ai_invoke_workflow_duration_seconds_count{${of.workflow},agentotel_status="paused"}`)}) or vector(0)`, { decimals: 0 }),
    stat('Approvals waiting', 'Now. When it is red, tell whoever approves.', 'locale', `sum(agentotel_approvals_waiting{${of.workflow}}) or vector(0)`, { decimals: 0, thresholds: high(1, 10), links: [toRunbook('AgentApprovalsWaiting')] }),
    stat('Wait for approval, p95', 'What a twentieth of approvals exceeds.', 's', quantile(0.95, 'agentotel_approval_wait_seconds', '', of.workflow), { decimals: 1 }),
    series('Retries by task', 'Retries a minute. When one task stands out, its errors say why.', 'suffix: /min', { expr: `sum by (agentotel_task_name) (rate(agentotel_task_retries_total{${of.workflow}}[$__rate_interval])) * 60`, legend: '{{agentotel_task_name}}' }, { stacked: true, links: [toRunbook('AgentTaskRetries')] }),
    series('Failures by task', 'Failed attempts a minute. When one task stands out, open its traces.', 'suffix: /min', { expr: `sum by (agentotel_task_name) (rate(agentotel_task_duration_seconds_count{${of.workflow},agentotel_status="failed"}[$__rate_interval])) * 60`, legend: '{{agentotel_task_name}}' }, { stacked: true, links: [toLogs, toTraces] }),
    table('Tasks', 'Attempts, retries and time by task.', 'short', [
      `sum by (gen_ai_workflow_name, agentotel_task_name) (${grown(`agentotel_task_duration_seconds_count{${of.workflow}}`)})`,
      `sum by (gen_ai_workflow_name, agentotel_task_name) (${grown(`agentotel_task_retries_total{${of.workflow}}`)})`,
      `sum by (gen_ai_workflow_name, agentotel_task_name) (${grown(`agentotel_task_duration_seconds_count{${of.workflow},agentotel_status="failed"}`)})`,
      quantile(0.95, 'agentotel_task_duration_seconds', 'gen_ai_workflow_name, agentotel_task_name', of.workflow),
    ], { columns: ['attempts', 'retries', 'failed', 'p95'], rename: { gen_ai_workflow_name: 'workflow', agentotel_task_name: 'task' }, units: { attempts: 'locale', retries: 'locale', failed: 'locale', p95: 's' }, colors: { retries: high(1, 10), failed: high(1, 10) }, sort: 'attempts' }),
    table('Tools', 'Calls, failures, time and cost by tool.', 'short', [
      `sum by (gen_ai_tool_name) (${grown(`gen_ai_execute_tool_duration_seconds_count{${tool}}`)})`,
      `sum by (gen_ai_tool_name) (${grown(`gen_ai_execute_tool_duration_seconds_count{${tool},error_type!=""}`)})`,
      quantile(0.95, 'gen_ai_execute_tool_duration_seconds', 'gen_ai_tool_name', tool),
      `sum by (gen_ai_tool_name) (${grown(`agentotel_cost_usd_total{${of.agent},gen_ai_tool_name!=""}`)})`,
    ], { columns: ['calls', 'failed', 'p95', 'cost'], rename: { gen_ai_tool_name: 'tool' }, units: { calls: 'locale', failed: 'locale', p95: 's', cost: 'currencyUSD' }, colors: { failed: high(1, 10) }, sort: 'calls' }),
    series('Tool latency, p95', 'By tool. When one rises, look at what it calls.', 's', { expr: quantile(0.95, 'gen_ai_execute_tool_duration_seconds', 'gen_ai_tool_name', tool, '$__rate_interval'), legend: '{{gen_ai_tool_name}}', exemplar: true }, { links: [toTraces, toRunbook('AgentLatencyHigh')] }),
    series('Tool cost', 'Dollars an hour, by tool.', 'currencyUSD', { expr: `sum by (gen_ai_tool_name) (rate(agentotel_cost_usd_total{${of.agent},gen_ai_tool_name!=""}[$__rate_interval])) * 3600`, legend: '{{gen_ai_tool_name}}' }, { stacked: true, links: [toRunbook('AgentCostSpike')] }),
    series('Paused and resumed', 'Runs a minute that ended as paused, and approvals that wait.', 'short', [
      { expr: `sum(rate(gen_ai_invoke_workflow_duration_seconds_count{${of.workflow},agentotel_status="paused"}[$__rate_interval])) * 60 or vector(0)`, legend: 'paused a minute' },
      { expr: `sum(agentotel_approvals_waiting{${of.workflow}})`, legend: 'approvals waiting' },
    ], { w: 8, links: [toRunbook('AgentApprovalsWaiting')] }),
    series('Routing decisions', 'Decisions a minute, by point and choice. A choice that takes over may be a fault of the router.', 'suffix: /min', { expr: `sum by (agentotel_routing_point, agentotel_routing_choice) (rate(agentotel_routing_decisions_total{${of.workflow}}[$__rate_interval])) * 60`, legend: '{{agentotel_routing_point}}: {{agentotel_routing_choice}}' }, { w: 8, stacked: true }),
    series('Evaluation scores', 'The mean score by evaluation. When it falls, see the runbook.', 'short', { expr: `sum by (gen_ai_evaluation_name) (rate(agentotel_evaluation_score_sum{${of.workflow}}[$__rate_interval])) / sum by (gen_ai_evaluation_name) (rate(agentotel_evaluation_score_count{${of.workflow}}[$__rate_interval]))`, legend: '{{gen_ai_evaluation_name}}' }, { w: 8, links: [toRunbook('AgentEvaluationLow')] }),
  ],
});
