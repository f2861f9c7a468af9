// Answers the queries of Loki and of Jaeger in their form, with records that nobody sent, so that boards can be looked at without
// them: node stores.mjs PORT [empty]. It does not read a query as they would: a metric query is answered with a few series of the
// labels that it groups by, a log query with lines, a search with traces.
import { createServer } from 'node:http';

const empty = process.argv[3] === 'empty';
const words = {
  service_name: ['MarketingAgents', 'shop'], severity_text: ['INFO', 'WARN', 'ERROR', 'FATAL'], gen_ai_request_model: ['gpt-4.1', 'o4-mini'],
  event_name: ['agentotel.model.completed', 'agentotel.task.started', 'agentotel.task.completed', 'agentotel.error', 'agentotel.http.request'],
  gen_ai_response_finish_reasons: ['["stop"]', '["tool_calls"]', '["length"]', '["content_filter"]'], agentotel_tenant: ['north', 'south'],
  error_type: ['System.TimeoutException', '429', 'System.Text.Json.JsonException'], agentotel_error_category: ['timeout', 'rate_limit', 'parse'],
  agentotel_error_severity: ['minor', 'minor', 'major'], agentotel_error_fingerprint: ['5f1c09ab3d2e7714', '0be4c9d81a55f302', 'd4418a7e60c9b1f5'],
  agentotel_user_hash: ['9c1e44f02b7a', 'e07d31c8aa54', '41b2f8d96e03'],
};
const wave = (time, index) => Math.round((3 + index * 2) * (1.2 + Math.sin(time / 900 + index)) * 10) / 10;

/** Labels of each series: what the query groups by, side by side. */
const groups = (query) => {
  const by = /by \(([^)]*)\)/.exec(query)?.[1].split(',').map((name) => name.trim()).filter(Boolean) ?? [];
  const one = /^\s*(count|sum)\s*\((?!.*\bby\b)|^\s*count\(/.test(query);
  const many = one || by.length === 0 ? 1 : Math.max(...by.map((name) => words[name]?.length ?? 1));
  return Array.from({ length: many }, (_, index) => (one ? {} : Object.fromEntries(by.map((name) => [name, (words[name] ?? [name])[index % (words[name]?.length ?? 1)]]))));
};

const lines = (until) => words.error_type.flatMap((type, index) => [0, 1, 2, 3].map((again) => {
  const stream = { service_name: 'MarketingAgents', service_namespace: 'agents', deployment_environment_name: 'production', severity_text: index ? 'ERROR' : 'WARN', event_name: 'agentotel.error', error_type: type, trace_id: `4bf92f3577b34da6a3ce929d0e0e47${index}${again}` };
  return { stream, values: [[`${until - (index * 4 + again) * 47}000000000`, `task draft failed after 3 attempts: ${type}`, {}]] };
}));

function loki(path, query) {
  const expr = query.get('query'), until = Number((query.get('end') ?? query.get('time')).slice(0, 10));
  if (empty) {
    return { resultType: expr.startsWith('{') ? 'streams' : path.endsWith('range') ? 'matrix' : 'vector', result: [] };
  }

  if (expr.startsWith('{')) {
    return { resultType: 'streams', result: lines(until) };
  }

  const found = groups(expr);
  if (!path.endsWith('query_range')) {
    const value = (index) => (expr.includes('unwrap') ? (until - (expr.startsWith('min') ? 9000 : 60) * (index + 1)) * 1000 : Math.round(wave(until, index) * 9));
    return { resultType: 'vector', result: found.map((metric, index) => ({ metric, value: [until, String(value(index))] })) };
  }

  const step = Number(query.get('step')), from = Number(query.get('start').slice(0, 10));
  const times = Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, index) => from + index * step);
  return { resultType: 'matrix', result: found.map((metric, index) => ({ metric, values: times.map((time) => [time, String(wave(time, index))]) })) };
}

const traces = (service) => (empty ? [] : Array.from({ length: 12 }, (_, index) => ({
  traceID: `4bf92f3577b34da6a3ce929d0e0e47${String(index).padStart(2, '0')}`,
  processes: { p1: { serviceName: service, tags: [] } },
  spans: [{ traceID: 't', spanID: 'a', operationName: index % 3 ? 'invoke_workflow campaign' : 'invoke_workflow newsletter', references: [], processID: 'p1', tags: [{ key: 'error', value: true }], startTime: (Date.now() - index * 90_000) * 1000, duration: 2_000_000 + index * 730_000 }],
})));

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const answer = pathname.startsWith('/loki/api/v1/query') ? { status: 'success', data: loki(pathname, searchParams) }
    : pathname.startsWith('/loki/') ? { status: 'success', data: [] }
    : pathname === '/api/services' ? { data: ['MarketingAgents'] }
    : pathname === '/api/traces' ? { data: traces(searchParams.get('service')) } : undefined;
  response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? { error: 'not found' }));
}).listen(Number(process.argv[2]), '127.0.0.1');
