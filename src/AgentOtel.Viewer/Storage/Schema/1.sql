-- Version 1 of the store. Times are nanoseconds since the Unix epoch, ids of spans 64-bit numbers, money US dollars.
-- What pages scan stands in narrow tables; attributes and texts stand apart, so that a scan does not read them.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- Who sent something; one row for each distinct set of attributes.
CREATE TABLE resources (
  id INTEGER PRIMARY KEY,
  service TEXT NOT NULL,
  attributes TEXT NOT NULL,                 -- a JSON object
  schema_url TEXT NOT NULL DEFAULT '',
  UNIQUE (attributes, schema_url)
);

-- What made it; the name is the logger of logs.
CREATE TABLE scopes (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  attributes TEXT NOT NULL,
  schema_url TEXT NOT NULL,
  UNIQUE (name, version, attributes, schema_url)
);

-- One row a trace, summed as its spans arrive. The leading span is the topmost workflow, else the topmost agent, else the root,
-- else the earliest. A trace that only logs name has no spans yet.
CREATE TABLE traces (
  id INTEGER PRIMARY KEY,
  trace_id TEXT NOT NULL UNIQUE,            -- 32 hex digits
  start INTEGER NOT NULL,                   -- of the earliest span
  end INTEGER NOT NULL,                     -- of the latest
  duration INTEGER NOT NULL,                -- of the leading span; to the latest end known where it has not ended
  arrived INTEGER NOT NULL,                 -- when something last came for it
  has_root INTEGER NOT NULL DEFAULT 0,
  open_spans INTEGER NOT NULL DEFAULT 0,    -- spans that have not ended
  lead_span INTEGER,                        -- its span_id
  lead_kind INTEGER NOT NULL DEFAULT 0,     -- OperationKind
  name TEXT NOT NULL DEFAULT '',            -- of the leading workflow or agent, else the span's
  service TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'running',   -- completed, failed, cancelled, paused, running (no leading end yet)
  run_id TEXT,
  spans INTEGER NOT NULL DEFAULT 0,
  logs INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,        -- spans with an error
  workflows INTEGER NOT NULL DEFAULT 0,
  workflows_failed INTEGER NOT NULL DEFAULT 0,
  agent_calls INTEGER NOT NULL DEFAULT 0,
  tool_calls INTEGER NOT NULL DEFAULT 0,
  model_calls INTEGER NOT NULL DEFAULT 0,   -- each counted once
  unpriced_calls INTEGER NOT NULL DEFAULT 0,
  input_tokens INTEGER NOT NULL DEFAULT 0,
  output_tokens INTEGER NOT NULL DEFAULT 0,
  cost REAL NOT NULL DEFAULT 0,             -- as sent
  estimated_cost REAL NOT NULL DEFAULT 0,   -- of calls that came without a cost
  bytes INTEGER NOT NULL DEFAULT 0          -- what its spans take, about
);
CREATE INDEX traces_start ON traces (start);
CREATE INDEX traces_arrived ON traces (arrived);
CREATE INDEX traces_duration ON traces (duration);

-- What a trace has in it, for searches: (facet, value) to trace. Facets: service, workflow, agent, tool, model, provider, task,
-- kind (all but plain spans), error, conversation, session, user, tenant, run, and link (the 32 hex digits of a linked trace).
CREATE TABLE trace_facets (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  trace INTEGER NOT NULL,
  PRIMARY KEY (facet, value, trace)
) WITHOUT ROWID;
CREATE INDEX trace_facets_trace ON trace_facets (trace);

