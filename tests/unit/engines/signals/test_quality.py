"""How a detector is measured, how many may alarm at once, and when a source broke."""

from __future__ import annotations

import numpy as np
import pytest

from dayroom.engines import signals
from dayroom.engines.signals import Judged, Kind, Outbreak, Reason, counts


def judged(alarm: list[list[int]], *, first: int = 0, unknown: tuple[int, ...] = ()) -> Judged:
    flags = np.array(alarm, dtype=bool)
    reason = np.zeros(flags.shape, dtype=np.int8)
    reason[:, list(unknown)] = Reason.SHORT
    flags[reason > 0] = False
    numbers = flags.astype(float)
    return Judged(first, numbers, numbers, numbers, flags, reason)


def test_what_is_caught_false_right_and_late() -> None:
    seen = judged([[0, 0, 1, 0, 0, 1, 1, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]])
    found = signals.evaluate(seen, [Outbreak(0, 4, 7), Outbreak(1, 5, 6)])
    assert (found.pod, found.fpr, found.ppv) == (0.5, 2 / 14, 2 / 4)
    # one of four periods late, and one missed
    assert found.timeliness == (0.25 + 1) / 2


def test_an_outbreak_without_a_judged_period_counts_for_nothing() -> None:
    found = signals.evaluate(judged([[0, 0, 0, 1]], unknown=(0, 1)), [Outbreak(0, 0, 1)])
    assert (found.pod, found.outbreaks, found.fpr) == (None, 0, 0.5)


def test_periods_are_counted_from_the_first_of_all() -> None:
    found = signals.evaluate(judged([[1, 0]], first=10), [Outbreak(0, 9, 10)])
    assert (found.pod, found.timeliness) == (1.0, 0.5)


def test_earlier_outbreaks_may_be_left_out_of_what_is_ordinary() -> None:
    ignore = np.array([[True, False, False]])
    found = signals.evaluate(judged([[1, 0, 0]]), [], ignore=ignore)
    assert (found.false, found.ordinary) == (0, 2)


def test_the_simulation_is_the_same_for_the_same_seed_and_has_the_published_moments() -> None:
    scenario = signals.scenarios()[18]  # mean exp(0.5), variance five times the mean
    one, two = (signals.simulate(scenario, 40, seed=7) for _ in range(2))
    np.testing.assert_array_equal(one.values, two.values)
    quiet = one.values[:, :312]
    assert quiet.mean() == pytest.approx(np.exp(0.5), rel=0.1)
    assert quiet.var() == pytest.approx(5 * np.exp(0.5), rel=0.2)
    assert len(one.past) <= 160
    assert all(575 <= out.start <= out.end < 624 for out in one.outbreaks)


def test_series_share_the_chance_of_a_false_alarm() -> None:
    assert signals.shared(0.025, 50) == 0.0005
    with pytest.raises(signals.BadOption):
        signals.shared(0.025, 0)


def test_of_many_quiet_series_hardly_one_stands_out() -> None:
    values = np.random.default_rng(3).poisson(20, (400, 40)).astype(float)
    values[5, -1] = 90
    plain = signals.Ears("C1", alpha=0.05, with_p=True).judge(counts(values), since=-1)
    kept = signals.by_discovery(plain, 0.05)
    assert plain.alarm.sum() > 15
    assert kept.alarm[5, 0]
    assert kept.alarm.sum() <= plain.alarm.sum() / 2
    with pytest.raises(signals.BadOption):
        signals.by_discovery(signals.Ears("C3").judge(counts(values)), 0.05)


@pytest.mark.parametrize("name", ["ears-c1", "ears-c2", "epitweetr", "farrington", "farrington-flexible"])
def test_a_small_p_and_a_count_above_the_limit_are_the_same(name: str) -> None:
    more = {"years": 3} if name.startswith("farrington") else {}
    values = np.random.default_rng(4).negative_binomial(8, 0.4, (20, 170)).astype(float)
    detector = signals.detector(name, alpha=0.02, with_p=True, **more)
    seen = detector.judge(counts(values), since=-8)
    assert seen.p is not None
    good = seen.reason == Reason.JUDGED
    chance = 0.01 if name == "farrington" else 0.02
    assert (seen.alarm[good] == (seen.p[good] < chance)).mean() > 0.98
    assert ((seen.p[good] >= 0) & (seen.p[good] <= 1)).all()


WEEK = np.array([20, 22, 19, 21, 20, 18, 23] * 6, dtype=float)


@pytest.mark.parametrize(
    ("factor", "kind"), [(0.0, Kind.SILENT), (0.4, Kind.DIP), (2.2, Kind.DOUBLE), (1.2, None), (1.0, None)]
)
def test_a_source_that_breaks_is_found_where_it_breaks(factor: float, kind: Kind | None) -> None:
    values = WEEK.copy()
    values[25:] = np.floor(values[25:] * factor)
    found = signals.Breaks().find(counts(values, per_year=365))
    assert [(one.at, one.kind) for one in found] == ([(25, kind)] if kind else [])


def test_one_wild_day_and_a_slow_rise_are_no_break() -> None:
    wild = WEEK.copy()
    wild[20] = 400
    slow = np.floor(WEEK * np.linspace(1, 3, len(WEEK)))
    assert signals.Breaks().find(counts([wild, slow], per_year=365)) == []


def test_an_alarm_just_after_a_source_doubled_is_explained() -> None:
    values = WEEK.copy()
    values[25:] *= 2
    found = signals.Breaks().find(counts(values, per_year=365))
    assert signals.explained(found, 0, 26) == found[0]
    assert signals.explained(found, 0, 24) is None
