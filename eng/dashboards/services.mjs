import { board, stat, series, logql, high, of, grown, quantile, toTraces, toLogs, toRunbook } from './panels.mjs';

const requests = 'http_server_request_duration_seconds';

export default board({
  uid: 'agentotel-services',
  title: 'Services',
  description: 'Requests, what services ask of others, and the processes themselves.',
  look: [toTraces, toLogs],
  panels: [
    stat('Requests', 'Requests that were answered.', 'locale', `sum(${grown(`${requests}_count{${of.service}}`)})`, { decimals: 0 }),
    stat('Failed requests', 'Answers of 500 and above. When it is red, see Errors and logs, and the routes below.', 'percentunit', `(sum(${grown(`${requests}_count{${of.service},http_response_status_code=~"5.."}`)}) or vector(0)) / sum(${grown(`${requests}_count{${of.service}}`)})`, { decimals: 2, thresholds: high(0.001, 0.01), links: [toLogs, toTraces] }),
    stat('Latency, p95', 'A twentieth of requests takes longer.', 's', quantile(0.95, requests, '', of.service), { decimals: 2 }),
    stat('CPU', 'Cores that all processes take. When it is red, look which process below.', 'short', `sum(rate(process_cpu_time_seconds_total{${of.service}}[$__range]))`, { decimals: 2, thresholds: high(1, 1.5), links: [toRunbook('ProcessCpuHigh')] }),
    stat('Memory', 'Physical memory of all processes. When it is red, look which process below.', 'bytes', `sum(process_memory_usage_bytes{${of.service}})`, { decimals: 1, thresholds: high(1.5e9, 2e9), links: [toRunbook('ProcessMemoryHigh')] }),
    stat('Threads', 'Threads of all processes. When it is red, something blocks: see the thread pool.', 'locale', `sum(process_thread_count{${of.service}})`, { decimals: 0, thresholds: high(300, 500), links: [toRunbook('ProcessThreadsHigh')] }),
    series('Requests by route', 'Requests a minute.', 'suffix: /min', { expr: `sum by (http_route, http_response_status_code) (rate(${requests}_count{${of.service}}[$__rate_interval])) * 60`, legend: '{{http_route}} {{http_response_status_code}}' }, { stacked: true, links: [toTraces] }),
    series('Latency by route, p95', 'A dot is a request and leads to its trace.', 's', { expr: quantile(0.95, requests, 'http_route', of.service, '$__rate_interval'), legend: '{{http_route}}', exemplar: true }, { links: [toTraces] }),
    series('Requests by caller', 'Requests a minute, by tenant and by the hash of the user. From the logs.', 'suffix: /min', logql(`topk(10, sum by (agentotel_tenant, agentotel_user_hash) (rate(${of.stream()} | event_name="agentotel.http.request" [$__auto]))) * 60`, '{{agentotel_tenant}} {{agentotel_user_hash}}'), { w: 8, stacked: true, links: [toLogs] }),
    series('Failed requests by route', 'Answers of 400 and above, a minute: 4xx is the caller, 5xx the service.', 'suffix: /min', { expr: `sum by (http_route, http_response_status_code) (rate(${requests}_count{${of.service},http_response_status_code=~"[45].."}[$__rate_interval])) * 60`, legend: '{{http_route}} {{http_response_status_code}}' }, { w: 8, stacked: true, noValue: 'none failed' }),
    series('Requests in flight', 'Requests that are being answered. When it only rises, something hangs.', 'locale', { expr: `sum by (service_name) (http_server_active_requests{${of.service}})`, legend: '{{service_name}}' }, { w: 8 }),
    series('Outgoing calls by host', 'Calls a minute through HttpClient.', 'suffix: /min', { expr: `sum by (server_address, http_response_status_code) (rate(http_client_request_duration_seconds_count{${of.service}}[$__rate_interval])) * 60`, legend: '{{server_address}} {{http_response_status_code}}' }, { stacked: true }),
    series('Outgoing latency by host, p95', 'What others make us wait.', 's', { expr: quantile(0.95, 'http_client_request_duration_seconds', 'server_address', of.service, '$__rate_interval'), legend: '{{server_address}}' }),
    series('Database calls', 'Commands a minute, by database and operation.', 'suffix: /min', { expr: `sum by (db_system_name, db_operation_name, error_type) (rate(db_client_operation_duration_seconds_count{${of.service}}[$__rate_interval])) * 60`, legend: '{{db_system_name}} {{db_operation_name}} {{error_type}}' }, { stacked: true, noValue: 'no database calls' }),
    series('Database latency, p95', 'By database. When it rises, look for the slow command in a trace.', 's', { expr: quantile(0.95, 'db_client_operation_duration_seconds', 'db_system_name, db_operation_name', of.service, '$__rate_interval'), legend: '{{db_system_name}} {{db_operation_name}}' }, { noValue: 'no database calls' }),
    series('CPU', 'Cores by process. When it stays high, see the runbook.', 'short', { expr: `sum by (service_name, instance) (rate(process_cpu_time_seconds_total{${of.service}}[$__rate_interval]))`, legend: '{{service_name}} {{instance}}' }, { w: 8, links: [toRunbook('ProcessCpuHigh')] }),
    series('Memory', 'Physical memory, and what the garbage collector holds.', 'bytes', [
      { expr: `sum by (service_name) (process_memory_usage_bytes{${of.service}})`, legend: '{{service_name}}' },
      { expr: `sum by (service_name) (dotnet_gc_last_collection_memory_committed_size_bytes{${of.service}})`, legend: '{{service_name}}: heap' },
    ], { w: 8, links: [toRunbook('ProcessMemoryHigh')] }),
    series('Garbage collections', 'Collections a minute by generation.', 'suffix: /min', { expr: `sum by (gc_heap_generation) (rate(dotnet_gc_collections_total{${of.service}}[$__rate_interval])) * 60`, legend: '{{gc_heap_generation}}' }, { w: 8 }),
    series('Pauses of the garbage collector', 'The part of the time that the process stands still for it. Above a few percent it shows as latency.', 'percentunit', { expr: `sum by (service_name, instance) (rate(dotnet_gc_pause_time_seconds_total{${of.service}}[$__rate_interval]))`, legend: '{{service_name}} {{instance}}' }, { w: 8, thresholds: high(0.05, 0.1), links: [toRunbook('ProcessCpuHigh')] }),
    series('Threads', 'Threads of each process.', 'locale', { expr: `sum by (service_name, instance) (process_thread_count{${of.service}})`, legend: '{{service_name}} {{instance}}' }, { w: 8, links: [toRunbook('ProcessThreadsHigh')] }),
    series('Thread pool', 'Threads, and work that waits (.NET counts both as if they only grew, hence their names). A queue that grows means that something blocks.', 'short', [
      { expr: `sum(dotnet_thread_pool_thread_count_total{${of.service}})`, legend: 'threads' },
      { expr: `sum(dotnet_thread_pool_queue_length_total{${of.service}})`, legend: 'waiting' },
    ], { w: 8, links: [toRunbook('ProcessThreadsHigh')] }),
    series('Disk', 'The part of the disk that is in use.', 'percentunit', { expr: `sum by (service_name, host_name) (system_filesystem_usage_bytes{${of.service},system_filesystem_state="used"}) / sum by (service_name, host_name) (system_filesystem_usage_bytes{${of.service}})`, legend: '{{service_name}} on {{host_name}}' }, { thresholds: high(0.8, 0.9), links: [toRunbook('DiskFilling')] }),
    series('Host: CPU and memory', 'With the profile host. The part that is in use.', 'percentunit', [
      { expr: '1 - avg by (host_name) (system_cpu_utilization_ratio{state="idle"})', legend: '{{host_name}} CPU' },
      { expr: 'sum by (host_name) (system_memory_utilization_ratio{state="used"})', legend: '{{host_name}} memory' },
    ], { thresholds: high(0.8, 0.95), noValue: 'the profile host is off', links: [toRunbook('ProcessCpuHigh')] }),
    series('Host: disks', 'With the profile host. The part of each that is in use.', 'percentunit', { expr: 'max by (host_name, mountpoint) (system_filesystem_utilization_ratio)', legend: '{{host_name}} {{mountpoint}}' }, { thresholds: high(0.8, 0.9), noValue: 'the profile host is off', links: [toRunbook('DiskFilling')] }),
    series('Host: traffic', 'With the profile host. Bytes a second of disks and network.', 'Bps', [
      { expr: 'sum by (host_name, direction) (rate(system_disk_io_bytes_total[$__rate_interval]))', legend: '{{host_name}} disk {{direction}}' },
      { expr: 'sum by (host_name, direction) (rate(system_network_io_bytes_total[$__rate_interval]))', legend: '{{host_name}} network {{direction}}' },
    ], { noValue: 'the profile host is off', links: [toRunbook('DiskFilling')] }),
  ],
});
