// The pieces that boards are made of: classic dashboard JSON, laid out from left to right and row by row.
const prometheus = { type: 'prometheus', uid: 'prometheus' };
const loki = { type: 'loki', uid: 'loki' };
const jaeger = { type: 'jaeger', uid: 'jaeger' };
const width = 24;

const steps = (base, ...above) => ({
  mode: 'absolute',
  steps: [{ color: base, value: null }, ...above.map(([value, color]) => ({ color, value }))],
});

/** Thresholds of what is bad when it is high, and of what is bad when it is low. */
export const high = (warn, bad) => steps('green', [warn, 'orange'], [bad, 'red']);
export const low = (warn, good) => steps('red', [warn, 'orange'], [good, 'green']);
export const neutral = steps('blue');

/** A query of Loki; without `instant` it is one over time. */
export const logql = (expr, legend, more = {}) => ({ datasource: loki, expr, legend, queryType: more.instant ? 'instant' : 'range', ...more });

const target = (query, index) => {
  const { expr, legend, datasource = prometheus, ...rest } = typeof query === 'string' ? { expr: query } : query;
  const asked = datasource === jaeger ? rest : { expr, legendFormat: legend ?? '__auto', ...rest };
  return { refId: String.fromCharCode(65 + index), datasource, ...asked };
};

const panel = (type, title, description, unit, queries, { w, h, thresholds = neutral, links = [], options = {}, custom, decimals, overrides = [], transformations, noValue = 'no data', mappings, min, timeFrom, interval } = {}) => {
  const targets = [queries].flat().map(target);
  return {
    type,
    title,
    description,
    datasource: targets[0].datasource,
    gridPos: { w, h },
    targets,
    fieldConfig: { defaults: { unit, thresholds, noValue, ...(decimals !== undefined && { decimals }), ...(min !== undefined && { min }), ...(mappings && { mappings }), ...(custom && { custom }) }, overrides },
    options,
    links,
    ...(transformations && { transformations }),
    ...(timeFrom && { timeFrom }),
    ...(interval && { interval }),
  };
};

/** Over which window a figure is: a stat says it, since it has no axis of time. */
const windowed = (description, expr) => {
  if (/\$__range/.test(expr)) {
    return `${description} Over the time range chosen above.`;
  }
  return /\b(now|since|last|days?|hours?|month)\b/i.test(description) ? description : `${description} As of now.`;
};

export const stat = (title, description, unit, expr, more = {}) =>
  panel('stat', title, windowed(description, expr.expr ?? expr), unit, typeof expr === 'string' ? { expr, instant: true, range: false } : expr, {
    w: 4, h: 4,
    mappings: [{ type: 'special', options: { match: 'null+nan', result: { text: more.noValue ?? '–', color: more.noValue === '0' ? 'green' : 'text', index: 0 } } }],
    options: { colorMode: 'value', graphMode: 'none', reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, textMode: 'value' },
    ...more,
  });

export const series = (title, description, unit, queries, more = {}) =>
  panel('timeseries', title, description, unit, queries, {
    w: 12, h: 8, min: 0,
    custom: { fillOpacity: 8, lineWidth: 1, showPoints: 'never', stacking: { mode: more.stacked ? 'normal' : 'none' }, ...(more.thresholds && { thresholdsStyle: { mode: 'dashed' } }), ...(more.bars && { drawStyle: 'bars', fillOpacity: 60 }) },
    options: { legend: (more.w ?? 12) >= 12 ? { displayMode: 'table', placement: 'right', calcs: ['lastNotNull', 'max'] } : { displayMode: 'list', placement: 'bottom', calcs: [] }, tooltip: { mode: 'multi', sort: 'desc' } },
    ...more,
  });

/** Columns of a table that are as wide as what stands in them. */
export const widths = (columns) => Object.entries(columns).map(([name, wide]) => ({ matcher: { id: 'byName', options: name }, properties: [{ id: 'custom.width', value: wide }] }));

