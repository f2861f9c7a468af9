#!/usr/bin/env bash
# A browser without a window, from the machine's own Debian release, with axe-core from npm beside it.
# Usage: chromium.sh INTO_FOLDER
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
apt_unpack "$work/root" chromium-headless-shell fonts-dejavu-core
# What draws on a graphics card is not needed without one.
rm -rf "$work/root"/usr/share/{doc,man,locale,perl*,X11,icons} "$work/root"/usr/lib/*/{dri,gconv,perl*,libLLVM*,libz3*} \
  "$work/root"/usr/lib/chromium/libVkLayer*
# The machine's own C library is used: two of them in one process crash.
find "$work/root" \( -name 'libc.so.6' -o -name 'libm.so.6' -o -name 'libpthread.so.0' -o -name 'libdl.so.2' -o -name 'librt.so.1' \
  -o -name 'libresolv.so.2' -o -name 'ld-linux*' \) -delete

cat > "$work/root/fonts.conf" <<'XML'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
XML
cat > "$work/root/chromium" <<'SH'
#!/bin/sh
root=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
LD_LIBRARY_PATH=$(echo "$root"/usr/lib/*-linux-gnu "$root"/usr/lib/*-linux-gnu/pulseaudio "$root"/lib/*-linux-gnu | tr ' ' ':') FONTCONFIG_FILE=$root/fonts.conf \
  exec "$root/usr/lib/chromium/chromium-headless-shell" "$@"
SH
chmod +x "$work/root/chromium"
starts Chromium "$work/root/chromium" --no-sandbox --dump-dom about:blank

npm install --silent --no-audit --no-fund --prefix "$work/npm" axe-core@4.10.3 > /dev/null
cp "$work/npm/node_modules/axe-core/axe.min.js" "$work/root/axe.min.js"
mv -T "$work/root" "$into"
