-- Version 1 of the views: what the file's owner may ask with any tool. Their columns are a promise; docs/sql.md lists them.
-- Nothing here is newer than SQLite 3.40.

CREATE VIEW runs AS
SELECT t.trace_id,
       t.name,
       CASE t.lead_kind WHEN 1 THEN 'workflow' WHEN 2 THEN 'task' WHEN 3 THEN 'agent' WHEN 4 THEN 'plan' WHEN 5 THEN 'tool'
                        WHEN 6 THEN 'model' WHEN 7 THEN 'retrieval' ELSE 'span' END AS kind,
       t.service,
       t.status,
       strftime('%Y-%m-%dT%H:%M:%fZ', t.start / 1e9, 'unixepoch') AS start,
       t.duration / 1e9 AS duration_s,
       t.run_id,
       t.spans, t.logs, t.errors,
       t.agent_calls, t.tool_calls, t.model_calls, t.unpriced_calls,
       t.input_tokens, t.output_tokens,
       t.cost AS cost_usd,
       t.estimated_cost AS estimated_cost_usd,
       t.has_root = 0 OR t.open_spans > 0 AS is_incomplete
FROM traces t
WHERE t.spans > 0;

CREATE VIEW spans AS
SELECT t.trace_id,
       printf('%016x', s.span_id) AS span_id,
       CASE WHEN s.parent_id IS NULL THEN NULL ELSE printf('%016x', s.parent_id) END AS parent_span_id,
       s.name,
       CASE s.kind WHEN 1 THEN 'workflow' WHEN 2 THEN 'task' WHEN 3 THEN 'agent' WHEN 4 THEN 'plan' WHEN 5 THEN 'tool'
                   WHEN 6 THEN 'model' WHEN 7 THEN 'retrieval' ELSE 'span' END AS kind,
       CASE s.span_kind WHEN 1 THEN 'internal' WHEN 2 THEN 'server' WHEN 3 THEN 'client' WHEN 4 THEN 'producer'
                        WHEN 5 THEN 'consumer' ELSE 'unspecified' END AS span_kind,
       r.service,
       c.name AS scope,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.start / 1e9, 'unixepoch') AS start,
       CASE WHEN s.end > 0 THEN (s.end - s.start) / 1e9 END AS duration_s,
       CASE s.status WHEN 1 THEN 'ok' WHEN 2 THEN 'error' ELSE 'unset' END AS status,
       s.operation, s.workflow, s.run_id, s.task, s.attempt, s.agent, s.tool,
       s.provider, s.request_model, s.response_model,
       s.outcome, s.error_type, s.fingerprint,
       s.input_tokens, s.output_tokens, s.cache_read_tokens, s.cache_write_tokens, s.reasoning_tokens,
       s.cost AS cost_usd,
       s.estimated_cost AS estimated_cost_usd,
       s.first_chunk AS first_chunk_s,
       s.finish_reasons,
       s.conversation, s.session, s.user, s.tenant,
       d.status_message, d.attributes, d.events, d.links,
       r.attributes AS resource
FROM span_rows s
JOIN traces t ON t.id = s.trace
JOIN resources r ON r.id = s.resource
JOIN scopes c ON c.id = s.scope
JOIN span_details d ON d.span = s.id;

CREATE VIEW model_calls AS
SELECT t.trace_id,
       printf('%016x', s.span_id) AS span_id,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.start / 1e9, 'unixepoch') AS start,
       CASE WHEN s.end > 0 THEN (s.end - s.start) / 1e9 END AS duration_s,
       r.service, s.operation, s.workflow, s.task, s.agent, s.provider,
       coalesce(s.response_model, s.request_model) AS model,
       s.request_model, s.response_model,
       s.outcome, s.error_type, s.finish_reasons,
       s.input_tokens, s.output_tokens, s.cache_read_tokens, s.cache_write_tokens, s.reasoning_tokens,
       s.cost AS cost_usd,
       s.estimated_cost AS estimated_cost_usd,
       s.first_chunk AS first_chunk_s,
       s.conversation, s.session, s.user, s.tenant
FROM span_rows s
JOIN traces t ON t.id = s.trace
JOIN resources r ON r.id = s.resource
WHERE s.kind IN (6, 7) AND s.duplicate_of IS NULL;

