"""Fact checks of others: read whole, or refused with the row and the field."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dayroom.engines import guard

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "Garlic cures the flu",
    "url": "https://example.org/garlic",
    "author": {"@type": "Organization", "name": "City Hospital"},
    "datePublished": "2026-11-01T10:00:00Z",
    "reviewRating": {"ratingValue": "1", "bestRating": 5, "worstRating": 1, "alternateName": "False"},
}
HEAD = "claim,body,checked,rating,year,tier,url,variants\n"


def test_a_claim_review_becomes_a_claim() -> None:
    (claim,) = guard.claims_from_reviews(json.dumps({"@graph": [REVIEW, {"@type": "Thing"}]}))
    assert (claim.claim, claim.truth, claim.rating) == ("Garlic cures the flu", "False", 0.0)
    assert (claim.checked, claim.review_by) == (date(2026, 11, 1), date(2028, 10, 31))
    assert (claim.sources[0].body, claim.sources[0].url) == ("City Hospital", "https://example.org/garlic")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"claimReviewed": " "}, "claimReviewed"),
        ({"url": "ftp://example.org"}, "url"),
        ({"author": {}}, "author.name"),
        ({"datePublished": "soon"}, "datePublished"),
        ({"reviewRating": None}, "reviewRating"),
        ({"reviewRating": {"ratingValue": 1}}, "reviewRating.alternateName"),
        ({"reviewRating": {"ratingValue": 9, "alternateName": "False"}}, "reviewRating.ratingValue"),
        ({"reviewRating": {"ratingValue": "nan", "alternateName": "False"}}, "reviewRating.ratingValue"),
    ],
)
def test_a_broken_review_is_named_by_row_and_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(guard.BrokenClaim) as fault:
        guard.claims_from_reviews(json.dumps([REVIEW, {**REVIEW, **change}]))
    assert (fault.value.row, fault.value.field) == (2, field)


def test_a_table_becomes_claims() -> None:
    table = "\ufeff" + HEAD + '"Garlic, raw, cures flu",City Hospital,2026-11-01,1,2025,2,,eat garlic|garlic helps\n'
    (claim,) = guard.claims_from_csv(table)
    assert (claim.claim, claim.variants) == ("Garlic, raw, cures flu", ("eat garlic", "garlic helps"))
    assert (claim.sources[0].year, claim.sources[0].tier) == (2025, 2)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",City Hospital,2026-11-01,1,,,,", "claim"),
        ("Garlic,,2026-11-01,1,,,,", "body"),
        ("Garlic,City Hospital,,1,,,,", "checked"),
        ("Garlic,City Hospital,2026-11-01,,,,,", "reviewRating.ratingValue"),
        ("Garlic,City Hospital,2026-11-01,1,25,,,", "year"),
        ("Garlic,City Hospital,2026-11-01,1,,9,,", "tier"),
        ("Garlic,City Hospital,2026-11-01,1,,,javascript:1,", "url"),
    ],
)
def test_a_broken_row_is_named(row: str, field: str) -> None:
    with pytest.raises(guard.BrokenClaim) as fault:
        guard.claims_from_csv(HEAD + "Honey cures,City Hospital,2026-11-01,1,,,,\n" + row + "\n")
    assert (fault.value.row, fault.value.field) == (3, field)


def test_a_table_without_its_columns_and_a_claim_twice_are_refused() -> None:
    with pytest.raises(guard.BrokenClaim, match="rating: this column is missing"):
        guard.claims_from_csv("claim,body,checked\n")
    with pytest.raises(guard.BrokenClaim, match="has it already"):
        guard.claims_from_reviews(json.dumps([REVIEW, REVIEW]))


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ('claim = "x"', "id"),
        ('id = "x"', "claim"),
        ('id = "x"\nclaim = "x"\nvariants = "x"', "variants"),
        ('id = "x"\nclaim = "x"\nchecked = "today"', "checked"),
        ('id = "x"\nclaim = "x"\nsources = [{ title = "x" }]', "sources"),
        ('id = "x"\nclaim = "x"\nsources = [{ body = "x", tier = 7 }]', "sources.tier"),
    ],
)
def test_a_broken_file_of_ours_stops_the_start(tmp_path: Path, entry: str, field: str) -> None:
    (tmp_path / "own.toml").write_text(f"[[claim]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(guard.BrokenClaim) as fault:
        guard.load_claims(tmp_path)
    assert (fault.value.where, fault.value.row, fault.value.field) == ("own.toml", 1, field)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("half a letter", {"claimReviewed": "Garlic \ud83d"}),
        ("a number without end", {"reviewRating": {"ratingValue": 1, "worstRating": -(10**400), "alternateName": "x"}}),
        ("half a letter in the verdict", {"reviewRating": {"ratingValue": 1, "alternateName": "\ud83d"}}),
        ("no number", {"reviewRating": {"ratingValue": float("nan"), "alternateName": "x"}}),
        ("a scale without end", {"reviewRating": {"ratingValue": 1, "bestRating": "inf", "alternateName": "x"}}),
    ],
)
def test_hostile_reviews_are_refused_by_name(text: str, change: dict[str, object]) -> None:
    with pytest.raises(guard.BrokenClaim):
        guard.claims_from_reviews(json.dumps({**REVIEW, **change}))


def test_a_check_from_the_last_day_of_the_calendar_is_due_on_it() -> None:
    (claim,) = guard.claims_from_reviews(json.dumps({**REVIEW, "datePublished": "9999-12-31"}))
    assert claim.review_by == date.max
