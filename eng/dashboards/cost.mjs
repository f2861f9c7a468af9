import { board, stat, series, table, bars, high, low, of, grown, toRunbook } from './panels.mjs';

const spent = (more = '') => grown(`agentotel_cost_usd_total{${of.model}${more}}`);
const hour = (more = '') => `agentotel:cost_usd:increase1h{${of.model}${more}}`;
const rate = `sum(agentotel:cost_usd:per_hour7d{${of.service}})`;
const budgets = (what) => `max by (deployment_environment_name, service_name, agentotel_budget_name, agentotel_budget_period) (agentotel_budget_${what}_usd{${of.service}})`;
const monthly = (what) => budgets(what).replace('}', ',agentotel_budget_period="month"}');
const by = (title, label, description = 'In the window.') => bars(title, description, 'currencyUSD', `sum by (${label}) (${spent(`,${label}!=""`)})`, label);

export default board({
  uid: 'agentotel-cost',
  title: 'Cost and budgets',
  description: 'What is spent, on what, and what it will come to.',
  from: 'now-7d',
  look: [toRunbook('AgentCostSpike')],
  panels: [
    stat('Month to date', 'Since the first of the month, in UTC.', 'currencyUSD', `sum(agentotel:cost_usd:mtd{${of.service}})`, { decimals: 2 }),
    stat('Projected for the month', 'What is spent, and for the hours that are left the mean hour of the last seven days.', 'currencyUSD', `sum(agentotel:cost_usd:projected{${of.service}})`, { decimals: 2, links: [toRunbook('AgentBudgetForecast')] }),
    stat('Run rate', 'Dollars a day, at the mean of the last seven days.', 'currencyUSD', `${rate} * 24`, { decimals: 2 }),
    stat('Of the monthly budget', 'Of the one that is used up most. When it is red, decide: spend less, or raise it.', 'percentunit', `max(${monthly('spent')} / ${monthly('limit')})`, { decimals: 1, thresholds: high(0.8, 1), links: [toRunbook('AgentBudgetUsed')] }),
    stat('Days of budget left', 'Of the monthly budget that is used up first, at the rate of the last seven days. When it is red, it does not last the week.', 'd', `min(clamp_min(agentotel:budget_usd:left{${of.service},agentotel_budget_period="month"}, 0) / on (deployment_environment_name, service_name) group_left () (agentotel:cost_usd:per_hour7d{${of.service}} * 24))`, { decimals: 1, thresholds: low(3, 7), links: [toRunbook('AgentBudgetForecast')] }),
    stat('Unpriced calls', 'Calls of models without a price: what they cost is missing here. When it is red, add the price (docs/cost.md).', 'locale', `sum(${grown(`agentotel_cost_unpriced_calls_total{${of.service},agentotel_cost_reason!="no_usage"}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 100), links: [toRunbook('AgentUnpricedUsage')] }),
    series('Cost by category', 'Dollars an hour: models, tools, computing.', 'currencyUSD', { expr: `sum by (agentotel_cost_category) (${hour()})`, legend: '{{agentotel_cost_category}}' }, { stacked: true, bars: true, interval: '1h' }),
    series('Cost by model', 'Dollars an hour.', 'currencyUSD', { expr: `sum by (gen_ai_request_model) (${hour(',gen_ai_request_model!=""')})`, legend: '{{gen_ai_request_model}}' }, { stacked: true, bars: true, interval: '1h' }),
    series('Week over week', 'Dollars a day, beside the week before.', 'currencyUSD', [
      { expr: `sum(sum_over_time(${hour()}[1d:1h]))`, legend: 'last 24 hours' },
      { expr: `sum(sum_over_time(${hour()}[1d:1h] offset 7d))`, legend: 'a week before' },
    ]),
    series('Over the quarter', 'Dollars a day in the last 90 days.', 'currencyUSD', { expr: `sum by (agentotel_cost_category) (sum_over_time(${hour()}[1d:1h]))`, legend: '{{agentotel_cost_category}}' }, { stacked: true, bars: true, timeFrom: '90d', interval: '1d' }),
    by('By provider', 'gen_ai_provider_name'),
    by('By model', 'gen_ai_request_model'),
    by('By category', 'agentotel_cost_category', 'Models, tools and computing, in the window.'),
    by('By agent', 'gen_ai_agent_name'),
    by('By workflow', 'gen_ai_workflow_name'),
    by('By tenant', 'agentotel_tenant', 'In the window; tenants that are not listed count as other.'),
    series('Budgets', 'What is spent of each. When a line nears 1, an app that asks refuses further calls.', 'percentunit', { expr: `${budgets('spent')} / ${budgets('limit')}`, legend: '{{service_name}}: {{agentotel_budget_name}}, a {{agentotel_budget_period}}' }, { thresholds: high(0.8, 1), links: [toRunbook('AgentBudgetUsed')] }),
    series('Unpriced calls', 'Calls an hour that have no price, by model and reason. Add the price, and they are counted from then on.', 'suffix: /h', { expr: `sum by (gen_ai_provider_name, gen_ai_request_model, agentotel_cost_reason) (rate(agentotel_cost_unpriced_calls_total{${of.service},agentotel_cost_reason!="no_usage"}[$__rate_interval])) * 3600`, legend: '{{gen_ai_provider_name}} {{gen_ai_request_model}}: {{agentotel_cost_reason}}' }, { stacked: true, noValue: 'each call has a price', links: [toRunbook('AgentUnpricedUsage')] }),
    table('Dearest', 'Cost by category, workflow, agent, model and tool in the window. Inspect, Data, gives it as CSV.', 'currencyUSD', [
      `topk(20, sum by (agentotel_cost_category, gen_ai_workflow_name, gen_ai_agent_name, gen_ai_request_model, gen_ai_tool_name) (${spent()}))`,
    ], { columns: ['cost'], rename: { agentotel_cost_category: 'category', gen_ai_workflow_name: 'workflow', gen_ai_agent_name: 'agent', gen_ai_request_model: 'model', gen_ai_tool_name: 'tool' }, sort: 'cost', w: 24 }),
  ],
});
