#!/bin/sh
# Keeps a secret for the running stack, and makes Alertmanager read its configuration again:
#   deploy/secret.sh slack_url            asks for it
#   deploy/secret.sh slack_url < FILE     reads it; an empty one switches off what needs it
set -eu
cd "$(dirname "$0")/.."
name=${1:-}
case $name in
  '' | -h | --help)
    sed -n '2,4s/^# \{0,1\}//p' "$0"
    echo "Names: slack_url, slack_url_TEAM (developers, operations, finance, management), email_password, pagerduty_key,"
    echo "teams_url, jira_token, webhook_url, deadman_url, grafana_admin. What else each needs stands in .env."
    exit 0 ;;
esac
if [ -t 0 ]; then
  printf '%s: ' "$name" >&2
  stty -echo
  read -r value
  stty echo
  echo >&2
else
  value=$(cat)
fi
printf '%s' "$value" | docker compose run --rm --no-deps -T init set "$name"
if [ "$name" = grafana_admin ]; then
  echo "Kept. Grafana has the password of its first start until it is changed there too."
else
  docker compose exec -T alertmanager wget -qO- --post-data= http://localhost:9093/-/reload
  echo "Kept. Alertmanager has read it."
fi