CREATE VIEW tool_calls AS
SELECT t.trace_id,
       printf('%016x', s.span_id) AS span_id,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.start / 1e9, 'unixepoch') AS start,
       CASE WHEN s.end > 0 THEN (s.end - s.start) / 1e9 END AS duration_s,
       r.service, s.workflow, s.task, s.agent, s.tool,
       s.outcome, s.error_type,
       s.cost AS cost_usd,
       s.conversation, s.session, s.user, s.tenant
FROM span_rows s
JOIN traces t ON t.id = s.trace
JOIN resources r ON r.id = s.resource
WHERE s.kind = 5 AND s.duplicate_of IS NULL;

CREATE VIEW logs AS
SELECT strftime('%Y-%m-%dT%H:%M:%fZ', l.time / 1e9, 'unixepoch') AS time,
       CASE WHEN l.severity >= 21 THEN 'critical' WHEN l.severity >= 17 THEN 'error' WHEN l.severity >= 13 THEN 'warning'
            WHEN l.severity >= 9 THEN 'information' WHEN l.severity >= 5 THEN 'debug' WHEN l.severity >= 1 THEN 'trace'
            ELSE 'none' END AS level,
       c.name AS logger,
       l.event, l.body,
       r.service,
       t.trace_id,
       CASE WHEN l.span_id IS NULL THEN NULL ELSE printf('%016x', l.span_id) END AS span_id,
       d.attributes,
       r.attributes AS resource
FROM log_rows l
JOIN resources r ON r.id = l.resource
JOIN scopes c ON c.id = l.scope
JOIN log_details d ON d.log = l.id
LEFT JOIN traces t ON t.id = l.trace;

CREATE VIEW errors AS
SELECT fingerprint, type, category, severity, title, count,
       strftime('%Y-%m-%dT%H:%M:%fZ', first_seen / 1e9, 'unixepoch') AS first_seen,
       strftime('%Y-%m-%dT%H:%M:%fZ', last_seen / 1e9, 'unixepoch') AS last_seen,
       state, note, came_back
FROM error_groups;

CREATE VIEW costs AS
SELECT strftime('%Y-%m-%dT%H:%M:%fZ', s.start / 1e9, 'unixepoch') AS time,
       CASE s.kind WHEN 5 THEN 'tool' ELSE 'model' END AS category,
       r.service, s.workflow, s.agent,
       CASE s.kind WHEN 5 THEN s.tool ELSE coalesce(s.response_model, s.request_model) END AS name,
       s.provider, s.tenant,
       s.input_tokens, s.output_tokens,
       s.cost AS cost_usd,
       s.estimated_cost AS estimated_cost_usd,
       s.kind = 6 AND s.cost IS NULL AND s.estimated_cost IS NULL AS is_unpriced,
       t.trace_id,
       printf('%016x', s.span_id) AS span_id
FROM span_rows s
JOIN traces t ON t.id = s.trace
JOIN resources r ON r.id = s.resource
WHERE s.duplicate_of IS NULL AND (s.kind = 6 OR (s.kind IN (5, 7) AND s.cost IS NOT NULL));

CREATE VIEW metrics AS
SELECT strftime('%Y-%m-%dT%H:%M:%fZ', p.time / 1e9, 'unixepoch') AS time,
       i.name,
       CASE i.type WHEN 0 THEN 'gauge' WHEN 1 THEN 'sum' WHEN 2 THEN 'histogram' WHEN 3 THEN 'exponential_histogram'
                   ELSE 'summary' END AS type,
       i.unit,
       CASE i.temporality WHEN 1 THEN 'delta' WHEN 2 THEN 'cumulative' ELSE 'unspecified' END AS temporality,
       r.service,
       e.attributes AS labels,
       p.value,
       p.distribution ->> '$.count' AS count,
       p.distribution ->> '$.sum' AS sum,
       p.distribution ->> '$.min' AS min,
       p.distribution ->> '$.max' AS max
FROM points p
JOIN series e ON e.id = p.series
JOIN instruments i ON i.id = e.instrument
JOIN resources r ON r.id = e.resource;
