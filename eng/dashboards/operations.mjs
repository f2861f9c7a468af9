import { board, stat, series, table, high, low, of, grown, toRunbook, toTraces } from './panels.mjs';

const ratio = (window) => `max(agentotel:workflow_errors:ratio_rate${window}{${of.workflow}})`;
const collector = (metric) => ['spans', 'metric_points', 'log_records'].map((signal) => ({ expr: `sum(rate(otelcol_${metric}_${signal}_total[$__rate_interval]))`, legend: signal.replace('_', ' ') }));

export default board({
  uid: 'agentotel-operations',
  title: 'Operations',
  description: 'Whether promises are kept, what fires, and whether telemetry arrives.',
  panels: [
    stat('Alerts firing', 'Without the watchdog. When it is red, each alert has a runbook.', 'locale', 'count(ALERTS{alertstate="firing",alertname!="Watchdog"}) or vector(0)', { decimals: 0, thresholds: high(1, 5) }),
    stat('Critical', 'Alerts that wake a person.', 'locale', 'count(ALERTS{alertstate="firing",severity="critical"}) or vector(0)', { decimals: 0, thresholds: high(1, 1) }),
    stat('Error budget left', 'Of a month, at the rate of the last six hours: how much of the runs that may fail has not.', 'percentunit', `1 - (${ratio('6h')} / max(agentotel:threshold:slo_errors))`, { decimals: 0, thresholds: low(0, 0.5), links: [toRunbook('AgentSloBurn')] }),
    stat('Burn, 1 h', 'How many times too fast the budget is used up. From 14.4 on it wakes a person.', 'suffix: ×', `${ratio('1h')} / max(agentotel:threshold:slo_errors)`, { decimals: 1, thresholds: high(6, 14.4), links: [toRunbook('AgentSloBurn')] }),
    stat('Targets down', 'Of what Prometheus watches.', 'locale', 'count(up == 0) or vector(0)', { decimals: 0, thresholds: high(1, 2), links: [toRunbook('StoreDown')] }),
    stat('Lost by apps', 'Telemetry that apps dropped themselves.', 'locale', `sum(${grown(`agentotel_telemetry_dropped_total{${of.service}}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 100), links: [toRunbook('AgentTelemetryDropped')] }),
    series('Failed runs', 'The part of runs that fail, over four windows. The SLO is breached where they stay above the threshold.', 'percentunit', ['5m', '30m', '1h', '6h'].map((window) => ({ expr: ratio(window), legend: window })), { links: [toRunbook('AgentSloBurn'), toTraces] }),
    series('Alerts', 'Firing alerts by severity.', 'short', { expr: 'count by (severity) (ALERTS{alertstate="firing",alertname!="Watchdog"})', legend: '{{severity}}' }, { stacked: true }),
    table('Firing now', 'Each alert has a page in docs/runbooks.', 'locale', ['count by (alertname, severity, service_name, team) (ALERTS{alertstate="firing",alertname!="Watchdog"})'], { columns: ['alerts'], rename: { alertname: 'alert', service_name: 'service' }, sort: 'alerts' }),
    table('Watched', 'What Prometheus scrapes: 1 answers, 0 does not.', 'locale', ['max by (job) (up)'], { columns: ['up'], sort: 'up' }),
    series('Collector: accepted', 'Items a second that apps sent.', 'suffix: /s', collector('receiver_accepted'), { w: 8 }),
    series('Collector: refused and lost', 'Items a second. Any is too many.', 'suffix: /s', [...collector('receiver_refused').map((q) => ({ ...q, legend: `refused ${q.legend}` })), ...collector('exporter_send_failed').map((q) => ({ ...q, legend: `failed ${q.legend}` }))], { w: 8, thresholds: high(0.01, 1), links: [toRunbook('CollectorDropping')] }),
    series('Collector: queues', 'How full the queue to each store is.', 'percentunit', { expr: 'max by (exporter) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity)', legend: '{{exporter}}' }, { w: 8, thresholds: high(0.5, 0.8), links: [toRunbook('CollectorQueueFilling')] }),
    series('Prometheus: series', 'Series in memory. A jump points to a label that holds an id.', 'short', { expr: 'prometheus_tsdb_head_series', legend: 'series' }),
    series('Rule evaluation', 'Seconds that groups of rules take.', 's', { expr: 'max by (rule_group) (prometheus_rule_group_last_duration_seconds)', legend: '{{rule_group}}' }, { links: [toRunbook('RuleEvaluationFailing')] }),
  ],
});
