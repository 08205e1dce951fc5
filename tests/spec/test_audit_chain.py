"""The chain of the record against the published vector (standards §11) and RFC 8785."""

from __future__ import annotations

import pytest

from dayroom.apps.audit.rules import NotCanonical, canonical, chained
from dayroom.apps.audit.vocabulary import GENESIS

LOGIN = {"action": "login", "actor": "u1", "at": "2026-01-01T00:00:00Z", "seq": 1}
EXPORT = {"action": "export", "actor": "u1", "at": "2026-01-01T00:00:05Z", "seq": 2}


def test_the_chain_gives_the_published_digests() -> None:
    first = chained(GENESIS, LOGIN)
    assert first.hex() == "a4621967098592503a10aef2c1fae0125b7a7ef0437a1df7ebab7133dd479dd1"
    assert chained(first, EXPORT).hex() == "ebfd44859262fd8044bacd3cf9ddcc5422d30ebffb07628fe0896a421b203fb0"


def test_the_order_in_which_keys_were_given_does_not_matter() -> None:
    assert chained(GENESIS, dict(reversed(LOGIN.items()))) == chained(GENESIS, LOGIN)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": None}, '{"a":null,"b":1}'),
        ({"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, "ö": 7},
         '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'),
        ('a"\\\b\f\n\r\t\u000f', '"a\\"\\\\\\b\\f\\n\\r\\t\\u000f"'),
        ([True, False, 0, -7], "[true,false,0,-7]"),
        (1.0, "1"), (-0.0, "0"), (0.5, "0.5"), (-2.25, "-2.25"), (1e21, "1e+21"), (1e20, "100000000000000000000"),
        (333333333.33333329, "333333333.3333333"), (1e-7, "1e-7"), (0.000001, "0.000001"), (1.5e-9, "1.5e-9"),
        (9007199254740991, "9007199254740991"), (4.5e22, "4.5e+22"),
    ],
)
def test_a_value_is_written_in_one_way_only(value: object, written: str) -> None:
    assert canonical(value).decode() == written


@pytest.mark.parametrize("value", [2**53, -(2**53), float("nan"), float("inf"), {1: "a"}, b"bytes", "\ud800", object()])
def test_what_others_would_read_differently_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)
