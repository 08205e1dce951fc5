#!/bin/sh
# Fetches the browser files that we carry with us (web/static/vendor) in the versions that VENDORED.toml names,
# through the npm client and whatever registry it is set to use, and refuses a file whose SHA-256 is another one.
#
#   tools/vendor.sh            fetch and check
#   tools/vendor.sh --check    only check what is there
#   tools/vendor.sh --pin      fetch, and write the SHA-256 of what came into VENDORED.toml (after raising a version)
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
exec python3 "$here/tools/vendor.py" "${1:-}"
