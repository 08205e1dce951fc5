"""R's `surveillance`, on the same series and the same core, in the same run.

It is taken as Debian packages it. Where it is absent it is installed; where that cannot be done the bench says so and
leaves its rows out. Nothing of it enters the project: the script below only calls it.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

PACKAGE = "r-cran-surveillance"
SCRIPT = """
suppressMessages(library(surveillance))
asked <- commandArgs(TRUE)
y <- as.matrix(read.csv(asked[1], header = FALSE))
first <- as.integer(asked[3]); last <- as.integer(asked[4]); what <- asked[5]; alpha <- as.numeric(asked[6])
flexible <- list(range = first:last, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, pThresholdTrend = 1,
  thresholdMethod = "nbPlugin", weightsThreshold = 2.58, alpha = alpha, glmWarnings = FALSE)
used <- system.time(made <- sapply(seq_len(nrow(y)), function(row) {
  series <- sts(observed = as.numeric(y[row, ]), frequency = 52)
  if (what == "flexible") seen <- suppressWarnings(farringtonFlexible(series, control = flexible))
  else seen <- earsC(series, control = list(range = first:last, method = what, alpha = alpha))
  c(as.numeric(alarms(seen)), as.numeric(upperbound(seen)))
}))
write.table(t(made), asked[2], sep = ",", row.names = FALSE, col.names = FALSE, na = "nan")
cat(sum(used[c("user.self", "sys.self")]), as.character(packageVersion("surveillance")),
  R.version$major, R.version$minor)
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What R said of each series, (series, periods), how long its core worked, and which version spoke."""

    alarm: np.ndarray
    limit: np.ndarray
    cpu_seconds: float
    version: str


@cache
def there() -> bool:
    """Whether R and its package can be used; installs them if they are absent."""
    if _answers():
        return True
    if shutil.which("apt-get"):
        print(f"{PACKAGE} is not here: installing it", file=sys.stderr)
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", PACKAGE], check=False, capture_output=True
        )
    if _answers():
        return True
    print(
        f"R's surveillance is not here and could not be installed ({PACKAGE}): its rows are left out", file=sys.stderr
    )
    return False


def _answers() -> bool:
    if not shutil.which("Rscript"):
        return False
    asked = subprocess.run(["Rscript", "-e", "library(surveillance)"], check=False, capture_output=True)
    return asked.returncode == 0


def ask(values: np.ndarray, what: str, *, first: int, alpha: float) -> Answer:
    """Let R judge the series.

    values   (series, periods)
    what     flexible, C1, C2 or C3
    first    the first period to judge, counted from 1
    """
    with tempfile.TemporaryDirectory() as folder:
        script, given, made = (Path(folder) / name for name in ("ask.R", "given.csv", "made.csv"))
        script.write_text(SCRIPT, encoding="utf-8")
        with given.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(values.astype(int).tolist())
        asked = [str(given), str(made), str(first), str(values.shape[1]), what, str(alpha)]
        done = subprocess.run(["Rscript", str(script), *asked], check=True, capture_output=True, text=True)
        both = np.atleast_2d(np.genfromtxt(made, delimiter=","))
    seconds, package, major, minor = done.stdout.split()
    half = both.shape[1] // 2
    return Answer(both[:, :half] == 1, both[:, half:], float(seconds), f"R {major}.{minor}, surveillance {package}")