CREATE TABLE span_rows (
  id INTEGER PRIMARY KEY,
  trace INTEGER NOT NULL,
  span_id INTEGER NOT NULL,
  parent_id INTEGER,                        -- NULL for a root
  resource INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  name TEXT NOT NULL,
  span_kind INTEGER NOT NULL,               -- OTLP's
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,                     -- 0: has not ended
  status INTEGER NOT NULL,                  -- OTLP's
  kind INTEGER NOT NULL,                    -- OperationKind
  operation TEXT,
  workflow TEXT, run_id TEXT, task TEXT, task_id TEXT, attempt INTEGER, agent TEXT, tool TEXT,
  provider TEXT, request_model TEXT, response_model TEXT, response_id TEXT,
  outcome TEXT,                             -- completed, failed, cancelled, paused
  error_type TEXT, fingerprint TEXT,
  input_tokens INTEGER, output_tokens INTEGER, cache_read_tokens INTEGER, cache_write_tokens INTEGER, reasoning_tokens INTEGER,
  cost REAL, estimated_cost REAL, cost_incomplete INTEGER,
  first_chunk REAL,                         -- seconds
  finish_reasons TEXT,                      -- joined by a comma
  conversation TEXT, session TEXT, user TEXT, tenant TEXT,
  filled INTEGER NOT NULL DEFAULT 0,        -- which names came from above: 1 workflow, 2 run_id, 4 agent, 8 conversation, 16 session, 32 user, 64 tenant
  duplicate_of INTEGER,                     -- the span_id that counts where one call is two spans
  tool_call_id TEXT, mcp_client INTEGER NOT NULL DEFAULT 0,
  flags INTEGER NOT NULL DEFAULT 0,         -- OTLP's
  UNIQUE (trace, span_id)
);

CREATE TABLE span_details (
  span INTEGER PRIMARY KEY,                 -- spans.id
  status_message TEXT,
  trace_state TEXT,
  attributes TEXT NOT NULL,                 -- a JSON object
  events TEXT,                              -- a JSON array of {name, time, attributes}; NULL for none
  links TEXT,                               -- a JSON array of {traceId, spanId, traceState, attributes}
  dropped TEXT                              -- a JSON array of three counts: attributes, events, links; NULL for zeros
);

CREATE TABLE log_rows (
  id INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,                    -- the observed time where the record has none
  trace INTEGER, span_id INTEGER,
  resource INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  event TEXT,
  body TEXT NOT NULL,                       -- text as it is, anything else as JSON
  bytes INTEGER NOT NULL,
  arrived INTEGER NOT NULL                  -- rises with the id
);
CREATE INDEX logs_time ON log_rows (time, severity);
CREATE INDEX logs_trace ON log_rows (trace) WHERE trace IS NOT NULL;

CREATE TABLE log_details (
  log INTEGER PRIMARY KEY,
  severity_text TEXT,
  observed_time INTEGER,
  flags INTEGER,
  body_is_json INTEGER NOT NULL DEFAULT 0,
  attributes TEXT NOT NULL
);

CREATE TABLE instruments (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  type INTEGER NOT NULL,                    -- MetricType
  unit TEXT NOT NULL,
  temporality INTEGER NOT NULL,
  monotonic INTEGER NOT NULL,
  description TEXT NOT NULL,
  UNIQUE (name, type, unit, temporality, monotonic)
);

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  instrument INTEGER NOT NULL,
  resource INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  attributes TEXT NOT NULL,                 -- a JSON object with its keys in order
  UNIQUE (instrument, resource, scope, attributes)
);

CREATE TABLE points (
  series INTEGER NOT NULL,
  time INTEGER NOT NULL,
  start INTEGER NOT NULL,
  value REAL,
  whole INTEGER NOT NULL DEFAULT 0,
  distribution TEXT,                        -- a JSON object, as Distribution
  exemplars TEXT,
  arrived INTEGER NOT NULL,
  PRIMARY KEY (series, time)
) WITHOUT ROWID;
CREATE INDEX points_arrived ON points (arrived);

-- Sums for the overview, the map and cost, kept as spans come in: one row a minute and a set of names. A call that moves to other
-- names (its parent came late) is taken back from all but max_duration, since the second longest is not known.
CREATE TABLE sums (
  minute INTEGER NOT NULL,                  -- minutes since the epoch, of the span's start
  kind INTEGER NOT NULL,
  service TEXT NOT NULL, workflow TEXT NOT NULL, agent TEXT NOT NULL,
  name TEXT NOT NULL,                       -- the tool, model, task, source; the workflow or agent of its own rows
  provider TEXT NOT NULL, tenant TEXT NOT NULL,
  calls INTEGER NOT NULL, errors INTEGER NOT NULL,
  duration INTEGER NOT NULL, max_duration INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL, cache_read_tokens INTEGER NOT NULL, reasoning_tokens INTEGER NOT NULL,
  cost REAL NOT NULL, estimated_cost REAL NOT NULL, unpriced INTEGER NOT NULL,
  PRIMARY KEY (minute, kind, service, workflow, agent, name, provider, tenant)
) WITHOUT ROWID;

