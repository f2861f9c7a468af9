#!/usr/bin/env bash
# OpenTelemetry's SDK and exporters for JavaScript, from npm. Usage: javascript.sh INTO_FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
into=$1
work=$(mktemp -d "$into.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source=starts.sh
. "$here/starts.sh"
cp "$here/javascript/send.mjs" "$work/"
packages=(@opentelemetry/api@1.10.0)
for package in resources sdk-trace sdk-logs sdk-metrics; do
  packages+=("@opentelemetry/$package@3.1.0")
done
for signal in trace logs metrics; do
  for encoding in grpc proto http; do
    packages+=("@opentelemetry/exporter-$signal-otlp-$encoding@0.301.0")
  done
done
(cd "$work" && npm install --silent --no-audit --no-fund --ignore-scripts --prefix . "${packages[@]}" > /dev/null)
imports=()
for package in "${packages[@]}"; do
  imports+=("await import('${package%@*}');")
done
(cd "$work" && starts JavaScript node --input-type=module --eval "${imports[*]}")
mv -T "$work" "$into"
