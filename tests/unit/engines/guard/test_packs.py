"""Every rule keeps the promise of its own examples."""

from __future__ import annotations

from datetime import date

import pytest
import re2

from dayroom.engines.guard import DEFAULT_PACKS, Author, BrokenPack, Context, Family, Place, Tier, load_pack, screen
from dayroom.engines.guard.folding import flow, fold
from dayroom.engines.guard.reference import rules_reference

WRITER = Context()

RULES = [(pack, rule) for pack in DEFAULT_PACKS for rule in pack.rules]
SIGHTED = [(pack, rule) for pack, rule in RULES if rule.speaker not in {"idiom", "aside", "calm"}]
SAYINGS = [(pack, rule) for pack, rule in RULES if rule.speaker in {"idiom", "aside"}]


def examples(rules, which):
    return [
        pytest.param(pack, rule, text, id=f"{rule.id}: {text}") for pack, rule in rules for text in getattr(rule, which)
    ]


def rule_ids(text, pack, context=WRITER):
    return {finding.rule_id for finding in screen(text, context=context, packs=[pack]).findings}


def writer_for(rule):
    return Context(
        author=(*rule.authors, Author.MEMBER)[0], place=(*rule.places, Place.MEMBERS)[0], tags=frozenset(rule.tags)
    )


@pytest.mark.parametrize(("pack", "rule", "text"), examples(SIGHTED, "match"))
def test_each_rule_sees_its_examples(pack, rule, text):
    assert rule.id in rule_ids(text, pack, writer_for(rule))


@pytest.mark.parametrize(("pack", "rule", "text"), examples(SIGHTED, "miss"))
def test_each_rule_leaves_its_near_misses_alone(pack, rule, text):
    assert rule.id not in rule_ids(text, pack, writer_for(rule))


@pytest.mark.parametrize(("pack", "rule", "text"), examples(SAYINGS, "match"))
def test_a_saying_is_no_alert(pack, rule, text):
    report = screen(text, context=WRITER, packs=[pack])
    assert report.tier < Tier.T2
    assert not any(finding.family is Family.HARM for finding in report.findings)


@pytest.mark.parametrize(("pack", "rule", "text"), examples(SAYINGS, "miss"))
def test_what_only_resembles_a_saying_is_an_alert(pack, rule, text):
    report = screen(text, context=WRITER, packs=[pack])
    assert report.tier >= Tier.T2 or any(finding.family is Family.HARM for finding in report.findings)


@pytest.mark.parametrize(
    ("pack", "rule"), [(p, r) for p, r in RULES if r.speaker == "calm"], ids=lambda part: getattr(part, "id", "")
)
def test_words_that_calm_are_seen_but_never_a_finding(pack, rule):
    for text in rule.match:
        assert rule.id in {seen.id for seen, _, _ in pack.phrases.occurrences(text)}
        assert rule.id not in rule_ids(text, pack)
    for text in rule.miss:
        assert rule.id not in {seen.id for seen, _, _ in pack.phrases.occurrences(text.lower())}


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_each_rule_has_a_source_a_date_and_a_plain_sentence(pack, rule):
    assert rule.source
    assert date.fromisoformat(rule.date) <= date(2026, 12, 31)
    assert rule.sentence.endswith((".", "?"))
    assert max(len(sentence.split()) for sentence in rule.sentence.split(".")) <= 26
    assert pack.languages == ("*",) or rule.tier is Tier.T0 or "es" in rule.translations


def test_no_two_packs_share_a_rule_id():
    ids = [rule.id for _, rule in RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("pack", [pack for pack in DEFAULT_PACKS if pack.phrases], ids=lambda pack: pack.name)
def test_one_pass_over_all_patterns_finds_what_each_alone_finds(pack):
    patterns = [(rule.id, re2.compile(pattern)) for rule in pack.rules for pattern in rule.patterns]
    for text in {text for rule in pack.rules for text in (*rule.match, *rule.miss)}:
        low = flow(fold(text)).text
        alone = {rule_id for rule_id, pattern in patterns if pattern.search(low)}
        assert {rule.id for rule, _, _ in pack.phrases.occurrences(low)} == alone


GOOD = """name = "own"
version = "1"
title = "Own words"
languages = ["en"]

[words]
fruit = "apple|pear"

[[rule]]
id = "own.fruit"
version = 1
family = "LANGUAGE"
class = "FRUIT"
patterns = ['\\b{fruit}\\b']
source = "the market"
date = "2026-11-21"
sentence = "Fruit was seen."
match = ["an apple a day"]
miss = ["a pearl"]
"""


def written(tmp_path, text, name="own.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_pack_from_outside_works_without_touching_the_code(tmp_path):
    pack = load_pack(written(tmp_path, GOOD))
    assert rule_ids("an Apple, a PEAR", pack) == {"own.fruit"}


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("family =", "famly ="), 9),
        (("LANGUAGE", "FRUITS"), 9),
        (("{fruit}", "{meat}"), 9),
        (("\\b{fruit}", "({fruit}"), 9),
        (('match = ["an apple a day"]', "match = []"), 9),
        (("patterns = ", "detector = 'nose'\npatterns = "), 9),
        (('version = "1"\n', ""), 1),
        (('title = "Own words"', "title = Own words"), 3),
    ],
    ids=[
        "missing key",
        "unknown family",
        "unknown word list",
        "bad pattern",
        "no example",
        "two ways",
        "no version",
        "not TOML",
    ],
)
def test_a_broken_pack_is_refused_by_name_and_line(tmp_path, change, line):
    assert change[0] in GOOD
    with pytest.raises(BrokenPack) as caught:
        load_pack(written(tmp_path, GOOD.replace(*change)))
    assert caught.value.pack == "own"
    assert caught.value.line == line
    assert f"line {line}" in str(caught.value)


def test_a_pack_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(BrokenPack) as caught:
        load_pack(tmp_path / "absent.toml")
    assert "absent" in str(caught.value)


def test_a_pack_with_the_same_rule_twice_is_refused(tmp_path):
    with pytest.raises(BrokenPack):
        load_pack(written(tmp_path, GOOD + GOOD[GOOD.index("[[rule]]") :]))


def test_the_reference_page_names_every_rule_with_its_source():
    page = rules_reference()
    assert all(f"`{rule.id}`" in page and rule.source in page for _, rule in RULES)


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("id =", "id = ["),
        ("class =", "class = ["),
        ("sentence =", "sentence = ["),
        ("match =", "match = [["),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_like_any_other_fault(tmp_path, part, instead):
    line = next(line for line in GOOD.splitlines() if line.startswith(part))
    closing = "]" * instead.count("[")
    broken = GOOD.replace(line, f"{instead}{line.removeprefix(part)}{closing}".replace("[[[", "[["))
    with pytest.raises(BrokenPack):
        load_pack(written(tmp_path, broken))


@pytest.mark.parametrize("extra", ["rule = 1", "words = 1", "rule = [1]"])
def test_a_pack_that_is_built_another_way_is_refused(tmp_path, extra):
    head = GOOD[: GOOD.index("[[rule]]")]
    with pytest.raises(BrokenPack):
        load_pack(written(tmp_path, f"{extra}\n{head}"))


def test_a_number_without_end_is_refused(tmp_path):
    with pytest.raises(BrokenPack):
        load_pack(written(tmp_path, GOOD.replace("version = 1\n", "version = inf\n")))
