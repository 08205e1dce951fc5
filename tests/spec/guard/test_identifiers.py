"""What identifiers are found in posts written by us, and how few ordinary posts are disturbed: the floors."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dayroom.engines.guard import DEFAULT_POLICY, Context, Family, screen

POSTS = tomllib.loads((Path(__file__).parent / "identifiers.toml").read_text("utf-8"))
MARK = re.compile(r"\{([A-Z_]+):([^}]*)\}")
CONTEXTS = {"en": Context(), "es": Context(language="es", country="ES")}
# classes one may take for another, because they are hidden alike
ALIKE = [{"PHONE", "FAX"}, {"DATE", "DATE_OF_BIRTH"}]


def read(marked):
    """The text without its marks, and where each marked value stands."""
    text, wanted, position = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[position : mark.start()]
        wanted.append((mark.group(1), len(text), len(text) + len(mark.group(2))))
        text += mark.group(2)
        position = mark.end()
    return text + marked[position:], wanted


def identifiers(text, language):
    report = screen(text, context=CONTEXTS[language])
    return [f for f in report.findings if f.family is Family.IDENTIFIER and f.confidence >= DEFAULT_POLICY.nudge_from]


def is_found(wanted, findings):
    klass, start, end = wanted
    classes = next((alike for alike in ALIKE if klass in alike), {klass})
    shared = sum(max(0, min(f.end, end) - max(f.start, start)) for f in findings if f.klass in classes)
    return 2 * shared >= end - start


@pytest.mark.parametrize("language", ["en", "es"])
def test_nearly_every_identifier_is_found(language):
    missed = []
    total = 0
    for marked in POSTS[language]:
        text, wanted = read(marked)
        findings = identifiers(text, language)
        total += len(wanted)
        missed += [(item[0], marked) for item in wanted if not is_found(item, findings)]
    assert len(missed) <= 0.03 * total, missed


@pytest.mark.parametrize("language", ["en", "es"])
def test_ordinary_posts_are_left_alone(language):
    ordinary = [text for text in POSTS[language] if not MARK.search(text)]
    disturbed = [text for text in ordinary if identifiers(text, language)]
    assert len(ordinary) >= 9
    assert len(disturbed) <= len(ordinary) // 25, disturbed


@pytest.mark.parametrize("language", ["en", "es"])
def test_little_is_found_beside_what_is_marked(language):
    stray = []
    for marked in POSTS[language]:
        text, wanted = read(marked)
        stray += [
            (f.klass, marked)
            for f in identifiers(text, language)
            if not any(f.start < end and start < f.end for _, start, end in wanted)
        ]
    assert len(stray) <= 3, stray