/** Instant queries side by side, joined by their labels; columns are named in the order of the queries. */
export const table = (title, description, unit, queries, { columns, rename = {}, units = {}, colors = {}, mappings = {}, overrides = [], sort, hide = [], ...more }) => {
  const many = queries.length > 1;
  const value = (index) => (many ? `Value #${String.fromCharCode(65 + index)}` : 'Value');
  // Loki names its values by query, however many there are.
  const names = Object.fromEntries(columns.flatMap((name, index) => [[value(index), name], [`Value #${String.fromCharCode(65 + index)}`, name]]));
  const asked = queries.map((query, index) => (typeof query === 'string' ? { expr: query, instant: true, range: false, format: 'table' } : { ...query, legend: columns[index] }));
  return panel('table', title, description, unit, asked, {
    w: 12, h: 8,
    options: { showHeader: true, footer: { show: false } },
    transformations: [
      ...(asked[0].datasource ? [{ id: 'labelsToFields', options: { mode: 'columns' } }] : []),
      ...(many || asked[0].datasource ? [{ id: 'merge', options: {} }] : []),
      { id: 'organize', options: { excludeByName: { Time: true, ...Object.fromEntries(hide.map((name) => [name, true])) }, renameByName: { ...rename, ...names } } },
      ...(sort ? [{ id: 'sortBy', options: { sort: [{ field: sort, desc: true }] } }] : []),
    ],
    noValue: '–',
    custom: { minWidth: 60, align: 'auto', cellOptions: { type: 'auto' } },
    overrides: [...columns.map((name) => ({
      matcher: { id: 'byName', options: name },
      properties: [
        { id: 'unit', value: units[name] ?? unit },
        { id: 'decimals', value: { currencyUSD: 4, s: 2, percentunit: 1 }[units[name] ?? unit] ?? 0 },
        ...(colors[name] ? [{ id: 'thresholds', value: colors[name] }, { id: 'custom.cellOptions', value: { type: 'color-text' } }] : []),
        ...(mappings[name] ? [{ id: 'mappings', value: [{ type: 'value', options: mappings[name] }] }, { id: 'custom.cellOptions', value: { type: 'color-text' } }] : []),
      ],
    })), ...overrides],
    ...more,
  });
};

/** Lines of logs; each leads to its trace, by the data source's derived field. */
export const logs = (title, description, expr, more = {}) =>
  panel('logs', title, description, 'short', { ...logql(expr), maxLines: 200 }, {
    w: 24, h: 10,
    options: { showTime: true, showLabels: false, wrapLogMessage: true, enableLogDetails: true, dedupStrategy: 'none', sortOrder: 'Descending' },
    ...more,
  });

/** A search of Jaeger's, which wants one service. */
export const traces = (title, description, search, more = {}) =>
  panel('table', title, description, 'µs', { datasource: jaeger, queryType: 'search', service: '$traced', limit: 20, ...search }, {
    w: 12, h: 9,
    noValue: '–',
    custom: { minWidth: 60, align: 'auto', cellOptions: { type: 'auto' } },
    options: { showHeader: true, footer: { show: false } },
    overrides: widths({ 'Trace ID': 130, 'Start time': 165, Duration: 85 }),
    ...more,
  });

