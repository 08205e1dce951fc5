"""What holds for every detector, whatever the counts are."""

from __future__ import annotations

import numpy as np
import pytest

from dayroom.engines import signals
from dayroom.engines.signals import Counts, Detector, Reason, counts

NAMES = list(signals.detectors())


def quick(name: str) -> Detector:
    """A detector that needs little past, so that the tests are short."""
    return signals.detector(name, **({"years": 3} if name.startswith("farrington") else {}))


def some(seed: int = 1, *, rows: int = 5, weeks: int = 190, mean: float = 6.0) -> np.ndarray:
    return np.random.default_rng(seed).negative_binomial(mean, 0.5, (rows, weeks)).astype(float)


STRANGE = {
    "nothing but zeros": np.zeros((1, 190)),
    "all alike": np.full((1, 190), 7.0),
    "one giant": np.where(np.arange(190) == 100, 1e9, 2.0)[None, :],
    "a flood of zeros, then many": np.where(np.arange(190) > 185, 5000.0, 0.0)[None, :],
    "very large": np.full((1, 190), 9e8) + np.arange(190),
    "hardly any": (np.arange(190) % 40 == 0).astype(float)[None, :],
    "mostly unknown": np.where(np.arange(190) % 3 > 0, np.nan, 4.0)[None, :],
    "nothing known": np.full((1, 190), np.nan),
    "a season that is always empty": np.where(np.arange(190) % 52 < 20, 0.0, 9.0)[None, :],
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", STRANGE)
def test_no_count_makes_a_limit_that_is_no_number(name: str, kind: str) -> None:
    seen = quick(name).judge(counts(STRANGE[kind]))
    good = seen.reason == Reason.JUDGED
    for values in (seen.expected, seen.limit):
        assert np.isfinite(values[good]).all()
        assert np.isnan(values[~good]).all()
    assert not seen.alarm[~good].any()


@pytest.mark.parametrize("name", NAMES)
def test_series_are_judged_together_as_they_are_alone(name: str) -> None:
    values = some()
    together = quick(name).judge(counts(values))
    for at, one in enumerate(values):
        alone = quick(name).judge(counts(one))
        np.testing.assert_allclose(alone.limit[0], together.limit[at], rtol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_the_newest_period_alone_gets_the_same_verdict(name: str) -> None:
    given = counts(some())
    whole, newest = quick(name).judge(given), quick(name).judge(given, since=-1)
    assert newest.limit.shape == (5, 1)
    np.testing.assert_allclose(newest.limit[:, 0], whole.limit[:, -1], rtol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_a_period_that_has_not_ended_never_alarms(name: str) -> None:
    values = some()
    values[:, -1] = 5000
    if name == "ears-c3":  # it sees a rise a period later
        values[:, -2] = 500
    assert quick(name).judge(counts(values)).alarm[:, -1].all()
    running = quick(name).judge(counts(values, last_complete=False))
    assert not running.alarm[:, -1].any()
    assert (running.reason[:, -1] == Reason.INCOMPLETE).all()


@pytest.mark.parametrize("name", NAMES)
def test_a_short_past_says_so(name: str) -> None:
    detector = quick(name)
    needed = detector.needs(52)
    seen = detector.judge(counts(some(weeks=needed + 1, mean=20)))
    assert (seen.reason[:, :needed] == Reason.SHORT).all()
    assert (seen.reason[:, needed] == Reason.JUDGED).all()
    assert next(seen.rows())["limit"] is None
    empty = detector.judge(counts(np.empty((2, 0))))
    assert empty.limit.shape == (2, 0)


@pytest.mark.parametrize("name", NAMES)
def test_missing_is_not_zero(name: str) -> None:
    values = some(mean=40)
    values[:, 185] = np.nan
    seen = quick(name).judge(counts(values))
    assert (seen.reason[:, 185] == Reason.MISSING).all()
    zeros = np.nan_to_num(values)
    later = quick(name).judge(counts(zeros))
    assert not np.allclose(seen.limit[:, 188:], later.limit[:, 188:]) or name.startswith("farrington")
    assert np.isfinite(seen.limit[:, 188:]).all()


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ([1, -2], signals.NegativeCount),
        ([1.5], signals.NotWhole),
        ([np.inf], signals.BadCounts),
        ([[1], [1, 2]], signals.BadCounts),
    ],
)
def test_counts_that_cannot_be_are_refused(values: list[float], error: type[Exception]) -> None:
    with pytest.raises(error):
        counts(values)


def test_days_must_rise_and_be_as_many_as_the_counts() -> None:
    with pytest.raises(signals.BadCounts):
        counts([1, 2], days=[3, 3])
    assert counts([1, 2], days=[3, 10]).days is not None


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("ears-c1", {"alpha": 2}), ("ears-c1", {"years": 3}), ("farrington", {"method": "x"}), ("cusum", {"mean": 3}),
     ("ewma", {"smoothing": 0}), ("epitweetr", {"baseline": 2}), ("farrington-flexible", {"groups": 60})],
)  # fmt: skip
def test_a_setting_that_makes_no_sense_is_refused(name: str, wrong: dict[str, float]) -> None:
    with pytest.raises(signals.BadOption):
        signals.detector(name, **wrong).judge(counts(some()))


