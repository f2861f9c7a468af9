#!/usr/bin/env bash
# Runs the tests on a machine that has never seen the project: a root folder of its own with the .NET SDK, git, curl, Node
# and apt, and nothing else.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=servers/apt.sh
. "$here/servers/apt.sh"

usage() {
  cat <<'USAGE'
eng/fresh.sh [--ref COMMIT] [--root FOLDER] [--keep] [-- COMMAND...]
eng/fresh.sh --clean FOLDER

Makes a root folder of the machine's own Debian release, clones the repository into it, and runs ./test.sh --require-all
there in namespaces of its own: with the network, without any cache, and without what this machine has installed. Needs
root, unshare, perl, and the .NET SDK, git and Node, which are copied into it. One run takes 15 to 30 minutes and 8 GB.

  --ref COMMIT   what to test (HEAD); what is not committed is left out
  --root FOLDER  where the root folder is made (a new one below /var/tmp). One that a run has kept is used again: all that
                 an earlier run left in it goes, but its packages need not be fetched once more
  --keep         leave the folder when done, to look into it: chroot FOLDER
  --clean FOLDER delete a folder that a run has kept, and do nothing else
  -- COMMAND...  run this in the clone, in place of the tests

Packages come from where this machine gets its own: apt's mirror and options, NuGet.Config, .npmrc, proxies and
certificates are lent to the root folder while the command runs, and are not left in it.
USAGE
}

# The mark by which a folder is known as ours, so that no other is ever deleted.
readonly mark=.agentotel-fresh

say() { printf '[%4d s] %s\n' "$SECONDS" "$*"; }

fail() {
  echo "eng/fresh.sh: $*" >&2
  exit 1
}

delete() {
  [ -e "$1/$mark" ] || fail "$1 was not made by eng/fresh.sh; it stays."
  rm -rf --one-file-system "$1"
}

# Debian's base and what the SDK and git need to run. ICU has its version in its name.
make_base() {
  local release icu
  # shellcheck source=/dev/null
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  say "Making $root: Debian $release, the .NET SDK, git, curl, Node, apt."
  mkdir -p "$root"
  [ -z "$(ls -A "$root")" ] || fail "$root is neither empty nor made by eng/fresh.sh."
  : > "$root/$mark"
  apt-get -qq update
  (cd "$work" && apt-get -qq download mmdebstrap 2> /dev/null && dpkg-deb -x mmdebstrap_*.deb .)
  icu=$(apt-cache pkgnames libicu | grep -E '^libicu[0-9]+$' | sort -V | tail -n 1)
  perl "$work/usr/bin/mmdebstrap" --mode=root --variant=minbase --skip=check/empty --quiet \
    --include="ca-certificates,curl,git,libssl3,libstdc++6,zlib1g,tzdata,$icu" \
    "$release" "$root" "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) $release main"
  cp -a "$(dirname "$(readlink -f "$(command -v dotnet)")")" "$root/usr/share/dotnet"
  ln -s ../share/dotnet/dotnet "$root/usr/bin/dotnet"
  cp -aL "$(command -v node)" "$root/usr/bin/node"
  mkdir -p "$root/usr/lib/node_modules"
  cp -a "$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")" "$root/usr/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/bin/npm"
}

# What this machine's package clients are told, laid out as it will stand in the root folder.
lend() {
  mkdir -p "$1"/etc/apt/{apt.conf.d,auth.conf.d} "$1/root/.nuget/NuGet"
  cp -L /etc/resolv.conf /etc/hosts "$1/etc/"
  cp -rL /etc/ssl/certs "$1/etc/certs"
  apt-config dump | grep '^Acquire::' | grep -vE '::(IndexTargets|Changelogs)' > "$1/etc/apt/apt.conf.d/99fresh"
  cp -r /etc/apt/auth.conf.d "$1/etc/apt/" 2> /dev/null || true
  cp -r "$HOME/.nuget/NuGet" "$1/root/.nuget/" 2> /dev/null || true
  cp "$HOME/.npmrc" "$1/root/.npmrc" 2> /dev/null || : > "$1/root/.npmrc"
  local names='(https?|all|no)_proxy|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|CURL_CA_BUNDLE|GIT_SSL_CAINFO'
  env | grep -iE "^($names|NUGET_CERT_[A-Z_]*|npm_config_[a-z_]*)=" > "$1/environment" || true
}

