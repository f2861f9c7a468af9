#!/bin/sh
# Fills the stack's volumes. Run by the service init at every `docker compose up`; what is there is kept.
#   init.sh               secrets and defaults, and what is put together from ours and the user's files
#   init.sh set NAME      also keeps the secret that comes on the standard input; an empty one is none
set -eu

config=${CONFIG:-/config} deploy=${DEPLOY:-/deploy} custom=${CUSTOM:-/custom}
jira_url=${JIRA_URL:-}
secrets=$config/secrets
alertmanager=$config/alertmanager

# The users of the images.
grafana_user=472 alertmanager_user=65534 collector_user=10001 jaeger_user=10001 sample_user=1654

own() {
  user=$1
  shift
  if [ "$(id -u)" = 0 ]; then chown -R "$user" "$@"; fi
}

# keep_secret NAME USER: takes the standard input, readable by that user alone.
keep_secret() {
  tr -d '\r\n' > "$secrets/$1.new"
  chmod 400 "$secrets/$1.new"
  own "$2:$2" "$secrets/$1.new"
  mv -f "$secrets/$1.new" "$secrets/$1"
}

has() {
  [ -s "$secrets/$1" ]
}

# The value as the replacement of sed's s|…|…|.
escaped() {
  printf '%s' "$1" | sed 's/[&|\\]/\\&/g'
}

filled() {
  sed -e "s|@SECRET@|$(escaped "${SECRET:-slack_url}")|g" \
    -e "s|@ALERT_EMAIL_TO@|$(escaped "${ALERT_EMAIL_TO:-}")|g" \
    -e "s|@ALERT_EMAIL_FROM@|$(escaped "${ALERT_EMAIL_FROM:-}")|g" \
    -e "s|@ALERT_SMTP_SERVER@|$(escaped "${ALERT_SMTP_SERVER:-}")|g" \
    -e "s|@ALERT_SMTP_USER@|$(escaped "${ALERT_SMTP_USER:-}")|g" \
    -e "s|'@ALERT_SMTP_REQUIRE_TLS@'|$(escaped "${ALERT_SMTP_REQUIRE_TLS:-true}")|g" \
    -e "s|@JIRA_URL@|$(escaped "${jira_url%/}")|g" \
    -e "s|@JIRA_USER@|$(escaped "${JIRA_USER:-}")|g" \
    -e "s|@JIRA_PROJECT@|$(escaped "${JIRA_PROJECT:-}")|g" \
    -e "s|@GRAFANA_URL@|$(escaped "${GRAFANA_URL:-http://127.0.0.1:3000}")|g" \
    -e "s|@RUNBOOK_URL@|$(escaped "${RUNBOOK_URL:-http://127.0.0.1:9090/user}")|g" \
    -e "s|@JAEGER_URL@|$(escaped "${JAEGER_URL:-http://127.0.0.1:16686}")|g" \
    "$1"
}

# needs SECRET SETTING...: whether a receiver can work; half a receiver is said and left out.
needs() {
  has "$1" || return 1
  name=$1
  shift
  for setting in "$@"; do
    eval "value=\${$setting:-}"
    if [ -z "$value" ]; then
      echo "The secret $name is set and $setting is not: set it in .env. The receiver is left out." >&2
      return 1
    fi
  done
}

is_on() {
  case $1 in
    slack) has slack_url ;;
    email) needs email_password ALERT_EMAIL_TO ALERT_EMAIL_FROM ALERT_SMTP_SERVER ALERT_SMTP_USER ;;
    pagerduty) has pagerduty_key ;;
    teams) has teams_url ;;
    jira) needs jira_token JIRA_URL JIRA_USER JIRA_PROJECT ;;
    webhook) has webhook_url ;;
    deadman) has deadman_url ;;
  esac
}

receivers() {
  for kind in "$@"; do
    if is_on "$kind"; then filled "$deploy/alertmanager/receivers/$kind.yml" | sed 's/^/    /'; fi
  done
}

# Teams with a channel of their own get what is theirs there too.
team_routes() {
  for team in developers operations finance management; do
    if has "slack_url_$team"; then
      printf "    - matchers: ['team=\"%s\"', 'severity!=\"none\"']\n      receiver: team-%s\n      continue: true\n" "$team" "$team"
    fi
  done
}

team_receivers() {
  for team in developers operations finance management; do
    if has "slack_url_$team"; then
      echo "  - name: team-$team"
      SECRET=slack_url_$team filled "$deploy/alertmanager/receivers/slack.yml" | sed 's/^/    /'
    fi
  done
}

# custom FILE INDENT: the user's own lines.
custom() {
  if [ -f "$custom/alertmanager/$1" ]; then sed "s/^/$2/" "$custom/alertmanager/$1"; fi
}

assemble() {
  while IFS= read -r line; do
    case $line in
      *'#@ receivers '*)
        # shellcheck disable=SC2086
        receivers ${line#*'#@ receivers '} ;;
      *'#@ team routes') team_routes ;;
      *'#@ team receivers') team_receivers ;;
      *'#@ custom '*) custom "${line#*'#@ custom '}" "${line%%'#@'*}" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done < "$deploy/alertmanager/alertmanager.yml"
}

mkdir -p "$secrets" "$alertmanager/templates" "$config/loki-rules/fake"
chmod 755 "$config" "$secrets"
if [ "${1:-}" = set ]; then
  case ${2:-} in
    slack_url | slack_url_developers | slack_url_operations | slack_url_finance | slack_url_management | email_password | \
      pagerduty_key | teams_url | jira_token | webhook_url | deadman_url | custom_*) keep_secret "$2" "$alertmanager_user" ;;
    grafana_admin) keep_secret "$2" "$grafana_user" ;;
    *) echo "There is no secret ${2:-without a name}." >&2; exit 2 ;;
  esac
fi
has grafana_admin || od -An -tx1 -N 24 /dev/urandom | tr -d ' \n' | keep_secret grafana_admin "$grafana_user"
has slack_url || printf http://alert-sink:8080/cgi-bin/slack | keep_secret slack_url "$alertmanager_user"

assemble > "$alertmanager/alertmanager.yml.new"
mv -f "$alertmanager/alertmanager.yml.new" "$alertmanager/alertmanager.yml"
for template in "$deploy"/alertmanager/templates/*.tmpl; do
  filled "$template" > "$alertmanager/templates/${template##*/}"
done

# Loki reads the rules of one folder: ours and the user's side by side.
rm -f "$config"/loki-rules/fake/*
for rules in "$deploy"/loki/rules/*.yml; do
  if [ -f "$rules" ]; then cp "$rules" "$config/loki-rules/fake/agentotel-${rules##*/}"; fi
done
for rules in "$custom"/loki/*.yml; do
  if [ -f "$rules" ]; then cp "$rules" "$config/loki-rules/fake/custom-${rules##*/}"; fi
done
chmod -R a+rX "$alertmanager" "$config/loki-rules"

if [ -d /queue ]; then own "$collector_user:$collector_user" /queue; fi
if [ -d /badger ]; then own "$jaeger_user:$jaeger_user" /badger; fi
if [ -d /state ]; then own "$sample_user:$sample_user" /state; fi
