"""Every rule keeps the promise of its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from dayroom.engines.guard import DEFAULT_PACKS, BrokenPack, Context, load_pack, screen

RULES = [(pack, rule) for pack in DEFAULT_PACKS for rule in pack.rules]
EXAMPLES = [pytest.param(pack, rule, text, id=f"{rule.id}: {text}") for pack, rule in RULES for text in rule.match]
NEAR_MISSES = [pytest.param(pack, rule, text, id=f"{rule.id}: {text}") for pack, rule in RULES for text in rule.miss]


def rule_ids(text, pack):
    return {finding.rule_id for finding in screen(text, context=Context(), packs=[pack]).findings}


@pytest.mark.parametrize(("pack", "rule", "text"), EXAMPLES)
def test_each_rule_sees_its_examples(pack, rule, text):
    assert rule.id in rule_ids(text, pack)


@pytest.mark.parametrize(("pack", "rule", "text"), NEAR_MISSES)
def test_each_rule_leaves_its_near_misses_alone(pack, rule, text):
    assert rule.id not in rule_ids(text, pack)
