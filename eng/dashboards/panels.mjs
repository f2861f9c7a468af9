// The pieces that boards are made of: classic dashboard JSON, laid out from left to right and row by row.
const prometheus = { type: 'prometheus', uid: 'prometheus' };
const width = 24;

const steps = (base, ...above) => ({
  mode: 'absolute',
  steps: [{ color: base, value: null }, ...above.map(([value, color]) => ({ color, value }))],
});

/** Thresholds of what is bad when it is high, and of what is bad when it is low. */
export const high = (warn, bad) => steps('green', [warn, 'orange'], [bad, 'red']);
export const low = (warn, good) => steps('red', [warn, 'orange'], [good, 'green']);
export const neutral = steps('blue');

const target = (query, index) => {
  const { expr, legend, ...rest } = typeof query === 'string' ? { expr: query } : query;
  return { refId: String.fromCharCode(65 + index), datasource: prometheus, expr, legendFormat: legend ?? '__auto', ...rest };
};

const panel = (type, title, description, unit, queries, { w, h, thresholds = neutral, links = [], options = {}, custom, decimals, overrides = [], transformations, noValue = 'no data yet', min } = {}) => ({
  type,
  title,
  description,
  datasource: prometheus,
  gridPos: { w, h },
  targets: [queries].flat().map(target),
  fieldConfig: { defaults: { unit, thresholds, noValue, ...(decimals !== undefined && { decimals }), ...(min !== undefined && { min }), ...(custom && { custom }) }, overrides },
  options,
  links,
  ...(transformations && { transformations }),
});

export const stat = (title, description, unit, expr, more = {}) =>
  panel('stat', title, description, unit, { expr, instant: true, range: false }, {
    w: 4, h: 4,
    options: { colorMode: 'value', graphMode: 'none', reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, textMode: 'value' },
    ...more,
  });

export const series = (title, description, unit, queries, more = {}) =>
  panel('timeseries', title, description, unit, queries, {
    w: 12, h: 8, min: 0,
    custom: { fillOpacity: 8, lineWidth: 1, showPoints: 'never', stacking: { mode: more.stacked ? 'normal' : 'none' }, ...(more.bars && { drawStyle: 'bars', fillOpacity: 60 }) },
    options: { legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] }, tooltip: { mode: 'multi', sort: 'desc' } },
    ...more,
  });

/** Instant queries side by side, joined by their labels; columns are named in the order of the queries. */
export const table = (title, description, unit, queries, { columns, rename = {}, units = {}, sort, ...more }) => {
  const many = queries.length > 1;
  const value = (index) => (many ? `Value #${String.fromCharCode(65 + index)}` : 'Value');
  return panel('table', title, description, unit, queries.map((expr) => ({ expr, instant: true, range: false, format: 'table' })), {
    w: 12, h: 8,
    options: { showHeader: true, footer: { show: false } },
    transformations: [
      ...(many ? [{ id: 'merge', options: {} }] : []),
      { id: 'organize', options: { excludeByName: { Time: true }, renameByName: { ...rename, ...Object.fromEntries(columns.map((name, index) => [value(index), name])) } } },
      ...(sort ? [{ id: 'sortBy', options: { sort: [{ field: sort, desc: true }] } }] : []),
    ],
    noValue: '–',
    custom: { minWidth: 60, align: 'auto', cellOptions: { type: 'auto' } },
    overrides: columns.map((name) => ({
      matcher: { id: 'byName', options: name },
      properties: [{ id: 'unit', value: units[name] ?? unit }, { id: 'decimals', value: { currencyUSD: 4, s: 2 }[units[name] ?? unit] ?? 0 }],
    })),
    ...more,
  });
};

export const bars = (title, description, unit, query, more = {}) =>
  panel('bargauge', title, description, unit, { ...query, instant: true, range: false }, {
    w: 8, h: 8, min: 0,
    options: { orientation: 'horizontal', displayMode: 'basic', reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false } },
    ...more,
  });

