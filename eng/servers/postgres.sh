#!/usr/bin/env bash
# postgres.sh FOLDER: PostgreSQL from the machine's own Debian release, unpacked into the folder.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/apt.sh"

folder=$1
. /etc/os-release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt_setup "$work/apt" "$VERSION_CODENAME"
apt_unpack "$work/postgres" postgresql
rm -rf "$work/postgres"/usr/share/{doc,man,locale,perl*} "$work/postgres"/usr/lib/*/perl*
mkdir -p "$(dirname "$folder")"
mv "$work/postgres" "$folder"
