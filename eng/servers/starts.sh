# Starts once what was unpacked, so that what it misses is said when it is fetched, and not by a test. Sourced by the scripts
# beside it.

# starts NAME COMMAND...: runs the command to its end. Where it fails, the last line on the standard error tells the cause.
starts() {
  local name=$1 output cause
  shift
  output=$(timeout 60 "$@" 2>&1 < /dev/null) && return
  cause=$(sed -nE 's/.*error while loading shared libraries: ([^:]+): .*/the library \1 is missing/p
    s/.*version `([^'\'']+)'\'' not found.*/this machine'\''s C library is too old: \1 is missing/p' <<< "$output" | head -n 1)
  printf '%s\n' "$output" >&2
  echo "$name does not start: ${cause:-$(tail -n 1 <<< "${output:-no answer}")}" >&2
  return 1
}
