"""What each detector says of the series of the project's standard (section 8), number by number.

R's earsC works with 3.0902 (alpha 0.001) for C1 and C2, and 1.95996 (alpha 0.025) for C3; so do we.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from dayroom.engines.signals import Cusum, Ears, Ewma, Farrington, FarringtonFlexible, Interval, Judged, counts

NINE = [5, 3, 7, 4, 6, 5, 4, 6, 5, 20, 7, 6, 5, 4, 30, 6]
POSTS = [150, 130, 122, 160, 155, 128, 144, 125, 300, 319, 289, 277, 500]
CHART = [5, 6, 4, 9, 10, 9, 5, 12]


def series_a() -> list[int]:
    made = [math.floor(12 + 6 * math.sin(2 * math.pi * t / 52) + ((7 * t) % 5) - 2) for t in range(1, 321)]
    for week, more in ((310, 20), (311, 6), (150, 30)):
        made[week - 1] += more
    return made


def series_b() -> list[int]:
    made = [4 * math.floor(4 + 2 * math.sin(2 * math.pi * t / 52) + ((7 * t) % 5)) for t in range(1, 321)]
    made[309] += 40
    return made


def alarms(judged: Judged) -> list[int]:
    """Periods with an alarm, counted from 1."""
    return (np.flatnonzero(judged.alarm[0]) + judged.first + 1).tolist()


EARS = {
    "C1": ([9.0141, 9.3702, 8.7242, 24.8436, 24.7639, 24.7639, 24.7639, 24.7639, 42.0052], [10, 15]),
    "C2": ([9.0141, 9.3702, 8.7242, 24.8436, 24.7639, 24.7639, 24.7639], [10, 15]),
    "C3": ([0, 13.8540, 14.9042, 40.9042, 0.0391], [12, 16]),
}


@pytest.mark.parametrize("method", EARS)
def test_ears_gives_the_limits_and_alarms_of_r(method: str) -> None:
    limits, expected_alarms = EARS[method]
    seen = Ears(method).judge(counts(NINE))
    judged = seen.limit[0][~np.isnan(seen.limit[0])]
    assert judged.round(4).tolist() == limits
    assert len(seen.limit[0]) - len(judged) == Ears(method).needs(365)
    assert alarms(seen) == expected_alarms


def test_one_post_after_silence_is_no_alarm_unless_no_spread_is_assumed() -> None:
    silence = counts([0] * 7 + [1])
    assert round(float(Ears("C1").judge(silence).limit[0, 7]), 4) == 1.5451
    assert alarms(Ears("C1").judge(silence)) == []
    assert alarms(Ears("C1", min_sigma=0).judge(silence)) == [8]


EPITWEETR = {
    False: [179.7520, 177.6355, 325.8692, 406.5142, 441.4116, 458.0706],
    True: [179.7520, 177.6355, 182.0451, 397.9135, 441.4116, 458.0706],
}


@pytest.mark.parametrize("reweight", EPITWEETR)
def test_epitweetr_damps_old_peaks(reweight: bool) -> None:
    seen = Interval(reweight=reweight).judge(counts(POSTS))
    assert seen.limit[0, 7:].round(4).tolist() == EPITWEETR[reweight]
    assert alarms(seen) == ([9, 10, 13] if reweight else [9, 13])


FLEXIBLE_A = {
    "nbPlugin": [18, 19, 19, 20, 21, 22],
    "delta": [17.7157, 18.6836, 19.3002, 20.3651, 21.2885, 22.2811],
}


@pytest.mark.parametrize("method", FLEXIBLE_A)
def test_farrington_flexible_on_a_season_without_spread(method: str) -> None:
    assert sum(series_a()) == 3766
    seen = FarringtonFlexible(method=method).judge(counts(series_a()))
    assert seen.expected[0, 307:313].round(4).tolist() == [8.9745, 9.6532, 10.0892, 10.8488, 11.5138, 12.2347]
    assert seen.limit[0, 307:313].round(4).tolist() == FLEXIBLE_A[method]
    assert alarms(seen) == [310]


@pytest.mark.parametrize(("method", "limit"), [("nbPlugin", 37), ("muan", 38), ("delta", 36.9375)])
def test_farrington_flexible_on_a_season_with_spread(method: str, limit: float) -> None:
    assert sum(series_b()) == 7144
    seen = FarringtonFlexible(method=method).judge(counts(series_b()))
    assert round(float(seen.expected[0, 309]), 4) == 20.2513
    assert round(float(seen.limit[0, 309]), 4) == limit
    assert alarms(seen) == [310]


def test_cusum_sums_what_lies_above() -> None:
    chart = Cusum(mean=5, sigma=2)
    assert chart.sums(counts(CHART))[0].tolist() == [0, 0, 0, 1.5, 3.5, 5, 4.5, 7.5]
    assert alarms(chart.judge(counts(CHART))) == [6, 7, 8]


def test_ewma_leans_to_the_newest() -> None:
    chart = Ewma(mean=5, sigma=2)
    averages = 5 + 2 * chart.averages(counts(CHART))[0][0]
    assert averages.round(4).tolist() == [5, 5.3, 4.91, 6.137, 7.2959, 7.8071, 6.965, 8.4755]
    assert alarms(chart.judge(counts(CHART))) == [6, 8]


FIRST_FARRINGTON = {
    "A": ([16.62716953, 17.16738474, 18.09295885], [15.56214542, 16.45779644, 16.93250546, 17.89970403, 18.81709964]),
    "B": ([31.20094437, 32.35156559, 33.84187517], [30.08101679, 31.08985271, 32.42856929, 33.48089632, 33.97920432]),
}


@pytest.mark.parametrize("name", FIRST_FARRINGTON)
def test_farrington_of_1996_as_r_gives_it(name: str) -> None:
    early, late = FIRST_FARRINGTON[name]
    seen = Farrington().judge(counts({"A": series_a, "B": series_b}[name]()))
    assert np.isnan(seen.limit[0, :256]).all()
    np.testing.assert_allclose(seen.limit[0, 256:259], early, rtol=1e-9)  # the earliest window is cut off
    np.testing.assert_allclose(seen.limit[0, 307:312], late, rtol=1e-9)
    assert alarms(seen) == [310]
