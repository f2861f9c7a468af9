#!/bin/sh
# Looks whether the running stack works: sends the telemetry of a small campaign through the published OTLP port, finds it in each
# store, follows a metric's exemplar to its trace and the trace to its logs, and raises an alert.
#   deploy/check.sh              prints a table of what holds; exit code 0 if all of it does
#   deploy/check.sh --restart    does so, goes through `docker compose down` and `up`, and looks again
#   deploy/check.sh --hard       also sends what is hard to keep: large spans, and points that Prometheus refuses beside good ones
set -eu
cd "$(dirname "$0")/.."

restart=false hard=false
case ${1:-} in
  '') ;;
  --restart) restart=true ;;
  --hard) hard=true ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac

otlp=${OTLP:-http://127.0.0.1:4318}
seconds=${SECONDS_TO_WAIT:-60}
network=$(docker compose config --format json | tr -d ' \n' | sed -n 's/.*"networks":{"default":{"name":"\([^"]*\)".*/\1/p')
busybox=$(sed -n 's/^BUSYBOX_IMAGE=//p' .env)
service=agentotel-check
failed=0

# random BYTES: in hexadecimal.
random() {
  od -An -tx1 -N "$1" /dev/urandom | tr -d ' \n'
}

trace=$(random 16) root=$(random 8) call=$(random 8) publish=$(random 8)

# inside WGET_ARGUMENT...: asks from a container on the stack's network, so that stores that are not published answer too.
inside() {
  docker run --rm --network "$network" "$busybox" wget -qO- "$@" 2> /dev/null || true
}

row() {
  printf '  %-34s %s\n' "$1" "$2"
}

# holds WHAT PATTERN WGET_ARGUMENT...: asks until the answer fits.
holds() {
  what=$1 pattern=$2
  shift 2
  left=$seconds
  while [ "$left" -gt 0 ]; do
    if inside "$@" | grep -q "$pattern"; then
      row "$what" yes
      return
    fi
    sleep 1
    left=$((left - 1))
  done
  row "$what" "NO (not within $seconds s)"
  failed=1
}

# post SIGNAL JSON_OR_@FILE
post() {
  curl -fsS -o /dev/null -H 'Content-Type: application/json' -d "$2" "$otlp/v1/$1" || {
    echo "$otlp does not take $1. Is the stack up? docker compose up --wait -d" >&2
    exit 1
  }
}

# resource SERVICE
resource() {
  printf '"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}},{"key":"service.namespace","value":{"stringValue":"agentotel"}},{"key":"service.instance.id","value":{"stringValue":"%s"}}]}' "$1" "$root"
}

send() {
  sent=$(date +%s)
  now=${sent}000000000
  before=$((sent - 2))000000000
  resource=$(resource $service)
  post traces '{"resourceSpans":[{'"$resource"',"scopeSpans":[{"scope":{"name":"AgentOtel"},"spans":[
    {"traceId":"'"$trace"'","spanId":"'"$root"'","name":"invoke_workflow check","kind":1,"startTimeUnixNano":"'"$before"'","endTimeUnixNano":"'"$now"'","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"invoke_workflow"}},{"key":"gen_ai.workflow.name","value":{"stringValue":"check"}}]},
    {"traceId":"'"$trace"'","spanId":"'"$call"'","parentSpanId":"'"$root"'","name":"chat check-model","kind":3,"startTimeUnixNano":"'"$before"'","endTimeUnixNano":"'"$now"'","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"12"}}]}]}]},
    {'"$(resource $service-publisher)"',"scopeSpans":[{"scope":{"name":"AgentOtel"},"spans":[
    {"traceId":"'"$trace"'","spanId":"'"$publish"'","parentSpanId":"'"$root"'","name":"POST /publications","kind":2,"startTimeUnixNano":"'"$before"'","endTimeUnixNano":"'"$now"'"}]}]}]}'
  post logs '{"resourceLogs":[{'"$resource"',"scopeLogs":[{"logRecords":[{"timeUnixNano":"'"$now"'","severityNumber":9,"severityText":"Information","body":{"stringValue":"a run was checked"},"traceId":"'"$trace"'","spanId":"'"$root"'"}]}]}]}'
  post metrics '{"resourceMetrics":[{'"$resource"',"scopeMetrics":[{"metrics":[{"name":"agentotel.check","unit":"{run}","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{"startTimeUnixNano":"'"$before"'","timeUnixNano":"'"$now"'","asInt":"1","exemplars":[{"timeUnixNano":"'"$now"'","asInt":"1","traceId":"'"$trace"'","spanId":"'"$root"'"}]}]}}]}]}]}'
}

look() {
  holds 'Jaeger has the trace' 'chat check-model' "http://jaeger:16686/api/traces/$trace"
  holds 'Jaeger knows who calls whom' '"agentotel-check-publisher"' "http://jaeger:16686/api/dependencies?endTs=$((sent + 60))000&lookback=120000"
  holds 'Loki has its log, by trace id' 'a run was checked' "http://loki:3100/loki/api/v1/query_range?query=%7Bservice_name%3D%22$service%22%7D%20%7C%20trace_id%3D%22$trace%22"
  holds 'Prometheus has its metric' '"value"' "http://prometheus:9090/api/v1/query?query=last_over_time(agentotel_check_total%7Binstance%3D%22$root%22%7D%5B1h%5D)"
  holds 'the exemplar leads to the trace' "$trace" "http://prometheus:9090/api/v1/query_exemplars?query=agentotel_check_total&start=$(($(date +%s) - 3600))&end=$(($(date +%s) + 60))"
  holds 'Prometheus watches the Collector' '"1"\]' 'http://prometheus:9090/api/v1/query?query=up%7Bjob%3D%22otel-collector%22%7D'
  holds 'Grafana is well' '"database"' http://grafana:3000/api/health
}

# Alertmanager tells of a group that it told of already only minutes later: each alert has a group of its own.
alert() {
  id=$(random 8)
  inside --header 'Content-Type: application/json' \
    --post-data '[{"labels":{"alertname":"AgentOtelCheck","severity":"critical","service_name":"'"$service"'","deployment_environment_name":"check-'"$id"'"},"annotations":{"summary":"deploy/check.sh raised this, '"$id"'"}}]' \
    http://alertmanager:9093/api/v2/alerts > /dev/null
  left=$seconds
  while [ "$left" -gt 0 ]; do
    if docker compose logs --no-log-prefix alert-sink 2> /dev/null | grep -q "raised this, $id"; then
      row 'an alert arrives' yes
      return
    fi
    sleep 1
    left=$((left - 1))
  done
  if docker compose exec -T alertmanager cat /config/secrets/slack_url 2> /dev/null | grep -q alert-sink; then
    row 'an alert arrives' "NO (not within $seconds s)"
    failed=1
  else
    row 'an alert arrives' 'look into Slack: your webhook is set'
  fi
}

send
echo "Trace $trace"
look
alert
if $hard; then
  . deploy/hard.sh
  send_hard
  look_hard
fi
if $restart; then
  echo 'Down and up again ...'
  docker compose down
  docker compose up --wait -d
  look
  alert
fi
exit $failed
