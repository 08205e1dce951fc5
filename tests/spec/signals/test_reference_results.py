"""Every limit and alarm beside what R 4.2.2 with surveillance 1.20.3 gives on the same series.

The results stand beside the project, not in it; without them these tests are skipped and say so.

Exceptions: R gives no number for C3 where two equal weeks have no spread, we say "no answer" there; the reference of
epitweetr gives no damped limit where all seven values of the past are equal, we assume a spread of one half.
"""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from dayroom.engines.signals import Counts, Ears, FarringtonFlexible, Interval, counts

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "reference"
RESULTS = REFERENCE / "surveillance"
TOLERANCE = 1e-6

pytestmark = pytest.mark.skipif(not RESULTS.is_dir(), reason="the reference results are not beside the project")
NAMES = sorted(path.name.removesuffix("_series.csv") for path in RESULTS.glob("*_series.csv"))
# the same rule holds for every series; a plain run looks at those that differ in kind (dated, undated, monthly, rare)
DAMPED = sorted(path.name.split(".csv")[0] for path in (REFERENCE / "epitweetr").glob("*.csv*"))


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def found(folder: Path, name: str) -> Path | None:
    return next((path for path in (folder / f"{name}.csv", folder / f"{name}.csv.gz") if path.exists()), None)


def column(table: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([np.nan if row[name] == "NA" else float(row[name]) for row in table])


def series(name: str) -> Counts:
    table = rows(RESULTS / f"{name}_series.csv")
    days = (
        np.array([row["date"] for row in table], dtype="datetime64[D]").astype(np.int64) if table[0]["date"] else None
    )
    return counts(column(table, "observed"), per_year=12 if name == "rotaBB" else 52, days=days)


def assert_same(limit: np.ndarray, alarm: np.ndarray, table: list[dict[str, str]], names: tuple[str, str]) -> None:
    theirs, theirs_alarm = column(table, names[0]), column(table, names[1])
    known = ~np.isnan(theirs)
    np.testing.assert_array_equal(np.isnan(limit), ~known)
    np.testing.assert_allclose(limit[known], theirs[known], rtol=TOLERANCE, atol=1e-9)
    np.testing.assert_array_equal(alarm[known], theirs_alarm[known] == 1)


@pytest.mark.parametrize("name", NAMES)
def test_ears_is_the_same(name: str) -> None:
    for method in ("C1", "C2", "C3"):
        table = rows(RESULTS / f"{name}_ears{method}.csv")
        seen = Ears(method, min_sigma=0).judge(series(name), since=int(table[0]["i"]) - 1)
        assert_same(seen.limit[0], seen.alarm[0], table, ("upperbound", "alarm"))


def flexible(setting: dict[str, object]) -> FarringtonFlexible:
    names = {
        "b": "years", "w": "half_window", "noPeriods": "groups", "pastWeeksNotIncluded": "left_out",
        "pThresholdTrend": "trend_p", "thresholdMethod": "method", "weightsThreshold": "weight_from", "alpha": "alpha",
    }  # fmt: skip
    return FarringtonFlexible(**{ours: setting[theirs] for theirs, ours in names.items()})


@pytest.mark.parametrize("name", NAMES)
def test_farrington_flexible_is_the_same(name: str) -> None:
    for kind, setting in json.loads((RESULTS / "farrington_configs.json").read_text(encoding="utf-8")).items():
        path = found(RESULTS, f"{name}_ff_{kind}")
        if path is not None:
            table = rows(path)
            seen = flexible(setting).judge(series(name), since=int(table[0]["i"]) - 1)
            assert_same(seen.limit[0], seen.alarm[0], table, ("upperbound", "alarm"))
            known = seen.reason[0] == 0
            np.testing.assert_allclose(seen.expected[0][known], column(table, "expected")[known], rtol=TOLERANCE)


def test_a_thousand_simulated_series_are_the_same() -> None:
    table = rows(RESULTS / "sim1000.csv.gz")
    many = counts(np.array([[float(value) for value in list(row.values())[1:]] for row in table]).T)
    setting = json.loads((RESULTS / "farrington_configs.json").read_text(encoding="utf-8"))["noufaily"]
    newest = rows(RESULTS / "sim1000_ff_noufaily_week520.csv")
    seen = flexible(setting).judge(many, since=-1)
    assert_same(seen.limit[:, 0], seen.alarm[:, 0], newest, ("upperbound", "alarm"))
    for method in ("C1", "C2", "C3"):
        alarms = rows(RESULTS / f"sim1000_ears{method}_alarms.csv.gz")
        theirs = np.array([list(row.values())[1:] for row in alarms]).T
        judged = Ears(method, min_sigma=0).judge(many, since=int(alarms[0]["i"]) - 1)
        np.testing.assert_array_equal(np.isnan(judged.limit), theirs == "NA")
        np.testing.assert_array_equal(judged.alarm, theirs == "1")


@pytest.mark.parametrize("name", DAMPED)
def test_the_interval_of_epitweetr_is_the_same(name: str) -> None:
    path = found(REFERENCE / "epitweetr", name)
    assert path is not None
    table = rows(path)
    given = counts(column(table, "y0"))
    step = 7 if name.endswith("sameweekday") else 1
    plain = Interval(step=step, reweight=False).judge(given)
    assert_same(plain.limit[0], plain.alarm[0], table, ("U0", "alarm0"))
    damped = Interval(step=step).judge(given)
    equal = np.isnan(column(table, "U0_dw")) & ~np.isnan(column(table, "U0"))
    assert (damped.limit[0][equal] > column(table, "U0")[equal]).all()
    damped.limit[0][equal] = np.nan
    assert_same(damped.limit[0], damped.alarm[0], table, ("U0_dw", "alarm0_dw"))
