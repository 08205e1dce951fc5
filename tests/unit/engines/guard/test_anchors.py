"""What a text must hold before a pattern is tried: nothing that matches is ever passed over."""

from __future__ import annotations

import hashlib
import json

import pytest
import re2

from dayroom.engines.guard import DEFAULT_PACKS
from dayroom.engines.guard.anchors import anchors_of, worn
from dayroom.engines.guard.crisis import do_cues_matter, read_crisis
from dayroom.engines.guard.folding import flow, fold
from dayroom.engines.guard.packs import READ_PACKS, pack_paths
from dayroom.engines.guard.phrases import COUNTED

# examples read as one text: each pattern is tried on every one of them
TOGETHER = 40


@pytest.mark.parametrize("pack", [pack for pack in DEFAULT_PACKS if pack.phrases], ids=lambda pack: pack.name)
def test_every_pattern_that_matches_an_example_of_its_pack_is_a_candidate(pack):
    examples = [text for rule in pack.rules for text in (*rule.match, *rule.miss)]
    patterns = [re2.compile(pattern) for pattern in pack.patterns]
    for start in range(0, len(examples), TOGETHER):
        running = flow(fold("\n".join(examples[start : start + TOGETHER])))
        candidates = set(pack.phrases.candidates(running.text))
        for low in (running.text, running.lines.replace("\n", ";")):
            assert {number for number, pattern in enumerate(patterns) if pattern.search(low)} <= candidates


@pytest.mark.parametrize("name", ["crisis-en", "crisis-es"])
def test_cues_that_are_not_looked_for_would_have_changed_nothing(name):
    pack = next(pack for pack in DEFAULT_PACKS if pack.name == name)
    examples = [text for rule in pack.rules for text in (*rule.match, *rule.miss)]
    for number, text in enumerate(examples):
        # a cue alone weighs little: with its neighbors it comes near to what counts
        low = flow(fold(". ".join([text, *examples[number : number + number % 5]]))).text
        numbers = pack.phrases.candidates(low)
        plain = [one for one in numbers if pack.phrases.rules[one].speaker not in COUNTED]
        cues = [pack.phrases.rules[one] for one in numbers if one not in plain]
        seen = pack.phrases.places(plain, low)
        if cues and not do_cues_matter(seen, cues):
            assert read_crisis(low, seen) == read_crisis(low, pack.phrases.places(numbers, low))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bdon'?t (?:stop|quit)\b", "so don't stop"),
        (r"(?:^|[.!?] ?)take \d{1,3}(?:[.,]\d)? ?mg\b", "take 2.5 mg"),
        (r"\b(?:\w+azole|metformin) helps\b", "omeprazole helps"),
        (r"\b[a-z]{2}\d+x?\b", "ab12"),
        (r"\bself[ -]?harm\w*", "(self-harming)"),
        (r"£ ?\d+", "for £20 only"),
        (r"\bx\by\b|cat", "a cat"),
        (r"(?i)cat", "cat"),
        (r"[^a]b", "cb"),
    ],
)
def test_what_a_pattern_needs_stands_in_what_it_matches(pattern, text):
    assert re2.search(pattern, text)
    assert all(any(string in worn(text) for string in strings) for strings in anchors_of(pattern))


def test_the_packs_as_a_machine_reads_them_are_the_packs():
    kept = json.loads(READ_PACKS.read_text("utf-8"))
    assert {name: pack["sha256"] for name, pack in kept.items()} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in pack_paths()
    }
    for path, pack in zip(pack_paths(), DEFAULT_PACKS, strict=True):
        sample = range(0, len(pack.patterns), 9)
        made = [[sorted(strings) for strings in anchors_of(pack.patterns[number])] for number in sample]
        assert [kept[path.name]["anchors"][number] for number in sample] == made