# Takes the place of this shell, so it is called in one of its own. Mounts live in a namespace of the command's: they are
# gone when it ends, however it does, and so are its processes.
enter() {
  # shellcheck disable=SC2016
  exec unshare --mount --pid --fork --kill-child --propagation private bash -euc '
    root=$1 lent=$2
    shift 2
    over() {
      if [ -d "$1" ]; then mkdir -p "$2"; else mkdir -p "$(dirname "$2")"; touch "$2"; fi
      mount --bind -o ro "$1" "$2"
    }
    mount --bind "$root" "$root"
    mount --rbind /dev "$root/dev"
    mount --rbind /sys "$root/sys"
    mount -t proc proc "$root/proc"
    over "$lent/etc/resolv.conf" "$root/etc/resolv.conf"
    over "$lent/etc/hosts" "$root/etc/hosts"
    over "$lent/etc/certs" "$root/etc/ssl/certs"
    over "$lent/etc/apt/apt.conf.d/99fresh" "$root/etc/apt/apt.conf.d/99fresh"
    over "$lent/etc/apt/auth.conf.d" "$root/etc/apt/auth.conf.d"
    over "$lent/root/.nuget/NuGet" "$root/root/.nuget/NuGet"
    over "$lent/root/.npmrc" "$root/root/.npmrc"
    mapfile -t environment < "$lent/environment"
    # No chroot: in one, nobody may make a user namespace, as the tests do for PostgreSQL.
    cd "$root"
    pivot_root . .
    umount -l .
    cd /root/agentotel
    exec env -i --default-signal=INT,QUIT "${environment[@]}" \
      HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 TERM="${TERM:-dumb}" "$@"
  ' bash "$root" "$work/lent" "$@"
}

finish() {
  local status=$?
  if [ -n "$running" ]; then
    kill -KILL "$running" 2> /dev/null || true
    wait "$running" 2> /dev/null || true
  fi
  rm -rf "$work"
  if $keep; then
    say "Kept $root; eng/fresh.sh --clean $root deletes it."
  elif [ -e "$root/$mark" ]; then
    delete "$root"
    say "Deleted $root."
  fi
  exit "$status"
}

main() {
  local ref=HEAD commit began status=0
  root='' keep=false running=''
  while [ $# -gt 0 ]; do
    case $1 in
      --ref) ref=${2:?--ref names a commit}; shift ;;
      --root) root=${2:?--root names a folder}; shift ;;
      --keep) keep=true ;;
      --clean) delete "${2:?--clean names a folder}"; exit 0 ;;
      --help | -h) usage; exit 0 ;;
      --) shift; break ;;
      *) echo "$1 is not an option." >&2; usage >&2; exit 2 ;;
    esac
    shift
  done
  [ $# -gt 0 ] || set -- ./test.sh --require-all

  [ "$(id -u)" = 0 ] || fail "only root may make a root folder and enter it."
  local tool
  for tool in unshare pivot_root perl dotnet git node npm; do
    command -v "$tool" > /dev/null || fail "$tool is not on this machine."
  done
  commit=$(git -C "$here" rev-parse --verify --quiet "$ref^{commit}") || fail "$ref is not a commit."
  root=${root:-$(mktemp -d /var/tmp/agentotel-fresh.XXXXXX)}
  work=$(mktemp -d)
  trap finish EXIT
  trap 'exit 130' INT TERM HUP

  if [ -e "$root/$mark" ]; then say "Using $root again."; else make_base; fi
  find "$root/root" "$root/tmp" "$root/var/tmp" -mindepth 1 -delete
  git clone --quiet --no-hardlinks "$here/.." "$root/root/agentotel"
  git -C "$root/root/agentotel" -c advice.detachedHead=false checkout --quiet "$commit"
  lend "$work/lent"
  local versions
  # shellcheck disable=SC2016
  versions=$(enter sh -euc 'export HOME=/tmp
    echo ".NET SDK $(dotnet --version)"
    echo "Node $(node --version)"
    echo "npm $(npm --version)"
    git --version
    curl --version | head -n 1 | cut -d " " -f 1,2' | paste -sd ,)
  say "In it: $(find "$root/var/lib/dpkg/info" -name '*.list' | wc -l) Debian packages, $versions; no caches."
  say "The clone is at $(git -C "$here" log -1 --format='%h (%s)' "$commit")."
  [ -z "$(git -C "$here" status --porcelain)" ] || say "What is not committed is left out."

  say "Running: $*"
  began=$SECONDS
  enter "$@" <&0 &
  running=$!
  wait "$running" || status=$?
  running=''
  if [ "$status" = 0 ]; then say "PASSED after $((SECONDS - began)) s."; else say "FAILED with $status after $((SECONDS - began)) s."; fi
  say "It left $(du -sh --one-file-system "$root/root" | cut -f 1) in the home folder."
  exit "$status"
}

main "$@"
