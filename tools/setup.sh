#!/bin/sh
# Leaves a ready virtual environment in .venv. Shows what it does; says what is missing in one sentence.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "Dayroom needs Python 3.11 or newer (set PYTHON=… to name it)." >&2; exit 1; }
[ -x .venv/bin/python ] || { echo "Making a virtual environment in .venv"; "$python" -m venv .venv; }
# an environment made by another tool may lack pip
.venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null 2>&1 \
    || "$python" -m venv --clear .venv
echo "Installing what Dayroom needs (about a minute the first time)"
# uv installs in seconds what takes pip a minute; where it cannot be had, pip does the same
if .venv/bin/python -m pip install --quiet --disable-pip-version-check uv >/dev/null 2>&1; then
    .venv/bin/python -m uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/dev.txt
    .venv/bin/python -m uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
else
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
if [ -d src/dayroom/locale ]; then .venv/bin/python tools/translations.py compile; fi
# claims are found by meaning with it, by words without it: the site works either way
.venv/bin/dayroom embeddings install || true
touch .venv/.ready
echo "Ready."
