"""The fact checks that come with the guard, and the cases it is held against: as data, before any engine reads them."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

from dayroom.engines.guard.sources import DATA
from tests.guards.test_reading_grade import counts, grade

FILES = sorted((DATA / "claims").glob("*.toml"))
ENTRIES = [
    entry | {"file": file.stem} for file in FILES for entry in tomllib.loads(file.read_text(encoding="utf-8"))["claim"]
]
SPEC = Path(__file__).parents[3] / "spec" / "claims_in_context.jsonl"
CASES = [json.loads(line) for line in SPEC.read_text(encoding="utf-8").splitlines()]
TOPICS = {"vaccination", "cancer", "diabetes", "pregnancy", "infection", "mental-health", "nutrition", "pain"}
SPANISH = ("claim_es", "variants_es", "truth_es", "misleads_es")
STANCES = {"ASSERTS", "ASKS", "DENIES", "QUOTES", "UNCLEAR"}
MOST_WORDS = 30  # one line of truth is read at a glance
MOST_GRADE = 8.0  # Flesch-Kincaid, standards 7; one or two sentences of misleads may be a little heavier
MOST_GRADE_MISLEADS = 11.0
LONGEST_DAYS = 732  # a fact check is looked at again within 24 months
LINK = re.compile(r"https?:|www\.|\b[a-z0-9-]+\.(?:com|org|gov|net|int|edu|es|uk)\b", re.IGNORECASE)
NOT_A_LETTER = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Letters and digits only, so that two ways of writing the same words are the same."""
    return NOT_A_LETTER.sub(" ", text.lower()).strip()


def texts(entry: dict) -> list[str]:
    """All that it says, in both languages."""
    lines = [entry.get(key, "") for key in ("claim", "truth", "misleads", "claim_es", "truth_es", "misleads_es")]
    return [*lines, *entry["variants"], *entry.get("variants_es", [])]


def test_there_are_enough_of_them_in_every_topic() -> None:
    topics = Counter(entry["topic"] for entry in ENTRIES)
    assert len(ENTRIES) >= 80
    assert topics.keys() == TOPICS
    assert min(topics.values()) >= 8


def test_no_two_have_the_same_name_or_the_same_words() -> None:
    assert [name for name, times in Counter(entry["id"] for entry in ENTRIES).items() if times > 1] == []
    said = Counter(plain(text) for entry in ENTRIES for text in {entry["claim"], *entry["variants"]})
    assert [text for text, times in said.items() if times > 1] == []


def test_each_is_called_after_its_topic_and_its_file() -> None:
    for entry in ENTRIES:
        assert re.fullmatch(r"[a-z-]+\.[a-z0-9-]+", entry["id"]), entry["id"]
        assert entry["id"].split(".")[0] == entry["topic"] == entry["file"], entry["id"]


def test_each_has_a_source_of_the_first_tier() -> None:
    assert [entry["id"] for entry in ENTRIES if all(source["tier"] != 1 for source in entry["sources"])] == []


def test_each_source_is_named_so_that_a_person_can_find_it() -> None:
    for entry in ENTRIES:
        for source in entry["sources"]:
            assert all(source[key].strip() for key in ("body", "title")), entry["id"]
            assert source["tier"] in (1, 2), entry["id"]
            assert 1990 <= source["year"] <= entry["checked"].year, entry["id"]
            assert source["doi"] == "" or re.fullmatch(r"10\.\d{4,9}/\S+", source["doi"]), entry["id"]
            assert source["pmid"] == "" or source["pmid"].isdigit(), entry["id"]


def test_each_is_looked_at_again_within_two_years() -> None:
    for entry in ENTRIES:
        assert isinstance(entry["checked"], date), entry["id"]
        assert 0 < (entry["review_by"] - entry["checked"]).days <= LONGEST_DAYS, entry["id"]


def test_each_truth_is_short_and_easy_and_does_not_begin_with_the_myth() -> None:
    for entry in ENTRIES:
        assert 0 < len(entry["truth"].split()) <= MOST_WORDS, entry["id"]
        assert grade(*counts([entry["truth"]])) <= MOST_GRADE, entry["id"]
        assert grade(*counts([entry["misleads"]])) <= MOST_GRADE_MISLEADS, entry["id"]
        assert not plain(entry["truth"]).startswith(plain(entry["claim"])), entry["id"]


def test_people_say_each_in_several_ways_and_nothing_links_out() -> None:
    for entry in ENTRIES:
        assert 3 <= len(entry["variants"]) <= 6, entry["id"]
        assert all(text == text.lower() for text in entry["variants"]), entry["id"]
        names = [source[key] for source in entry["sources"] for key in ("body", "title")]
        assert [text for text in (*texts(entry), *names) if LINK.search(text)] == [], entry["id"]


def test_a_good_part_of_them_is_whole_in_spanish() -> None:
    spanish = [entry for entry in ENTRIES if any(key in entry for key in SPANISH)]
    assert len(spanish) >= 20
    assert [entry["id"] for entry in spanish if not all(entry.get(key) for key in SPANISH)] == []
    assert [entry["id"] for entry in spanish if len(entry["truth_es"].split()) > MOST_WORDS] == []
    assert [entry["id"] for entry in spanish if not 3 <= len(entry["variants_es"]) <= 6] == []


def test_the_cases_in_context_are_many_and_of_every_kind() -> None:
    stances = Counter(case["stance"] for case in CASES)
    assert len(CASES) >= 300
    assert stances.keys() == STANCES
    assert min(stances["ASSERTS"] - 100, stances["ASKS"] - 50, stances["DENIES"] - 50, stances["QUOTES"] - 35) >= 0
    assert sum(case["language"] == "es" for case in CASES) >= 30
    assert len({case["id"] for case in CASES}) == len({plain(case["text"]) for case in CASES}) == len(CASES)


def test_a_case_names_a_known_claim_and_only_an_assertion_is_to_be_labelled() -> None:
    known = {entry["id"]: entry for entry in ENTRIES}
    for case in CASES:
        assert case["label"] is (case["stance"] == "ASSERTS"), case["id"]
        assert case["claim_id"] in known if case["stance"] != "UNCLEAR" else case["claim_id"] == "", case["id"]
        if case["language"] == "es" and case["claim_id"]:
            assert "claim_es" in known[case["claim_id"]], case["id"]


def test_no_case_is_a_variant_copied() -> None:
    """A case with the words of a variant would measure memory, not matching."""
    known = {entry["id"]: entry for entry in ENTRIES}
    copied = [
        case["id"]
        for case in CASES
        if case["claim_id"]
        for variant in (*known[case["claim_id"]]["variants"], *known[case["claim_id"]].get("variants_es", []))
        if plain(variant) in plain(case["text"])
    ]
    assert copied == []
