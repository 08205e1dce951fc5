"""Made series: a step is seen and counted right, chance is not, and two drifts are not called together."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from dayroom.engines.measures.together import Together, often_together, sentence
from dayroom.engines.measures.trends import Kind, trend

FIRST = date(2026, 1, 1)


def days(values: list[float]) -> list[tuple[date, float]]:
    return [(FIRST + timedelta(days=n), value) for n, value in enumerate(values)]


def noise(seed: int, n: int, middle: float = 70, spread: float = 3) -> list[float]:
    made = random.Random(seed)
    return [made.gauss(middle, spread) for _ in range(n)]


def look(values: list[float], change: float = 3, **options: bool):
    return trend(days(values), today=FIRST + timedelta(days=len(values) - 1), smallest_change=change, **options)


@pytest.mark.parametrize("length", [4, 9, 20, 30])
@pytest.mark.parametrize(("jump", "kind"), [(20, Kind.HIGHER), (-20, Kind.LOWER)])
def test_a_step_is_seen_and_its_days_are_counted(length: int, jump: float, kind: Kind) -> None:
    values = noise(length, 60)
    values[-length:] = [value + jump for value in values[-length:]]
    found = look(values)
    assert (found.kind, found.days) == (kind, length)


def test_chance_alone_is_nearly_never_a_sentence() -> None:
    told = sum(look(noise(seed, 60)).kind not in (Kind.USUAL,) for seed in range(400))
    assert told / 400 <= 0.02


def test_one_wild_reading_changes_nothing() -> None:
    values = noise(5, 60)
    values[20] = 9000
    values[-1] = 200
    assert look(values).kind is Kind.USUAL


def test_a_slow_rise_is_said_as_one() -> None:
    values = [value + 0.12 * n for n, value in enumerate(noise(3, 80, spread=2))]
    assert look(values).kind in (Kind.RISING, Kind.HIGHER)
    assert look([70 + 0.01 * n for n in range(80)]).kind is Kind.USUAL


def test_few_days_say_nothing_and_old_days_are_no_news() -> None:
    assert look(noise(1, 13)).kind is Kind.TOO_FEW
    assert trend([], today=FIRST, smallest_change=1).kind is Kind.TOO_FEW
    values = days(noise(1, 30) + [100.0] * 6)
    assert trend(values, today=FIRST + timedelta(days=45), smallest_change=3).kind is Kind.USUAL


def test_constant_series_and_several_readings_a_day() -> None:
    assert look([70.0] * 40).kind is Kind.USUAL
    twice = [(day, value) for day, value in days([5000.0] * 30 + [9000.0] * 5) for _ in range(2)]
    found = trend(twice, today=FIRST + timedelta(days=34), smallest_change=1000, adds_up=True)
    assert (found.kind, found.days, found.low and found.low > 8000) == (Kind.HIGHER, 5, True)


def series(values: list[float]) -> dict[date, float]:
    return dict(days(values))


def test_what_goes_together_is_found_with_its_direction() -> None:
    sleep = noise(1, 80, 7, 1)
    pain = [10 - value + error for value, error in zip(sleep, noise(2, 80, 0, 0.4), strict=True)]
    (found,) = often_together({"sleep": series(sleep), "pain": series(pain), "steps": series(noise(9, 80))})
    assert (found.first, found.second, found.same, found.days) == ("pain", "sleep", False, 80)


def test_two_drifts_and_chance_are_not_together() -> None:
    up, also = ([0.2 * n + e for n, e in enumerate(noise(seed, 80, 0, 2))] for seed in (4, 5))
    assert often_together({"a": series(up), "b": series(also)}) == []
    many = {str(seed): series(noise(seed, 80)) for seed in range(12)}
    assert often_together(many) == []
    assert often_together({"a": series(up[:20]), "b": series(up[:20])}) == []


def test_together_is_never_said_as_a_cause() -> None:
    said = sentence(Together("a", "b", 40, 0.6, True), {"a": "Sleep", "b": "Mood"})
    assert said.endswith("This does not say why.")
    assert "because" not in said
    assert "caus" not in said
