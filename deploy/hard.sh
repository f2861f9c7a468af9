# What is hard to keep, sent to the running stack, and what came through. Sourced by check.sh, whose functions it uses.
beside=agentotel-check-beside

# text LENGTH
text() {
  head -c "$1" /dev/zero | tr '\0' x
}

# large COUNT LENGTH PREFIX: spans of one request, each with a value of that length. SDKs send 512 at once.
large() {
  value=$(text "$2")
  i=0
  printf '{"resourceSpans":[{%s,"scopeSpans":[{"spans":[' "$(resource $service)"
  while [ "$i" -lt "$1" ]; do
    [ "$i" -eq 0 ] || printf ,
    printf '{"traceId":"%s","spanId":"%016x","name":"large %s","kind":1,"startTimeUnixNano":"%s","endTimeUnixNano":"%s","attributes":[{"key":"gen_ai.input.messages","value":{"stringValue":"%s"}}]}' \
      "$hard_trace" $((i + $3)) "$i" "$before" "$now" "$value"
    i=$((i + 1))
  done
  printf ']}]}]}'
}

# points KIND METRIC...: a metric as JSON, in one request with a good point of another app.
points() {
  printf '{"resourceMetrics":[{%s,"scopeMetrics":[{"metrics":[%s]}]},{%s,"scopeMetrics":[{"metrics":[{"name":"agentotel.check.beside","gauge":{"dataPoints":[{"timeUnixNano":"%s","asInt":"1","attributes":[{"key":"kind","value":{"stringValue":"%s"}}]}]}}]}]}]}' \
    "$(resource $service)" "$2" "$(resource $beside)" "$now" "$1"
}

# sum NAME TEMPORALITY TIME [ATTRIBUTES]
sum() {
  printf '{"name":"%s","sum":{"aggregationTemporality":%s,"isMonotonic":true,"dataPoints":[{"startTimeUnixNano":"%s","timeUnixNano":"%s","asInt":"7","attributes":[%s]}]}}' "$1" "$2" "$before" "$3" "${4:-}"
}

attribute() {
  printf '{"key":"%s","value":{"stringValue":"%s"}}' "$1" "$2"
}

hard_kinds='delta_sum delta_histogram no_temporality too_old too_new no_time no_name no_data no_label_name long_label exponential'

# hard_metric KIND
hard_metric() {
  case $1 in
    delta_sum) sum agentotel.check.delta 1 "$now" ;;
    delta_histogram) printf '{"name":"agentotel.check.delta_histogram","histogram":{"aggregationTemporality":1,"dataPoints":[{"startTimeUnixNano":"%s","timeUnixNano":"%s","count":"1","sum":2,"bucketCounts":["0","1"],"explicitBounds":[1]}]}}' "$before" "$now" ;;
    no_temporality) sum agentotel.check.no_temporality 0 "$now" ;;
    too_old) sum agentotel.check.too_old 2 "$((sent - 7200))000000000" ;;
    too_new) sum agentotel.check.too_new 2 "$((sent + 7200))000000000" ;;
    no_time) sum agentotel.check.no_time 2 0 ;;
    no_name) sum '' 2 "$now" ;;
    no_data) printf '{"name":"agentotel.check.no_data"}' ;;
    no_label_name) sum agentotel.check.no_label_name 2 "$now" "$(attribute '数量' 1)" ;;
    long_label) sum agentotel.check.long_label 2 "$now" "$(attribute prompt "$(text 200000)")" ;;
    exponential) printf '{"name":"gen_ai.execute_tool.duration","unit":"s","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[{"startTimeUnixNano":"%s","timeUnixNano":"%s","count":"2","sum":3,"scale":0,"positive":{"offset":0,"bucketCounts":["1","1"]},"attributes":[%s]}]}}' "$before" "$now" "$(attribute gen_ai.tool.name agentotel-check)" ;;
  esac
}

send_hard() {
  hard_trace=$(random 16)
  body=$(mktemp)
  for part in 0 1 2 3; do
    large 100 20000 $((part * 1000 + 1)) > "$body"
    post traces "@$body"
  done
  large 512 10000 9001 > "$body"
  post traces "@$body"
  large 1 200000 9901 > "$body"
  post traces "@$body"
  for kind in $hard_kinds; do
    points "$kind" "$(hard_metric "$kind")" > "$body"
    post metrics "@$body"
  done
  rm "$body"
}

# query PROMQL
query() {
  printf 'http://prometheus:9090/api/v1/query?query=%s' "$(printf %s "$1" | od -An -tx1 -v | tr -d ' \n' | sed 's/../%&/g')"
}

look_hard() {
  counted=0 left=$seconds
  while [ "$counted" -lt 913 ] && [ "$left" -gt 0 ]; do
    counted=$(inside "http://jaeger:16686/api/traces/$hard_trace" | grep -o '"operationName":"large ' | wc -l)
    left=$((left - 1))
    [ "$counted" -ge 913 ] || sleep 1
  done
  row 'large spans in Jaeger, of 913' "$counted"
  [ "$counted" -eq 913 ] || failed=1
  holds 'what is cut says so' 'agentotel.truncated' "http://jaeger:16686/api/traces/$hard_trace"
  for kind in $hard_kinds; do
    holds "a point beside $kind" '"value"' "$(query "last_over_time(agentotel_check_beside{service_name=\"$beside\",kind=\"$kind\",instance=\"$root\"}[1h])")"
  done
  for metric in delta_total delta_histogram_count no_label_name_total long_label_total; do
    holds "its own: $metric" '"value"' "$(query "last_over_time(agentotel_check_$metric{instance=\"$root\"}[1h])")"
  done
  holds 'an exponential histogram has buckets' '"value"' "$(query "last_over_time(gen_ai_execute_tool_duration_seconds_bucket{instance=\"$root\",le=\"+Inf\"}[1h])")"
  for reason in no_temporality too_old too_new no_time no_name; do
    holds "$reason is counted" '"value"' "$(query "last_over_time(agentotel_telemetry_refused_total{service_name=\"$service\",agentotel_reason=\"$reason\"}[1h]) > 0")"
  done
}
