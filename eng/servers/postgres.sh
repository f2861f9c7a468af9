#!/usr/bin/env bash
# PostgreSQL from the machine's own Debian release. Usage: postgres.sh INTO_FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
into=$1
work=$(mktemp -d "$into.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source=apt.sh
. "$here/apt.sh"

release=$(. /etc/os-release && echo "$VERSION_CODENAME")
apt_setup "$work/apt" "$release"
apt_unpack "$work/root" postgresql
rm -rf "$work/root"/usr/share/{doc,man,locale,perl*} "$work/root"/usr/lib/*/perl*
mv "$work/root" "$into"
