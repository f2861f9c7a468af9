#!/usr/bin/env bash
# PostgreSQL from the machine's own Debian release. Usage: postgres.sh INTO_FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
into=$1
work=$(mktemp -d "$into.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source=apt.sh
. "$here/apt.sh"
# shellcheck source=starts.sh
. "$here/starts.sh"

release=$(. /etc/os-release && echo "$VERSION_CODENAME")
apt_setup "$work/apt" "$release"
apt_unpack "$work/root" postgresql
rm -rf "$work/root"/usr/share/{doc,man,locale,perl*} "$work/root"/usr/lib/*/perl*

# It refuses to run as root: a namespace of its own shows it another user.
as=()
if [ "$(id -u)" = 0 ]; then as=(unshare --user); fi
libraries=$(echo "$work"/root/usr/lib/*-linux-gnu)
starts PostgreSQL env LD_LIBRARY_PATH="$libraries" "${as[@]}" "$work"/root/usr/lib/postgresql/*/bin/initdb -D "$work/data" -A trust --no-sync --locale C
mv -T "$work/root" "$into"
