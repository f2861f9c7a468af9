import { board, stat, series, table, logs, traces, logql, high, of, grown, quantile, toTraces, toLogs, toRunbook } from './panels.mjs';

const run = 'gen_ai_invoke_workflow_duration_seconds';
const tool = 'gen_ai_execute_tool_duration_seconds';
const task = 'agentotel_task_duration_seconds';

export default board({
  uid: 'agentotel-runs',
  title: 'Run debugger',
  description: 'Why a run is slow or fails: from a figure to the trace and the logs of one run.',
  from: 'now-1h',
  look: [toTraces, toLogs],
  panels: [
    stat('Runs', 'Runs that ended in the window.', 'locale', `sum(${grown(`${run}_count{${of.workflow}}`)})`, { decimals: 0 }),
    stat('Failed runs', 'When it is red, take a trace from the list of failed ones below.', 'locale', `sum(${grown(`${run}_count{${of.workflow},agentotel_status="failed"}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 5) }),
    stat('Latency, median', 'Half of the runs take longer.', 's', quantile(0.5, run, '', of.workflow), { decimals: 2 }),
    stat('Latency, p95', 'A twentieth of runs takes longer: the slowest tasks below say where the time goes.', 's', quantile(0.95, run, '', of.workflow), { decimals: 2 }),
    stat('Failed tools', 'Tool calls that failed. When it is red, the table of tools says which and by what.', 'locale', `sum(${grown(`${tool}_count{${of.agent},error_type!=""}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 10) }),
    stat('First chunk, p95', 'What a reader of a streamed answer waits. When it rises, look at the models.', 's', quantile(0.95, 'agentotel:first_chunk_seconds', '', of.model), { decimals: 2 }),
    series('Latency of runs', 'Percentiles; a dot is one run and leads to its trace.', 's', [0.5, 0.95, 0.99].map((q) => ({ expr: quantile(q, run, '', of.workflow, '$__rate_interval'), legend: `p${q * 100}`, exemplar: q === 0.95 }))),
    series('Runs by end', 'Runs a minute, by status and by what failed them.', 'suffix: /min', { expr: `sum by (agentotel_status, error_type) (rate(${run}_count{${of.workflow}}[$__rate_interval])) * 60`, legend: '{{agentotel_status}} {{error_type}}' }, { stacked: true }),
    table('Slowest tasks', 'By the 95th percentile. Many attempts beside few runs mean retries.', 's', [
      `topk(15, ${quantile(0.95, task, 'gen_ai_workflow_name, agentotel_task_name', of.workflow)})`,
      `sum by (gen_ai_workflow_name, agentotel_task_name) (${grown(`${task}_sum{${of.workflow}}`)}) / sum by (gen_ai_workflow_name, agentotel_task_name) (${grown(`${task}_count{${of.workflow}}`)})`,
      `sum by (gen_ai_workflow_name, agentotel_task_name) (${grown(`${task}_count{${of.workflow}}`)})`,
    ], { columns: ['p95', 'mean', 'attempts'], rename: { gen_ai_workflow_name: 'workflow', agentotel_task_name: 'task' }, units: { attempts: 'locale' }, sort: 'p95', links: [toTraces, toRunbook('AgentLatencyHigh')] }),
    table('Tool calls', 'Calls, what failed of them, and the time.', 'locale', [
      `sum by (gen_ai_tool_name) (${grown(`${tool}_count{${of.agent}}`)})`,
      `sum by (gen_ai_tool_name) (${grown(`${tool}_count{${of.agent},error_type!=""}`)})`,
      quantile(0.95, tool, 'gen_ai_tool_name', of.agent),
    ], { columns: ['calls', 'failed', 'p95'], rename: { gen_ai_tool_name: 'tool' }, units: { p95: 's' }, colors: { failed: high(1, 10) }, sort: 'calls' }),
    series('Tool errors', 'Failed calls a minute, by tool and type of error.', 'suffix: /min', { expr: `sum by (gen_ai_tool_name, error_type) (rate(${tool}_count{${of.agent},error_type!=""}[$__rate_interval])) * 60`, legend: '{{gen_ai_tool_name}}: {{error_type}}' }, { w: 8, stacked: true }),
    series('First chunk by model', 'Seconds until the first chunk of a streamed answer, half and a twentieth of calls.', 's', [0.5, 0.95].map((q) => ({ expr: quantile(q, 'agentotel:first_chunk_seconds', 'gen_ai_request_model', of.model, '$__rate_interval'), legend: `{{gen_ai_request_model}} p${q * 100}` })), { w: 8 }),
    table('Model calls by finish reason', 'From the logs. length: the answer was cut, raise the limit; content_filter: a filter refused; error: the stream broke.', 'locale', [
      logql(`sum by (gen_ai_request_model, gen_ai_response_finish_reasons) (count_over_time(${of.stream()} | event_name=~"agentotel.model.(completed|failed)" | gen_ai_request_model=~"$model" [$__range]))`, '', { instant: true }),
    ], { columns: ['calls'], rename: { gen_ai_request_model: 'model', gen_ai_response_finish_reasons: 'finish reason' }, sort: 'calls', w: 8, overrides: [{ matcher: { id: 'byName', options: 'finish reason' }, properties: [{ id: 'mappings', value: [{ type: 'regex', options: { pattern: '^\\["(.*)"\\]$', result: { text: '$1', index: 0 } } }] }] }] }),
    traces('Failed traces', 'The latest of the service: open one to see which span failed first.', { tags: 'error=true' }),
    traces('Slow traces', 'Those above five seconds: open one to see where the time goes.', { minDuration: '5s' }),
    logs('Errors in the logs', 'The latest. A line leads to its trace, and from there to all logs of the run.', of.stream('severity_text=~"ERROR|FATAL"')),
  ],
});
