# Fetches Debian packages without root and unpacks them: nothing is installed. Sourced by the scripts beside it.

# The address of the machine's own Debian mirror.
mirror() {
  local uri
  uri=$(sed -nE 's/^URIs: *([^ ]+).*/\1/p; s/^deb (\[[^]]*\] )?([^ ]+).*/\2/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -v security | head -n 1)
  [ -n "$uri" ] || { echo "no Debian mirror in /etc/apt" >&2; return 1; }
  echo "$uri"
}

# apt_setup FOLDER SUITE: a private configuration, so that the machine's own apt stays as it is.
apt_setup() {
  local folder=$1 suite=$2
  mkdir -p "$folder"/{lists/partial,archives/partial}
  : > "$folder/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) $suite main" > "$folder/sources.list"
  cat > "$folder/apt.conf" <<CONF
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State::lists "$folder/lists";
Dir::State::status "$folder/status";
Dir::Cache "$folder";
Dir::Cache::archives "$folder/archives";
APT::Sandbox::User "";
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
  export APT_CONFIG=$folder/apt.conf
  apt-get -qq update
}

# apt_unpack INTO PACKAGE...: the packages with all that they depend on.
apt_unpack() {
  local into=$1
  shift
  apt-get -qq --yes --download-only install "$@" > /dev/null
  mkdir -p "$into"
  local package
  for package in "${APT_CONFIG%/*}"/archives/*.deb; do
    dpkg-deb -x "$package" "$into"
  done
}
