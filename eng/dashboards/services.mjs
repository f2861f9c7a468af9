import { board, stat, series, table, high, of, grown, quantile, toTraces, toLogs, toRunbook } from './panels.mjs';

const requests = 'http_server_request_duration_seconds';

export default board({
  uid: 'agentotel-services',
  title: 'Services',
  description: 'Requests, what services ask of others, and the processes themselves.',
  panels: [
    stat('Requests', 'Requests that were answered.', 'locale', `sum(${grown(`${requests}_count{${of.service}}`)})`, { decimals: 0 }),
    stat('Failed requests', 'Answers of 500 and above. When it is red, see Errors and the table of routes.', 'percentunit', `(sum(${grown(`${requests}_count{${of.service},http_response_status_code=~"5.."}`)}) or vector(0)) / sum(${grown(`${requests}_count{${of.service}}`)})`, { decimals: 2, thresholds: high(0.001, 0.01), links: [toLogs, toTraces] }),
    stat('Latency, p95', 'A twentieth of requests takes longer.', 's', quantile(0.95, requests, '', of.service), { decimals: 2 }),
    stat('CPU', 'Cores that all processes take.', 'short', `sum(rate(process_cpu_time_seconds_total{${of.service}}[$__range]))`, { decimals: 2, thresholds: high(1, 1.5), links: [toRunbook('ProcessCpuHigh')] }),
    stat('Memory', 'Physical memory of all processes.', 'bytes', `sum(process_memory_usage_bytes{${of.service}})`, { decimals: 1, thresholds: high(1.5e9, 2e9), links: [toRunbook('ProcessMemoryHigh')] }),
    stat('Threads', 'Threads of all processes.', 'locale', `sum(process_thread_count{${of.service}})`, { decimals: 0, thresholds: high(300, 500), links: [toRunbook('ProcessThreadsHigh')] }),
    series('Requests by route', 'Requests a minute.', 'suffix: /min', { expr: `sum by (http_route, http_response_status_code) (rate(${requests}_count{${of.service}}[$__rate_interval])) * 60`, legend: '{{http_route}} {{http_response_status_code}}' }, { stacked: true, links: [toTraces] }),
    series('Latency by route, p95', 'A dot is a request and leads to its trace.', 's', { expr: quantile(0.95, requests, 'http_route', of.service, '$__rate_interval'), legend: '{{http_route}}', exemplar: true }, { links: [toTraces] }),
    series('Outgoing calls by host', 'Calls a minute through HttpClient.', 'suffix: /min', { expr: `sum by (server_address, http_response_status_code) (rate(http_client_request_duration_seconds_count{${of.service}}[$__rate_interval])) * 60`, legend: '{{server_address}} {{http_response_status_code}}' }, { stacked: true }),
    series('Outgoing latency by host, p95', 'What others make us wait.', 's', { expr: quantile(0.95, 'http_client_request_duration_seconds', 'server_address', of.service, '$__rate_interval'), legend: '{{server_address}}' }),
    series('CPU', 'Cores by process. When it stays high, see the runbook.', 'short', { expr: `sum by (service_name, instance) (rate(process_cpu_time_seconds_total{${of.service}}[$__rate_interval]))`, legend: '{{service_name}} {{instance}}' }, { w: 8, links: [toRunbook('ProcessCpuHigh')] }),
    series('Memory', 'Physical memory, and what the garbage collector holds.', 'bytes', [
      { expr: `sum by (service_name) (process_memory_usage_bytes{${of.service}})`, legend: '{{service_name}}' },
      { expr: `sum by (service_name) (dotnet_gc_last_collection_memory_committed_size_bytes{${of.service}})`, legend: '{{service_name}}: heap' },
    ], { w: 8, links: [toRunbook('ProcessMemoryHigh')] }),
    series('Garbage collections', 'Collections a minute by generation.', 'suffix: /min', { expr: `sum by (gc_heap_generation) (rate(dotnet_gc_collections_total{${of.service}}[$__rate_interval])) * 60`, legend: '{{gc_heap_generation}}' }, { w: 8 }),
    series('Thread pool', 'Threads, and work that waits (.NET counts both as if they only grew, hence their names). A queue that grows means that something blocks.', 'short', [
      { expr: `sum(dotnet_thread_pool_thread_count_total{${of.service}})`, legend: 'threads' },
      { expr: `sum(dotnet_thread_pool_queue_length_total{${of.service}})`, legend: 'waiting' },
    ], { links: [toRunbook('ProcessThreadsHigh')] }),
    series('Disk', 'The part of the disk that is in use.', 'percentunit', { expr: `sum by (service_name, host_name) (system_filesystem_usage_bytes{${of.service},system_filesystem_state="used"}) / sum by (service_name, host_name) (system_filesystem_usage_bytes{${of.service}})`, legend: '{{service_name}} on {{host_name}}' }, { thresholds: high(0.8, 0.9), links: [toRunbook('DiskFilling')] }),
  ],
});