def test_an_unknown_detector_is_named_with_those_there_are() -> None:
    with pytest.raises(signals.NoSuchDetector, match="ears-c1"):
        signals.detector("nobody")


def test_the_same_weekday_leaves_the_rhythm_of_the_week_out() -> None:
    week = np.array([40, 42, 41, 43, 44, 10, 8], dtype=float)
    values = np.tile(week, 12) + np.arange(84) % 3
    values[-1] = 30  # a Sunday like a weekday
    assert not signals.Ears("C1").judge(counts(values)).alarm[0, -1]
    assert signals.Ears("C1", step=7).judge(counts(values)).alarm[0, -1]
    assert signals.Interval(step=7).judge(counts(values)).alarm[0, -1]


def test_years_by_the_calendar_and_by_52_weeks_agree_where_a_year_has_52() -> None:
    values = some(weeks=200, mean=30)
    days = 4 + 7 * np.arange(200)
    plain = signals.FarringtonFlexible(years=3).judge(counts(values), since=-1)
    dated = signals.FarringtonFlexible(years=3).judge(counts(values, days=days), since=-1)
    np.testing.assert_allclose(plain.expected, dated.expected, rtol=0.05)


def test_a_date_whose_earlier_years_are_not_there_is_not_judged() -> None:
    days = np.concatenate([7 * np.arange(100), 7 * np.arange(120, 220)])
    seen = signals.FarringtonFlexible(years=3).judge(counts(some(weeks=200), days=days), since=-1)
    assert (seen.reason == Reason.GAPS).all()


def test_a_detector_is_anything_that_judges() -> None:
    class Always:
        name = "always"

        def needs(self, per_year: int) -> int:
            return 0

        def judge(self, given: Counts, *, since: int = 0) -> signals.Judged:
            return signals.Ears("C1").judge(given, since=since)

    detector: Detector = Always()
    assert detector.judge(counts(some())).alarm.shape == (5, 190)


@pytest.mark.parametrize("name", ["farrington", "farrington-flexible"])
@pytest.mark.parametrize("per_year", [12, 365])
def test_months_and_days_have_years_too(name: str, per_year: int) -> None:
    season = 30 + 15 * np.sin(np.arange(per_year * 4) * 2 * np.pi / per_year)
    values = np.random.default_rng(5).poisson(season, (2, per_year * 4)).astype(float)
    values[0, -1] = 200
    seen = signals.detector(name, years=3).judge(counts(values, per_year=per_year), since=-1)
    assert seen.alarm[:, 0].tolist() == [True, False]
    np.testing.assert_allclose(seen.expected[:, 0], season[-1], rtol=0.25)
