"""Tail areas and quantiles, held against values of R 4.2.2."""

from __future__ import annotations

import numpy as np
import pytest

from dayroom.engines.signals.distributions import (
    beta_share,
    count_quantile,
    count_tail,
    negative_binomial_below,
    normal_tail,
    poisson_below,
    t_below,
    t_quantile,
)

MEANS = np.array([0.01, 0.5, 3, 20, 400, 1e5, 2e-4])
DISPERSIONS = np.array([5, 1.2, 1, 30, 2.5, 900, 1])


@pytest.mark.parametrize(
    ("p", "theirs"),
    [
        (0.95, [0, 2, 6, 69, 453, 116099, 0]),
        (0.995, [0, 4, 8, 132, 485, 126122, 0]),
        (0.9999, [10, 6, 11, 243, 526, 139183, 1]),
    ],
)
def test_quantiles_of_counts(p: float, theirs: list[int]) -> None:
    assert count_quantile(p, MEANS, DISPERSIONS).tolist() == theirs


def test_quantiles_of_very_large_counts() -> None:
    means = np.array([1.1e6, 1e7, 1e9])
    assert count_quantile(0.995, means, np.ones(3)).tolist() == [1102702, 10008146, 1000081456]
    assert count_tail(means, means, np.ones(3)).round(2).tolist() == [0.5, 0.5, 0.5]
    spread = count_quantile(0.995, np.array([1e9, 1e7]), np.array([1 + 1e9 / 300, 101]))
    np.testing.assert_allclose(spread, [1154969405, 10082050], rtol=1e-6)


def test_tails_of_counts() -> None:
    seen = count_tail(np.array([5.0, 12.0, 60.0]), np.array([3.0, 3.0, 20.0]), np.array([1.0, 1.0, 30.0]))
    np.testing.assert_allclose(seen, [0.184736755476228, 7.13866289742066e-05, 0.072130028153135], rtol=1e-9)


def test_areas_below() -> None:
    x, a, b = np.array([0.1, 0.5, 0.99, 0.3]), np.array([0.5, 20, 3, 500]), np.array([2, 0.3, 700, 1100])
    np.testing.assert_allclose(
        beta_share(x, a, b), [0.458530260724415, 6.13095583157746e-08, 1, 0.140083651098688], rtol=1e-10
    )
    np.testing.assert_allclose(
        poisson_below(np.array([0, 5, 300, 99000]), np.array([0.3, 7, 280, 1e5])),
        [0.740818220681718, 0.300708276174361, 0.888851841513517, 0.000774200829444737],
        rtol=1e-9,
        atol=1e-9,
    )
    np.testing.assert_allclose(
        negative_binomial_below(
            np.array([0, 7, 60, 100500]), np.array([0.2, 3, 12, 5000]), np.array([0.5, 0.3, 0.2, 0.05])
        ),
        [0.870550563296124, 0.6172172136, 0.801370245556453, 0.999956176246234],
        rtol=1e-9,
    )


def test_student_and_normal() -> None:
    below = [t_below(t, df) for t, df in ((-2, 3), (0, 5), (1.3, 200), (8, 11))]
    np.testing.assert_allclose(below, [0.0696629842794216, 0.5, 0.902451405345572, 0.999996733891422], rtol=1e-12)
    quantiles = [t_quantile(p, df) for p, df in ((0.95, 5), (0.975, 6), (0.9995, 230))]
    np.testing.assert_allclose(quantiles, [2.01504837333302, 2.44691185114497, 3.33332831463957], rtol=1e-12)
    np.testing.assert_allclose(
        normal_tail(np.array([-3, 0, 2, 9.0])), [0.99865010196837, 0.5, 0.0227501319481792, 1.12858840595384e-19]
    )


def test_nothing_is_less_than_no_report() -> None:
    assert negative_binomial_below(np.array([-1.0]), np.array([2.0]), np.array([0.5])).tolist() == [0.0]
    assert poisson_below(np.array([-1.0]), np.array([2.0])).tolist() == [0.0]
