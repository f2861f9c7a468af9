#!/usr/bin/env bash
# Prometheus with promtool, Alertmanager with amtool and Docker Compose, from Debian's packages. Usage: prometheus.sh INTO_FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
into=$1
work=$(mktemp -d "$into.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source=apt.sh
. "$here/apt.sh"
# shellcheck source=starts.sh
. "$here/starts.sh"

apt_setup "$work/apt" sid
(cd "$work" && apt-get -qq download prometheus promtool prometheus-alertmanager docker-compose)
mkdir "$work/root"
for package in "$work"/*.deb; do
  dpkg-deb -x "$package" "$work/root"
done

mkdir -p "$work/bin" "$work/usr/share/prometheus"
cp "$work/root/usr/bin/prometheus" "$work/root/usr/bin/promtool" "$work/root/usr/bin/amtool" "$work/bin/"
cp "$(find "$work/root" -name docker-compose -type f | head -n 1)" "$work/bin/"
# Debian's Alertmanager opens its template at an absolute path: one relative to its working folder, of the same length.
sed 's#/usr/share/prometheus/alertmanager#usr/share//prometheus/alertmanager#g' "$work/root/usr/bin/prometheus-alertmanager" > "$work/bin/alertmanager"
chmod +x "$work/bin/alertmanager"
cp -r "$work/root/usr/share/prometheus/alertmanager" "$work/usr/share/prometheus/"
for program in prometheus promtool alertmanager amtool; do
  starts "$program" "$work/bin/$program" --version
done
starts docker-compose "$work/bin/docker-compose" version
mkdir "$work/new"
mv "$work/bin" "$work/usr" "$work/new/"
mv -T "$work/new" "$into"