-- The same by the hour: a day has too many minutes to be summed while a page waits.
CREATE TABLE hour_sums (
  hour INTEGER NOT NULL,                    -- hours since the epoch, of the span's start
  kind INTEGER NOT NULL,
  service TEXT NOT NULL, workflow TEXT NOT NULL, agent TEXT NOT NULL,
  name TEXT NOT NULL,                       -- the tool, model, task, source; the workflow or agent of its own rows
  provider TEXT NOT NULL, tenant TEXT NOT NULL,
  calls INTEGER NOT NULL, errors INTEGER NOT NULL,
  duration INTEGER NOT NULL, max_duration INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL, cache_read_tokens INTEGER NOT NULL, reasoning_tokens INTEGER NOT NULL,
  cost REAL NOT NULL, estimated_cost REAL NOT NULL, unpriced INTEGER NOT NULL,
  PRIMARY KEY (hour, kind, service, workflow, agent, name, provider, tenant)
) WITHOUT ROWID;

-- Every fault that was seen, once: an error event and the span it belongs to are one row, and a span that only passes on what
-- failed below it (same fingerprint, its child) is marked.
CREATE TABLE faults (
  id INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL,                -- the group; of one that was passed on, that of where it began
  own_fingerprint TEXT,                     -- where that is another
  cause TEXT,                               -- type and message without what changes; NULL where the sender gave the fingerprint
  type TEXT NOT NULL,
  trace INTEGER, span_id INTEGER,
  of_span INTEGER NOT NULL,                 -- 0: only a log tells of it
  log INTEGER,
  time INTEGER NOT NULL,
  passed_on INTEGER NOT NULL DEFAULT 0,
  service TEXT, workflow TEXT, agent TEXT, operation TEXT,
  message TEXT, stack TEXT
);
CREATE INDEX faults_fingerprint ON faults (fingerprint, time);
CREATE INDEX faults_trace ON faults (trace) WHERE trace IS NOT NULL;
CREATE INDEX faults_log ON faults (log) WHERE trace IS NULL;

CREATE TABLE error_groups (
  fingerprint TEXT PRIMARY KEY,
  type TEXT NOT NULL, category TEXT NOT NULL, severity TEXT NOT NULL, title TEXT NOT NULL,
  first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL,
  count INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',       -- open, resolved, ignored
  state_changed INTEGER, note TEXT,
  came_back INTEGER NOT NULL DEFAULT 0      -- seen again after it was marked resolved
) WITHOUT ROWID;

-- Decisions and scores, from the kit's events and any sender's gen_ai.evaluation.result. The id is
-- the log's that tells of it.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY, time INTEGER NOT NULL, trace INTEGER, span_id INTEGER, workflow TEXT,
  point TEXT NOT NULL, choice TEXT NOT NULL, reason TEXT, confidence REAL, options TEXT
);
CREATE INDEX decisions_time ON decisions (time);
CREATE TABLE evaluations (
  id INTEGER PRIMARY KEY, time INTEGER NOT NULL, trace INTEGER, span_id INTEGER, workflow TEXT, agent TEXT,
  name TEXT NOT NULL, score REAL, label TEXT, explanation TEXT
);
CREATE INDEX evaluations_time ON evaluations (time);

-- Words by which items are found; rowid is the span's or the log's id. A word is a run of letters, digits and underscores of a name
-- or a value, numbers ("0.25" is 0 and 25) and flags too. All words of values of at most 200 characters are held, of longer ones the
-- first (256 different words an item), 64 characters of each. Each key of the item's attributes is one word (=http_request_method),
-- and so is the resource that sent it (@ and its id). A search for an attribute asks for the key, all words of the value, or for the
-- resources that have it, and compares the attributes of what is found; a number is asked for as .NET writes it ("R").
-- Storage/Rows/SearchText.cs cuts words; it is to be used for searches too.
CREATE VIRTUAL TABLE span_text USING fts5(text, content='', contentless_delete=1, detail=none, tokenize="unicode61 tokenchars '_=@'");
CREATE VIRTUAL TABLE log_text USING fts5(text, content='', contentless_delete=1, detail=none, tokenize="unicode61 tokenchars '_=@'");
