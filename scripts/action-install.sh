#!/usr/bin/env bash
# Installs and builds the tare that the action's ref names, by its lock file.
set -euo pipefail

if ! node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
  process.exit(major > 22 || (major === 22 && minor >= 18) ? 0 : 1)'; then
  echo "::error title=tare::tare needs Node 22.18 or newer%3A put actions/setup-node before it"
  exit 2
fi
cd "$GITHUB_ACTION_PATH"
npm ci --no-audit --no-fund --loglevel=error
[ -f dist/bin.js ] || npm run build
