#!/usr/bin/env bash
# Brings the real servers that the tests use, builds the solution, and runs every test.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'USAGE'
./test.sh [--require-all] [--filter EXPRESSION]

  --require-all  fail if any test had to be left out
  --filter       run only the tests that fit, as in `dotnet test --filter`

The servers are kept in $AGENTOTEL_TEST_CACHE (~/.cache/agentotel). The first run fetches several hundred MB from the
machine's Debian mirror and builds the OpenTelemetry Collector; later runs find it there.
USAGE
}

require_all=false filter=
while [ $# -gt 0 ]; do
  case $1 in
    --require-all) require_all=true ;;
    --filter) filter=$2; shift ;;
    --help | -h) usage; exit 0 ;;
    *) echo "$1 is not an option." >&2; usage >&2; exit 2 ;;
  esac
  shift
done

export AGENTOTEL_TEST_CACHE=${AGENTOTEL_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/agentotel}
mkdir -p "$AGENTOTEL_TEST_CACHE"
left_out=()

# bring NAME SCRIPT WHAT_NEEDS_IT: a folder that is there is complete, since it is moved into place when it is.
bring() {
  local folder=$AGENTOTEL_TEST_CACHE/$1 log
  [ -d "$folder" ] && return
  log=$(mktemp)
  echo "Fetching $1 ..."
  if "eng/servers/$2" "$folder" 2> "$log"; then
    rm "$log"
  else
    left_out+=("$3: $1 could not be had ($(tail -n 1 "$log"))")
    filter="${filter:+($filter)&}Needs!=$3"
  fi
}

started=$SECONDS
bring collector-2 collector.sh Collector
bring postgres-1 postgres.sh PostgreSQL
bring prometheus-1 prometheus.sh Prometheus
bring logql-1 logql.sh LogQL
bring chromium-2 chromium.sh Chromium
bring javascript-1 javascript.sh JavaScript
bring busybox-1 busybox.sh BusyBox
bring sqlite-1 sqlite.sh SQLite

# A disk that is really full is a small one in memory; mounting it takes the right to.
disk=$(mktemp -d)
if mount -t tmpfs -o size=64k tmpfs "$disk" 2> /dev/null; then
  umount "$disk"
else
  left_out+=("Tmpfs: this user may not mount a disk in memory")
  filter="${filter:+($filter)&}Needs!=Tmpfs"
fi
rmdir "$disk"

echo "Servers ready after $((SECONDS - started)) s."

dotnet build AgentOtel.sln -c Release --nologo -v minimal
dotnet test AgentOtel.sln -c Release --no-build --nologo --logger "console;verbosity=minimal" ${filter:+--filter "$filter"}

echo "Done after $((SECONDS - started)) s."
if [ ${#left_out[@]} -gt 0 ]; then
  echo "Left out:"
  printf '  the tests that need %s\n' "${left_out[@]}"
  if $require_all; then exit 1; fi
fi
