#!/bin/sh
# The counts of the lake on Spark and on DuckDB, compared (docs/operators/lake.md). Needs Java 17 and, once, the network.
set -eu
cd "$(dirname "$0")/.."
WHERE="${DAYROOM_SPARK:-.cache/pyspark}"
if ! command -v java >/dev/null; then
    echo "Not tested: there is no Java on this machine. Spark needs Java 17."
    exit 0
fi
if [ ! -d "$WHERE/pyspark" ]; then
    echo "Fetching pyspark 4.0.5 into $WHERE, beside the environment of the site."
    if ! uv pip install --quiet --python .venv/bin/python --target "$WHERE" "pyspark==4.0.5"; then
        echo "Not tested: pyspark could not be fetched."
        exit 0
    fi
fi
# warnings are about sockets that pyspark leaves open; appended, not put first: the site's own libraries are the ones that are tested
DAYROOM_SPARK_PATH="$WHERE" exec .venv/bin/python -m pytest -q --timeout 0 -W ignore -p no:unraisableexception tests/spark
