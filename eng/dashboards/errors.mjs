import { board, stat, series, table, logs, logql, choice, textbox, widths, high, of, grown, toTraces, toLogs, toRunbook } from './panels.mjs';

const errors = `${of.stream()} | event_name="agentotel.error"`;
const group = 'service_name, error_type, agentotel_error_category, agentotel_error_severity, agentotel_error_fingerprint';
const counted = (window) => `sum by (${group}) (count_over_time(${errors} [${window}]))`;
const fresh = `${counted('$__range')} unless sum by (${group}) (count_over_time(${errors} [7d] offset $__range))`;
// Loki knows no timestamp(): the time of a line is made its value.
const seen = (end) => `${end}_over_time(${errors} | label_format seen="{{ __timestamp__ | unixEpoch }}" | unwrap seen [$__range]) by (${group}) * 1000`;
const columns = { service_name: 'service', error_type: 'type', agentotel_error_category: 'category', agentotel_error_severity: 'severity', agentotel_error_fingerprint: 'fingerprint' };
const wide = widths({ fingerprint: 165, severity: 90, category: 130, count: 80 });

export default board({
  uid: 'agentotel-errors',
  title: 'Errors and logs',
  description: 'What fails, grouped by cause, what is new among it, and the logs.',
  from: 'now-6h',
  look: [toLogs, toTraces],
  choices: [choice('severity', 'Severity', ['DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']), textbox('search', 'Text')],
  panels: [
    stat('Errors', 'Failures, each counted once. When it is red, begin with the largest group.', 'locale', `sum(${grown(`agentotel_errors_total{${of.agent}}`)})`, { decimals: 0, thresholds: high(1, 20) }),
    stat('Critical', 'Nothing works until someone acts. When it is red, see the runbook.', 'locale', `sum(${grown(`agentotel_errors_total{${of.agent},agentotel_error_severity="critical"}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 1), links: [toRunbook('AgentCriticalError'), toLogs] }),
    stat('Groups', 'Different causes, by fingerprint.', 'locale', logql(`count(${counted('$__range')})`, '', { instant: true }), { decimals: 0 }),
    stat('New groups', 'Causes that the seven days before did not have. When it is red, look at what was deployed last.', 'locale', logql(`count(${fresh})`, '', { instant: true }), { decimals: 0, thresholds: high(1, 5), noValue: '0', links: [toRunbook('AgentNewErrorGroup'), toLogs] }),
    stat('Unhandled', 'Exceptions that nobody handled. When it is red, see the runbook.', 'locale', logql(`sum(count_over_time(${errors} | agentotel_error_unhandled!="" [$__range]))`, '', { instant: true }), { decimals: 0, thresholds: high(1, 1), noValue: '0', links: [toRunbook('AgentUnhandledException'), toLogs] }),
    stat('Error lines', 'Lines of the levels ERROR and FATAL, of the app itself too. When it is red, read the latest below.', 'locale', logql(`sum(count_over_time(${of.stream('severity_text=~"ERROR|FATAL"')} [$__range]))`, '', { instant: true }), { decimals: 0, thresholds: high(1, 100), noValue: '0' }),
    series('Errors by category', 'Failures a minute. docs/errors.md says what to do about each category.', 'suffix: /min', { expr: `sum by (agentotel_error_category) (rate(agentotel_errors_total{${of.agent}}[$__rate_interval])) * 60`, legend: '{{agentotel_error_category}}' }, { stacked: true }),
    series('Errors by severity', 'Failures a minute. Critical ones wake a person.', 'suffix: /min', { expr: `sum by (agentotel_error_severity) (rate(agentotel_errors_total{${of.agent}}[$__rate_interval])) * 60`, legend: '{{agentotel_error_severity}}' }, { stacked: true, links: [toRunbook('AgentCriticalError'), toLogs] }),
    table('Groups', 'One row a cause: how often, since when and until when. The fingerprint stays the same over runs, hosts and builds: search the logs for it.', 'locale', [
      logql(counted('$__range'), '', { instant: true }), logql(seen('min'), '', { instant: true }), logql(seen('max'), '', { instant: true }),
    ], { columns: ['count', 'first seen', 'last seen'], rename: columns, units: { 'first seen': 'dateTimeAsIso', 'last seen': 'dateTimeAsIso' }, sort: 'count', w: 24, h: 9, overrides: wide }),
    series('Trend of groups', 'Failures by cause over time: one that began at once is a deployment or an outage, one that grows is load.', 'locale', logql(`topk(10, sum by (error_type, agentotel_error_fingerprint) (count_over_time(${errors} [$__auto])))`, '{{error_type}} {{agentotel_error_fingerprint}}'), { stacked: true, bars: true }),
    table('New groups', 'Causes that the seven days before did not have.', 'locale', [logql(fresh, '', { instant: true })], { columns: ['count'], rename: columns, hide: ['agentotel_error_category', 'agentotel_error_severity'], sort: 'count', noValue: 'none', overrides: wide, links: [toRunbook('AgentNewErrorGroup'), toLogs] }),
    series('Lines by level', 'How much is logged, by level.', 'locale', logql(`sum by (severity_text) (count_over_time(${of.stream()} [$__auto]))`, '{{severity_text}}'), { w: 8, stacked: true, bars: true }),
    series('Lines by service', 'Who logs. One that grows without more runs logs in a loop.', 'locale', logql(`sum by (service_name) (count_over_time(${of.stream()} [$__auto]))`, '{{service_name}}'), { w: 8, stacked: true, bars: true }),
    series('Lines by event', 'What is logged: the events of the contract and of the app.', 'locale', logql(`topk(10, sum by (event_name) (count_over_time(${of.stream()} | event_name!="" [$__auto])))`, '{{event_name}}'), { w: 8, stacked: true, bars: true }),
    logs('Logs', 'By the severity and the text chosen above. A line leads to its trace.', `${of.stream('severity_text=~"$severity"')} |~ "(?i)$search"`, { h: 14 }),
  ],
});
