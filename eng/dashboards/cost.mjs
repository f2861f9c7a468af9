import { board, stat, series, table, bars, high, of, grown, toRunbook } from './panels.mjs';

const cost = grown(`agentotel_cost_usd_total{${of.service}}`);
const month = `sum(agentotel:cost_usd:mtd{${of.service}})`;
const week = `avg_over_time(sum(agentotel:cost_usd:increase1h{${of.service}})[7d:1h])`;
const budget = `max(agentotel_budget_limit_usd{${of.service},agentotel_budget_period="month"})`;
const by = (title, description, label) => bars(title, description, 'currencyUSD', { expr: `sum by (${label}) (${grown(`agentotel_cost_usd_total{${of.service},${label}!=""}`)})`, legend: `{{${label}}}` }, { decimals: 4, w: 8 });

export default board({
  uid: 'agentotel-cost',
  title: 'Cost and budgets',
  description: 'What is spent, on what, and what it will come to.',
  from: 'now-7d',
  panels: [
    stat('Month to date', 'Since the first of the month, in UTC.', 'currencyUSD', month, { decimals: 2 }),
    stat('Projected for the month', 'The mean hour of the last seven days, for all hours of this month.', 'currencyUSD', `${week} * 24 * on () days_in_month()`, { decimals: 2, links: [toRunbook('AgentBudgetForecast')] }),
    stat('Run rate', 'Dollars a day, at the mean of the last seven days.', 'currencyUSD', `${week} * 24`, { decimals: 2 }),
    stat('Of the monthly budget', 'When it is red, decide: spend less, or raise it.', 'percentunit', `${month} / ${budget}`, { decimals: 1, thresholds: high(0.8, 1), links: [toRunbook('AgentBudgetUsed')] }),
    stat('Days of budget left', 'At the rate of the last seven days.', 'd', `clamp_min(${budget} - ${month}, 0) / (${week} * 24)`, { decimals: 0 }),
    stat('Unpriced calls', 'Calls of models without a price: what they cost is missing here. When it is red, add the price (docs/cost.md).', 'locale', `sum(${grown(`agentotel_cost_unpriced_calls_total{${of.service},agentotel_cost_reason!="no_usage"}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 100), links: [toRunbook('AgentUnpricedUsage')] }),
    series('Cost by category', 'Dollars an hour: models, tools, computing.', 'currencyUSD', { expr: `sum by (agentotel_cost_category) (agentotel:cost_usd:increase1h{${of.service}})`, legend: '{{agentotel_cost_category}}' }, { stacked: true, bars: true }),
    series('Cost by model', 'Dollars an hour.', 'currencyUSD', { expr: `sum by (gen_ai_request_model) (agentotel:cost_usd:increase1h{${of.model},gen_ai_request_model!=""})`, legend: '{{gen_ai_request_model}}' }, { stacked: true, bars: true }),
    series('Week over week', 'Dollars a day, beside the week before.', 'currencyUSD', [
      { expr: `sum(agentotel:cost_usd:increase1h{${of.service}}) * 24`, legend: 'now' },
      { expr: `sum(agentotel:cost_usd:increase1h{${of.service}} offset 7d) * 24`, legend: 'a week before' },
    ], { links: [toRunbook('AgentCostSpike')] }),
    series('Budgets', 'What is spent of each. When a line nears 1, an app that asks refuses further calls.', 'percentunit', { expr: `max by (service_name, agentotel_budget_name, agentotel_budget_period) (agentotel_budget_spent_usd{${of.service}}) / max by (service_name, agentotel_budget_name, agentotel_budget_period) (agentotel_budget_limit_usd{${of.service}})`, legend: '{{agentotel_budget_name}}' }, { thresholds: high(0.8, 1), links: [toRunbook('AgentBudgetUsed')] }),
    by('By provider', 'In the window.', 'gen_ai_provider_name'),
    by('By agent', 'In the window.', 'gen_ai_agent_name'),
    by('By workflow', 'In the window.', 'gen_ai_workflow_name'),
    by('By tenant', 'In the window; tenants that are not listed count as other.', 'agentotel_tenant'),
    table('Dearest', 'Cost by workflow, agent and model in the window. Inspect, Data, gives it as CSV.', 'currencyUSD', [
      `topk(20, sum by (gen_ai_workflow_name, gen_ai_agent_name, gen_ai_request_model, gen_ai_tool_name) (${cost}))`,
    ], { columns: ['cost'], rename: { gen_ai_workflow_name: 'workflow', gen_ai_agent_name: 'agent', gen_ai_request_model: 'model', gen_ai_tool_name: 'tool' }, sort: 'cost', w: 16 }),
  ],
});
