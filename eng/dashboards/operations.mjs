import { board, stat, series, table, widths, high, low, of, grown, toRunbook, toTraces } from './panels.mjs';

const ratio = (window) => `max(agentotel:workflow_errors:ratio_rate${window}{${of.workflow}})`;
const runs = (status) => `agentotel:runs:increase1h{${of.workflow},agentotel_status=~"${status}"}`;
const collector = (metric, what) => ['spans', 'metric_points', 'log_records'].map((signal) => ({ expr: `sum(rate(otelcol_${metric}_${signal}_total[$__rate_interval]))`, legend: `${what ? `${what}: ` : ''}${signal.replace('_', ' ')}` }));

export default board({
  uid: 'agentotel-operations',
  title: 'Operations',
  description: 'Whether promises are kept, what fires, and whether telemetry arrives.',
  look: [toRunbook('StoreDown')],
  panels: [
    stat('Alerts firing', 'Without the watchdog. When it is red, each alert has a runbook.', 'locale', 'count(ALERTS{alertstate="firing",alertname!="Watchdog"}) or vector(0)', { decimals: 0, thresholds: high(1, 5) }),
    stat('Critical', 'Alerts that wake a person. When it is red, the table below says which, and each has a runbook.', 'locale', 'count(ALERTS{alertstate="firing",severity="critical"}) or vector(0)', { decimals: 0, thresholds: high(1, 1) }),
    stat('Error budget left', 'Of 30 days: how much of the runs that may fail has not. When it is red, stop deploying and mend what fails.', 'percentunit', `1 - sum(sum_over_time(${runs('failed')}[30d:1h])) / sum(sum_over_time(${runs('completed|failed')}[30d:1h])) / max(agentotel:threshold:slo_errors)`, { decimals: 0, thresholds: low(0, 0.5), links: [toRunbook('AgentSloBurn')] }),
    stat('Burn, 1 h', 'How many times too fast the error budget is used up: above 1 it does not last the month. When it is red, from 14.4 on, it wakes a person: see which workflow fails below.', 'suffix: ×', `${ratio('1h')} / max(agentotel:threshold:slo_errors)`, { decimals: 1, thresholds: high(1, 14.4), links: [toRunbook('AgentSloBurn')] }),
    stat('Targets down', 'Of what Prometheus watches. When it is red, the table below says which.', 'locale', 'count(up == 0) or vector(0)', { decimals: 0, thresholds: high(1, 2), links: [toRunbook('StoreDown')] }),
    stat('Lost by apps', 'Telemetry that apps dropped themselves. When it is red, figures are too low: see the runbook.', 'locale', `sum(${grown(`agentotel_telemetry_dropped_total{${of.service}}`)}) or vector(0)`, { decimals: 0, thresholds: high(1, 100), links: [toRunbook('AgentTelemetryDropped')] }),
    series('Failed runs', 'The part of runs that fail, over four windows. The SLO is breached where they stay above the threshold.', 'percentunit', ['5m', '30m', '1h', '6h'].map((window) => ({ expr: ratio(window), legend: window })), { links: [toRunbook('AgentSloBurn'), toTraces] }),
    series('Alerts', 'Firing alerts by severity.', 'short', { expr: 'count by (severity) (ALERTS{alertstate="firing",alertname!="Watchdog"})', legend: '{{severity}}' }, { stacked: true }),
    table('Firing now', 'Each alert has a page in docs/runbooks.', 'locale', ['count by (alertname, severity, service_name, team) (ALERTS{alertstate="firing",alertname!="Watchdog"})'], { columns: ['alerts'], rename: { alertname: 'alert', service_name: 'service' }, sort: 'alerts', w: 12, overrides: widths({ alert: 260, severity: 80, team: 100, alerts: 60 }) }),
    table('Watched', 'What Prometheus scrapes: up answers, down does not. When one is down, see the runbook.', 'locale', ['max by (job) (up)'], { columns: ['state'], sort: 'job', w: 6, mappings: { state: { 0: { text: 'down', color: 'red' }, 1: { text: 'up', color: 'green' } } } }),
    table('Objectives', 'By workflow: the part of runs that failed, beside what may. When burn is above 1, the budget does not last the month.', 'percentunit', [
      `max by (gen_ai_workflow_name) (agentotel:workflow_errors:ratio_rate6h{${of.workflow}})`,
      'max by (gen_ai_workflow_name) (agentotel:threshold:slo_errors)',
      `max by (gen_ai_workflow_name) (agentotel:workflow_errors:ratio_rate6h{${of.workflow}}) / max by (gen_ai_workflow_name) (agentotel:threshold:slo_errors)`,
    ], { columns: ['failed', 'may fail', 'burn'], rename: { gen_ai_workflow_name: 'workflow' }, units: { burn: 'suffix: ×' }, colors: { burn: high(1, 6) }, sort: 'burn', w: 6, links: [toRunbook('AgentSloBurn'), toTraces] }),
    series('Collector: accepted', 'Items a second that apps sent.', 'suffix: /s', collector('receiver_accepted'), { w: 8 }),
    series('Collector: refused and lost', 'Items a second. Any is too many: refused ones apps send again, the others are gone.', 'suffix: /s', [
      ...collector('receiver_refused', 'refused'), ...collector('exporter_enqueue_failed', 'queue full'), ...collector('exporter_send_failed', 'store refused'),
    ], { w: 8, thresholds: high(0.01, 1), links: [toRunbook('CollectorDropping'), toRunbook('CollectorRefusing')] }),
    series('Collector: queues', 'How full the queue to each store is. When it fills, that store is slow or away.', 'percentunit', { expr: 'max by (exporter) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity)', legend: '{{exporter}}' }, { w: 8, thresholds: high(0.5, 0.8), links: [toRunbook('CollectorQueueFilling')] }),
    series('Collector: memory', 'What the Collector takes. Near its limit it refuses.', 'bytes', { expr: 'max by (instance) (otelcol_process_memory_rss_bytes{job="otel-collector"})', legend: '{{instance}}' }, { w: 8, links: [toRunbook('CollectorRefusing')] }),
    series('Disks', 'The part that is in use, of the disks that apps run on and, with the profile host, of the machine.', 'percentunit', [
      { expr: `sum by (host_name) (system_filesystem_usage_bytes{${of.service},system_filesystem_state="used"}) / sum by (host_name) (system_filesystem_usage_bytes{${of.service}})`, legend: '{{host_name}}: of the apps' },
      { expr: 'max by (host_name, mountpoint) (system_filesystem_utilization_ratio)', legend: '{{host_name}} {{mountpoint}}' },
    ], { w: 8, thresholds: high(0.8, 0.9), links: [toRunbook('DiskFilling')] }),
    series('Prometheus: on disk', 'Bytes of what is kept: blocks, what is not yet cut into one, and the log of it. The oldest goes when PROMETHEUS_RETENTION_SIZE is reached.', 'bytes', [
      { expr: 'prometheus_tsdb_storage_blocks_bytes', legend: 'blocks' },
      { expr: 'prometheus_tsdb_wal_storage_size_bytes', legend: 'log' },
      { expr: 'prometheus_tsdb_head_chunks_storage_size_bytes', legend: 'not yet a block' },
    ], { w: 8, stacked: true, links: [toRunbook('DiskFilling')] }),
    series('Lost by apps', 'Items that apps dropped themselves, a minute, by signal and reason.', 'suffix: /min', { expr: `sum by (service_name, agentotel_signal, agentotel_reason) (rate(agentotel_telemetry_dropped_total{${of.service}}[$__rate_interval])) * 60`, legend: '{{service_name}}: {{agentotel_signal}} {{agentotel_reason}}' }, { noValue: 'nothing lost', links: [toRunbook('AgentTelemetryDropped')] }),
    series('Refused and cut', 'Items a minute that the Collector took out, since a store would refuse them, or cut, since they were too large: by app and reason.', 'suffix: /min', [
      { expr: `sum by (service_name, agentotel_signal, agentotel_reason) (rate(agentotel_telemetry_refused_total{${of.service}}[$__rate_interval])) * 60`, legend: '{{service_name}}: {{agentotel_signal}} {{agentotel_reason}}' },
      { expr: `sum by (service_name, agentotel_signal) (rate(agentotel_telemetry_truncated_total{${of.service}}[$__rate_interval])) * 60`, legend: '{{service_name}}: {{agentotel_signal}} cut' },
    ], { noValue: 'nothing refused', links: [toRunbook('AgentTelemetryRefused')] }),
    series('Prometheus: series', 'Series in memory. A jump points to a label that holds an id.', 'short', { expr: 'prometheus_tsdb_head_series', legend: 'series' }, { links: [toRunbook('AgentMetricOverflow')] }),
    series('Rule evaluation', 'What the slowest group of rules takes of its interval. At 100 % it falls behind: alerts come late.', 'percentunit', { expr: 'max(prometheus_rule_group_last_duration_seconds / prometheus_rule_group_interval_seconds)', legend: 'slowest group' }, { thresholds: high(0.5, 1), links: [toRunbook('RuleEvaluationFailing')] }),
  ],
});
