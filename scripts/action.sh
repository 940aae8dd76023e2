#!/usr/bin/env bash
# The step of action.yml that runs tare. Its inputs are TARE_*; what it says goes to the log, to annotations, to the
# summary of the job, and to SARIF files.
set -euo pipefail

tare="$GITHUB_ACTION_PATH/dist/bin.js"
reports="$RUNNER_TEMP/tare"
mkdir -p "$reports/sarif"
passed=true

# While a program prints, no line of it is a command: the name of a file may look like one.
quietly() {
  local word status=0
  word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "::stop-commands::$word"
  "$@" 2>&1 || status=$?
  echo "::$word::"
  return "$status"
}

judge() {
  case "$1" in
    0) ;;
    3) [ "$TARE_ALLOW_GAPS" = true ] || passed=false ;;
    *) passed=false ;;
  esac
}

# Reports one command: audit or scan.
report() {
  local command=$1 status=0
  local options=(--fail-on "$TARE_FAIL_ON")
  [ -z "$TARE_BASELINE" ] || options+=(--baseline "$TARE_BASELINE")
  [ -z "$TARE_CONFIG" ] || options+=(--config "$TARE_CONFIG")
  [ "$TARE_UNTRUSTED" != true ] || options+=(--untrusted)
  # The checkout's own repository is not what is released.
  [ "$command" != scan ] || options+=(--exclude .git)
  rm -f "$reports/$command".*
  quietly node "$tare" "$command" "${options[@]}" \
    --also "sarif=$reports/sarif/$command.sarif" \
    --also "markdown=$reports/$command.md" \
    --also "github=$reports/$command.txt" \
    -- "$TARE_PATH" || status=$?
  [ ! -f "$reports/$command.txt" ] || cat "$reports/$command.txt"
  [ ! -f "$reports/$command.md" ] || cat "$reports/$command.md" >>"$GITHUB_STEP_SUMMARY"
  judge "$status"
}

gate() {
  local status=0
  local options=(--repo "$TARE_PATH" --no-progress)
  [ -z "$TARE_CONFIG" ] || options+=(--config "$TARE_CONFIG")
  node "$tare" gate "${options[@]}" -- "$TARE_GATE" >"$reports/gate.txt" 2>"$reports/gate.err" || status=$?
  quietly cat "$reports/gate.err" "$reports/gate.txt"
  # Indented, so that it is shown as it stands.
  { echo "## tare gate"; echo; sed 's/^/    /' "$reports/gate.txt"; } >>"$GITHUB_STEP_SUMMARY"
  judge "$status"
}

[ "$TARE_AUDIT" != true ] || report audit
[ "$TARE_SCAN" != true ] || report scan
[ -z "$TARE_GATE" ] || gate

{
  echo "sarif=$reports/sarif"
  echo "passed=$passed"
} >>"$GITHUB_OUTPUT"
[ "$passed" = true ]
