#!/usr/bin/env bash
# Grafana's grammar of LogQL, from npm. Usage: logql.sh INTO_FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
into=$1
work=$(mktemp -d "$into.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source=starts.sh
. "$here/starts.sh"
cp "$here/logql/parse.mjs" "$work/"
(cd "$work" && npm install --silent --no-audit --no-fund --prefix . @grafana/lezer-logql@0.4.2 @lezer/lr@1 @lezer/common@1 > /dev/null)
starts LogQL sh -c 'echo "{app=\"shop\"}" | node "$0"' "$work/parse.mjs"
mv -T "$work" "$into"
