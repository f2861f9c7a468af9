#!/usr/bin/env bash
# BusyBox, whose shell and wget run the stack's scripts in their containers. Usage: busybox.sh INTO_FOLDER
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
apt_unpack "$work/root" busybox-static
mkdir "$work/new"
mv "$(find "$work/root" -name busybox -type f -perm -u+x | head -n 1)" "$work/new/busybox"
starts BusyBox "$work/new/busybox" true
mv -T "$work/new" "$into"
