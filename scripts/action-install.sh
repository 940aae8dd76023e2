#!/usr/bin/env bash
# Installs and builds the tare that the action's ref names, by its lock file.
set -euo pipefail

if ! node -e 'process.exit(parseInt(process.versions.node, 10) >= 24 ? 0 : 1)'; then
  echo "::error title=tare::tare needs Node 24 or newer%3A put actions/setup-node before it"
  exit 2
fi
cd "$GITHUB_ACTION_PATH"
npm ci --no-audit --no-fund --loglevel=error
[ -f dist/bin.js ] || npm run build