const place = (panels) => {
  let x = 0, y = 0, tallest = 0;
  return panels.map((item, index) => {
    const { w, h } = item.gridPos;
    if (x + w > width) {
      [x, y, tallest] = [0, y + tallest, 0];
    }
    const placed = { ...item, id: index + 1, gridPos: { x, y, w, h } };
    x += w;
    tallest = Math.max(tallest, h);
    return placed;
  });
};

const variable = (name, label, label_name, of) => ({
  name, label, type: 'query', datasource: prometheus, multi: true, includeAll: true, allValue: '.*', refresh: 2, sort: 1,
  current: { text: 'All', value: '$__all' },
  query: { query: `label_values(${of}, ${label_name})`, refId: name },
});

export const variables = [
  variable('environment', 'Environment', 'deployment_environment_name', 'target_info'),
  variable('service', 'Service', 'service_name', 'target_info{deployment_environment_name=~"$environment"}'),
  variable('workflow', 'Workflow', 'gen_ai_workflow_name', 'gen_ai_invoke_workflow_duration_seconds_count{service_name=~"$service"}'),
  variable('agent', 'Agent', 'gen_ai_agent_name', 'gen_ai_invoke_agent_duration_seconds_count{service_name=~"$service"}'),
  variable('model', 'Model', 'gen_ai_request_model', 'gen_ai_client_operation_duration_seconds_count{service_name=~"$service"}'),
];

export const board = ({ uid, title, description, from = 'now-3h', panels }) => ({
  uid, title, description,
  tags: ['agentotel'],
  schemaVersion: 41,
  version: 1,
  editable: false,
  graphTooltip: 1,
  time: { from, to: 'now' },
  refresh: '30s',
  timezone: 'browser',
  annotations: { list: [] },
  templating: { list: variables },
  links: [
    { type: 'dashboards', title: 'AgentOtel', tags: ['agentotel'], asDropdown: true, includeVars: true, keepTime: true, targetBlank: false, icon: 'external link', url: '', tooltip: '' },
  ],
  panels: place(panels),
});

/** Selectors: the labels that a metric has, by the variables. */
export const of = {
  service: 'deployment_environment_name=~"$environment",service_name=~"$service"',
  get workflow() { return `${this.service},gen_ai_workflow_name=~"$workflow"`; },
  get agent() { return `${this.workflow},gen_ai_agent_name=~"$agent"`; },
  get model() { return `${this.service},gen_ai_request_model=~"$model"`; },
};

/** How much a counter grew in the window, the first sample of a new series included. */
export const grown = (counter, window = '$__range') =>
  `((increase(${counter}[${window}]) or 0 * last_over_time(${counter}[${window}])) + ((min_over_time(${counter}[${window}]) unless last_over_time(${counter}[1d] offset ${window})) or 0 * last_over_time(${counter}[${window}])))`;

export const quantile = (q, metric, by, selector, window = '$__range') =>
  `histogram_quantile(${q}, sum by (le${by ? `, ${by}` : ''}) (rate(${metric}_bucket{${selector}}[${window}])))`;

/** From a figure to where one looks further. */
export const toRunbook = (name) => ({ title: 'Runbook', url: `http://127.0.0.1:9090/user/${name}.md`, targetBlank: true });
export const toTraces = { title: 'Traces that failed', url: '/explore?schemaVersion=1&panes=%7B%22t%22:%7B%22datasource%22:%22jaeger%22,%22queries%22:%5B%7B%22refId%22:%22A%22,%22queryType%22:%22search%22,%22service%22:%22${service:text}%22,%22tags%22:%22error%3Dtrue%22%7D%5D,%22range%22:%7B%22from%22:%22now-1h%22,%22to%22:%22now%22%7D%7D%7D', targetBlank: true };
export const toLogs = { title: 'Logs', url: '/explore?schemaVersion=1&panes=%7B%22l%22:%7B%22datasource%22:%22loki%22,%22queries%22:%5B%7B%22refId%22:%22A%22,%22expr%22:%22%7Bservice_name%3D~%5C%22${service:regex}%5C%22%7D%22%7D%5D,%22range%22:%7B%22from%22:%22now-1h%22,%22to%22:%22now%22%7D%7D%7D', targetBlank: true };