/** The largest, as bars: one row for each value of a label, which the query groups by. */
export const bars = (title, description, unit, query, label, more = {}) =>
  table(title, description, unit, [`topk(12, ${query})`], {
    columns: ['total'], rename: { [label]: label.replace(/^(gen_ai|agentotel)_/, '').replace(/^(cost|request)_/, '').replace(/_name$/, '').replaceAll('_', ' ') }, sort: 'total', w: 8,
    overrides: [{ matcher: { id: 'byName', options: 'total' }, properties: [{ id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } }, { id: 'min', value: 0 }] }],
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

const chosen = 'deployment_environment_name=~"$environment",service_name=~"$service"';
const variables = [
  variable('environment', 'Environment', 'deployment_environment_name', 'target_info{job!="otel-collector"}'),
  variable('service', 'Service', 'service_name', 'target_info{job!="otel-collector",deployment_environment_name=~"$environment"}'),
  variable('workflow', 'Workflow', 'gen_ai_workflow_name', `gen_ai_invoke_workflow_duration_seconds_count{${chosen}}`),
  variable('agent', 'Agent', 'gen_ai_agent_name', `gen_ai_invoke_agent_duration_seconds_count{${chosen}}`),
  variable('model', 'Model', 'gen_ai_request_model', `agentotel:model_calls:total{${chosen}}`),
  // Jaeger searches one service: the first of those that are chosen.
  { ...variable('traced', 'Traces of', 'service_name', `target_info{job!="otel-collector",${chosen}}`), multi: false, includeAll: false, allValue: undefined, current: {}, hide: 2 },
];

/** Choices of one board alone. */
export const choice = (name, label, values) => ({
  name, label, type: 'custom', multi: true, includeAll: true, allValue: '.*', query: values.join(','), current: { text: 'All', value: '$__all' },
  options: [{ text: 'All', value: '$__all', selected: true }, ...values.map((value) => ({ text: value, value, selected: false }))],
});
export const textbox = (name, label) => ({ name, label, type: 'textbox', query: '', current: { text: '', value: '' }, options: [{ text: '', value: '', selected: true }] });

/** `look`: where one looks further from a panel that has no link of its own. */
export const board = ({ uid, title, description, from = 'now-3h', look, choices = [], panels }) => ({
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
  templating: { list: [...variables, ...choices] },
  links: [
    { type: 'dashboards', title: 'AgentOtel', tags: ['agentotel'], asDropdown: true, includeVars: true, keepTime: true, targetBlank: false, icon: 'external link', url: '', tooltip: '' },
  ],
  panels: place(panels.map((item) => (item.links.length > 0 ? item : { ...item, links: look }))),
});

/** Selectors: the labels that a metric has, by the variables. */
export const of = {
  service: chosen,
  workflow: `${chosen},gen_ai_workflow_name=~"$workflow"`,
  agent: `${chosen},gen_ai_workflow_name=~"$workflow",gen_ai_agent_name=~"$agent"`,
  model: `${chosen},gen_ai_workflow_name=~"$workflow",gen_ai_agent_name=~"$agent",gen_ai_request_model=~"$model"`,
  /** Of Loki's streams; what else there is, is metadata. */
  stream: (more = '') => `{${chosen}${more && `,${more}`}}`,
};

/** What a counter grew by in the window, as deploy/prometheus/rules/growth.yml records it. */
export const grown = (counter, window = '$__range') => {
  const [, name, selector] = /^([^{]+)(.*)$/.exec(counter);
  return `sum_over_time(${name.replace(/^(agentotel:\w+):(total|bucket)$/, '$1')}:grown${selector}[${window}])`;
};

/** Of what is recorded as growth over a whole window, else of the buckets themselves. */
export const quantile = (q, metric, by, selector, window = '$__range') => {
  const bucket = `${metric}${metric.includes(':') ? ':' : '_'}bucket{${selector}}`;
  const counted = window === '$__range' && metric.includes(':') ? grown(bucket) : `rate(${bucket}[${window}])`;
  return `histogram_quantile(${q}, sum by (le${by ? `, ${by}` : ''}) (${counted}))`;
};

/** From a figure to where one looks further. */
export const toRunbook = (name) => ({ title: 'Runbook', url: `http://127.0.0.1:9090/user/${name}.md`, targetBlank: true });
export const toTraces = { title: 'Traces that failed', url: '/explore?schemaVersion=1&panes=%7B%22t%22:%7B%22datasource%22:%22jaeger%22,%22queries%22:%5B%7B%22refId%22:%22A%22,%22queryType%22:%22search%22,%22service%22:%22${traced}%22,%22tags%22:%22error%3Dtrue%22%7D%5D,%22range%22:%7B%22from%22:%22now-1h%22,%22to%22:%22now%22%7D%7D%7D', targetBlank: true };
export const toLogs = { title: 'Logs', url: '/explore?schemaVersion=1&panes=%7B%22l%22:%7B%22datasource%22:%22loki%22,%22queries%22:%5B%7B%22refId%22:%22A%22,%22expr%22:%22%7Bservice_name%3D~%5C%22${service:regex}%5C%22%7D%22%7D%5D,%22range%22:%7B%22from%22:%22now-1h%22,%22to%22:%22now%22%7D%7D%7D', targetBlank: true };
