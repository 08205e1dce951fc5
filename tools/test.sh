#!/bin/bash
# Everything that must hold. "quick" leaves out PostgreSQL and the browser.
# Two things run beside each other, as most machines have two cores: what needs PostgreSQL, and all the rest that needs
# no browser. What the first says is printed when it has ended, whole.
set -euo pipefail
cd "$(dirname "$0")/.."
py=.venv/bin/python
quick=${1:-}
step() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

postgres=""
said=$(mktemp)
leave() {
    if [ -n "$postgres" ]; then kill -- "-$postgres" 2>/dev/null || true; fi
    rm -f "$said"
}
trap leave EXIT
if [ "$quick" != quick ]; then
    set -m # a process group of its own, so that stopping this script stops its database too
    bash tools/with_postgres.sh $py -m pytest -q -m "not browser" tests/integration >"$said" 2>&1 &
    postgres=$!
    set +m
fi

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
held=0
wait "$postgres" || held=$?
postgres=""
cat "$said"
if [ "$held" != 0 ]; then exit "$held"; fi
step "browser stories"
command -v chromium >/dev/null || { echo "Installing Chromium"; apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }
$py -m pytest -q -m browser tests/browser
step "done"
