#!/bin/sh
# Makes a team for each role, gives it the folder that is its own, and lets developers and operations see more. Run again, it
# changes nothing that is right. People are added to teams in Grafana.
set -eu
password=$(cat "${CONFIG:-/config}/secrets/grafana_admin")

# api PATH [BODY]: asks, or sends what is given.
api() {
  wget -qO- --header "Authorization: Basic $(printf 'admin:%s' "$password" | base64 | tr -d '\n')" \
    --header 'Content-Type: application/json' ${2:+--post-data "$2"} "$GRAFANA$1"
}

team_id() {
  api "/api/teams/search?name=$1" | sed -n 's/.*"teams":\[{"id":\([0-9]*\).*/\1/p'
}

team() {
  id=$(team_id "$1")
  if [ -z "$id" ]; then
    api /api/teams "{\"name\":\"$1\"}" > /dev/null
    id=$(team_id "$1")
  fi
  echo "$id"
}

# item TEAM_ID PERMISSION: 1 sees, 2 changes, 4 administers.
item() {
  printf '{"teamId":%s,"permission":%s}' "$1" "$2"
}

folder() {
  uid=$1 title=$2
  shift 2
  # Provisioning makes it too, as soon as there is a dashboard for it; whoever is second finds it.
  api /api/folders "{\"uid\":\"$uid\",\"title\":\"$title\"}" > /dev/null 2>&1 || true
  items=$(IFS=,; echo "$*")
  api "/api/folders/$uid/permissions" "{\"items\":[{\"role\":\"Admin\",\"permission\":4},$items]}" > /dev/null
  echo "Folder $uid is set."
}

api /api/teams/search > /dev/null || {
  echo "Grafana does not take the password of admin that is kept here. If it was changed in Grafana: deploy/secret.sh grafana_admin" >&2
  exit 1
}
developers=$(team developers)
operations=$(team operations)
finance=$(team finance)
management=$(team management)
folder agentotel-developer Developer "$(item "$developers" 1)" "$(item "$operations" 1)"
folder agentotel-operations Operations "$(item "$operations" 1)" "$(item "$developers" 1)"
folder agentotel-finance Finance "$(item "$finance" 1)" "$(item "$management" 1)" "$(item "$operations" 1)"
folder agentotel-management Management "$(item "$management" 1)" "$(item "$finance" 1)" "$(item "$operations" 1)"
