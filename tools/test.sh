#!/bin/bash
# Everything that must hold. "quick" leaves out PostgreSQL and the browser.
set -euo pipefail
cd "$(dirname "$0")/.."
py=.venv/bin/python
quick=${1:-}
step() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

step "lint"
$py -m ruff check src tests bench tools
step "types"
$py -m mypy src/dayroom
step "architecture"
.venv/bin/lint-imports --no-cache
step "unit, guards and specifications, integration on SQLite"
$py -m pytest -q -m "not browser" tests
if [ "$quick" = quick ]; then exit 0; fi
step "integration on PostgreSQL"
bash tools/with_postgres.sh $py -m pytest -q -m "not browser" tests/integration
step "browser stories"
command -v chromium >/dev/null || { echo "Installing Chromium"; apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }
$py -m pytest -q -m browser tests/browser
step "done"
