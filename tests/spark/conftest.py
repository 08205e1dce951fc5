"""pyspark lies in a folder of its own, behind everything that the site itself uses."""

from __future__ import annotations

import os
import sys
from pathlib import Path

where = os.environ.get("DAYROOM_SPARK_PATH")
if where:
    sys.path.append(str(Path(where).resolve()))
    # Spark starts Python processes of its own
    os.environ["PYTHONPATH"] = os.pathsep.join(["src", ".", str(Path(where).resolve())])
    os.environ["PYSPARK_PYTHON"] = sys.executable
