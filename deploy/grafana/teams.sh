#!/bin/sh
# Makes a team for each role, gives it the folder that is its own, and lets developers and operations see more. Run again, it
# changes nothing that is right. People are added to teams in Grafana.
set -eu
password=$(cat /config/secrets/grafana_admin)

# api METHOD PATH [BODY]
api() {
  curl -sS --fail-with-body -u "admin:$password" -H 'Content-Type: application/json' -X "$1" ${3:+-d "$3"} "$GRAFANA$2"
}

team_id() {
  api GET "/api/teams/search?name=$1" | sed -n 's/.*"teams":\[{"id":\([0-9]*\).*/\1/p'
}

team() {
  id=$(team_id "$1")
  if [ -z "$id" ]; then
    api POST /api/teams "{\"name\":\"$1\"}" > /dev/null
    id=$(team_id "$1")
  fi
  echo "$id"
}

# item TEAM_ID PERMISSION: 1 sees, 2 changes, 4 administers.
item() {
  printf '{"teamId":%s,"permission":%s}' "$1" "$2"
}

folder() {
  uid=$1
  shift
  items=$(IFS=,; echo "$*")
  api POST "/api/folders/$uid/permissions" "{\"items\":[{\"role\":\"Admin\",\"permission\":4},$items]}" > /dev/null
  echo "Folder $uid is set."
}

developers=$(team developers)
operations=$(team operations)
finance=$(team finance)
management=$(team management)
folder agentotel-developer "$(item "$developers" 1)" "$(item "$operations" 1)"
folder agentotel-operations "$(item "$operations" 1)" "$(item "$developers" 1)"
folder agentotel-finance "$(item "$finance" 1)" "$(item "$management" 1)" "$(item "$operations" 1)"
folder agentotel-management "$(item "$management" 1)" "$(item "$finance" 1)" "$(item "$operations" 1)"
