// Forty days of an app that exists nowhere, as OpenMetrics, for `promtool tsdb create-blocks-from openmetrics`:
//   node history.mjs [UNIX_TIME_OF_THE_END] [DAYS] > history.txt
// What the rules record of counters: their growth, each ten minutes, and in an hour, each five; and counters themselves, for charts. The curve of a day and a
// week, a slow rise, and one day on which everything cost three times as much.
const end = Math.floor(Number(process.argv[2] ?? Date.now() / 1000) / 600) * 600;
const days = Number(process.argv[3] ?? 40);
const start = Math.ceil((end - days * 86400) / 3600) * 3600;

/** Runs an hour at a time. */
const pace = (time) => {
  const hour = (time % 86400) / 3600, day = Math.floor(time / 86400) % 7;
  const ofDay = 0.25 + 0.75 * Math.max(0, Math.sin(((hour - 6) / 24) * 2 * Math.PI));
  return 60 * ofDay * (day === 2 || day === 3 ? 0.4 : 1) * (1 + (time - start) / (end - start) / 2) * (Math.floor((end - time) / 86400) === 9 ? 3 : 1);
};

const common = { job: 'history', instance: '127.0.0.1:1', deployment_environment_name: 'production', service_name: 'MarketingAgents' };
const text = (name, labels) => `${name}{${Object.entries({ ...common, ...labels }).map(([key, value]) => `${key}="${value}"`).join(',')}}`;
const out = [];

/** A counter that grows by `share` for each run. Its family has no _total: the format wants it so. */
const counter = (name, type, rows) => {
  out.push(`# TYPE ${type === 'counter' ? name.replace(/_total$/, '') : name} ${type === 'counter' ? 'counter' : 'unknown'}`);
  for (const [labels, share] of rows) {
    let sum = 0;
    for (let time = start; time <= end; time += 600) {
      out.push(`${text(name, labels)} ${sum.toFixed(6)} ${time}`);
      sum += (pace(time) / 6) * share;
    }
  }
  growth(name, rows);
};

/** What growth.yml makes of a counter. */
const growth = (name, rows) => {
  const grown = `${name.replace(/^(agentotel:\w+):total$/, '$1')}:grown`;
  out.push(`# TYPE ${grown} unknown`);
  for (const [labels, share] of rows) {
    for (let time = start; time <= end; time += 600) {
      out.push(`${text(grown, labels)} ${((pace(time) / 6) * share).toFixed(6)} ${time}`);
    }
  }
};

/** What a recording rule made: the last hour's growth, each five minutes. */
const hourly = (name, rows) => {
  out.push(`# TYPE ${name} unknown`);
  for (const [labels, share] of rows) {
    for (let time = start; time <= end; time += 300) {
      out.push(`${text(name, labels)} ${(pace(time) * share).toFixed(6)} ${time}`);
    }
  }
};

const workflow = (name, part) => [
  [{ gen_ai_workflow_name: name, agentotel_status: 'completed' }, part * 0.97],
  [{ gen_ai_workflow_name: name, agentotel_status: 'failed', error_type: '500' }, part * 0.03],
];
const runs = [...workflow('campaign', 0.8), ...workflow('newsletter', 0.2)];
const costs = ['north', 'south'].flatMap((agentotel_tenant) => [['campaign', 0.8], ['newsletter', 0.2]].flatMap(([gen_ai_workflow_name, part]) => [
  [{ agentotel_cost_category: 'model', gen_ai_provider_name: 'openai', gen_ai_request_model: 'gpt-4.1', gen_ai_agent_name: 'executive', gen_ai_workflow_name, agentotel_tenant }, part * 0.004],
  [{ agentotel_cost_category: 'model', gen_ai_provider_name: 'openai', gen_ai_request_model: 'gpt-4.1-mini', gen_ai_agent_name: 'copy', gen_ai_workflow_name, agentotel_tenant }, part * 0.003],
  [{ agentotel_cost_category: 'tool', gen_ai_tool_name: 'web_search', gen_ai_agent_name: 'research', gen_ai_workflow_name, agentotel_tenant }, part * 0.006],
  [{ agentotel_cost_category: 'compute', gen_ai_workflow_name, agentotel_tenant }, part * 0.001],
]));
const models = [['gpt-4.1', 1], ['gpt-4.1-mini', 3]].map(([gen_ai_request_model, share]) => [{ gen_ai_operation_name: 'chat', gen_ai_provider_name: 'openai', gen_ai_request_model }, share]);
const tokens = models.flatMap(([labels, share]) => [['input', 1800], ['output', 240]].map(([gen_ai_token_type, many]) => [{ ...labels, gen_ai_token_type }, share * many]));
const without = ({ gen_ai_operation_name, error_type, ...rest }) => rest;

counter('gen_ai_invoke_workflow_duration_seconds_count', 'unknown', runs);
counter('gen_ai_invoke_workflow_duration_seconds_bucket', 'unknown', runs.flatMap(([labels, share]) => [['1', 0.1], ['5', 0.6], ['10', 0.9], ['30', 0.98], ['60', 1], ['120', 1], ['300', 1], ['600', 1], ['1800', 1], ['3600', 1], ['7200', 1], ['+Inf', 1]].map(([le, part]) => [{ ...labels, le }, share * part])));
counter('agentotel_cost_usd_total', 'counter', costs);
counter('agentotel:tokens:total', 'unknown', tokens);
counter('agentotel_evaluation_score_sum', 'unknown', [[{ gen_ai_evaluation_name: 'brand_fit', gen_ai_workflow_name: 'campaign' }, 0.7]]);
counter('agentotel_evaluation_score_count', 'unknown', [[{ gen_ai_evaluation_name: 'brand_fit', gen_ai_workflow_name: 'campaign' }, 0.8]]);
counter('agentotel_routing_decisions_total', 'counter', ['full', 'short'].map((choice, index) => [{ gen_ai_workflow_name: 'campaign', agentotel_routing_point: 'campaign_depth', agentotel_routing_choice: choice }, 0.3 + index / 5]));
counter('agentotel:figures:total', 'unknown', [[{ figure: 'marketing_campaigns_published' }, 0.75]]);
hourly('agentotel:cost_usd:increase1h', costs);
hourly('agentotel:runs:increase1h', runs.map(([labels, share]) => [without(labels), share]));
hourly('agentotel:tokens:increase1h', tokens.map(([labels, share]) => [without(labels), share]));
out.push('# EOF');
process.stdout.write(`${out.join('\n')}\n`);
