#!/usr/bin/env bash
# Builds the OpenTelemetry Collector with its core components, and the oracle for Prometheus's metric names, from
# Debian's Go packages. Usage: collector.sh INTO_FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
into=$1
work=$(mktemp -d "$into.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source=apt.sh
. "$here/apt.sh"
# shellcheck source=starts.sh
. "$here/starts.sh"

echo "  packages (about 330 MB)"
apt_setup "$work/apt" sid
apt_unpack "$work/root" golang-go golang-opentelemetry-collector-dev golang-github-prometheus-otlptranslator-dev

GOROOT=$(echo "$work"/root/usr/lib/go-1.*)
export GOROOT GOPATH="$work/go:$work/root/usr/share/gocode" GO111MODULE=off CGO_ENABLED=0 GOCACHE="$work/gocache" GOFLAGS=
mkdir -p "$work/bin" "$work/go"
echo "  build"
for program in collector metric-namer; do
  mkdir -p "$work/go/src/agentotel/$program"
  cp "$here/$program/main.go" "$work/go/src/agentotel/$program/"
  "$GOROOT/bin/go" build -o "$work/bin/$program" "agentotel/$program"
done
starts Collector "$work/bin/collector" --version
starts metric-namer "$work/bin/metric-namer"
mv -T "$work/bin" "$into"
