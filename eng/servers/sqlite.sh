#!/usr/bin/env bash
# SQLite 3.40's own command, the oldest that the views of the viewer's file are promised to. Usage: sqlite.sh INTO_FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
into=$1
work=$(mktemp -d "$into.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source=apt.sh
. "$here/apt.sh"
# shellcheck source=starts.sh
. "$here/starts.sh"

apt_setup "$work/apt" bookworm
apt_unpack "$work/root" sqlite3
mkdir "$work/new"
cp -L "$work/root/usr/bin/sqlite3" "$work/new/sqlite3.real"
find "$work/root" \( -name 'libsqlite3.so.0' -o -name 'libreadline.so.8' -o -name 'libtinfo.so.6' \) -exec cp -L {} "$work/new" \;
cat > "$work/new/sqlite3" <<'SH'
#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH=$here exec "$here/sqlite3.real" "$@"
SH
chmod +x "$work/new/sqlite3"
starts SQLite "$work/new/sqlite3" :memory: "SELECT 1"
mv -T "$work/new" "$into"
