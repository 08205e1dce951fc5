"""What follows from advice, promotion and plain language, by who writes: the table row by row."""

from __future__ import annotations

import pytest

from dayroom.engines.guard import (
    DEFAULT_PACKS,
    Action,
    Author,
    Context,
    Family,
    Finding,
    Policy,
    action_for,
)

# family, class, member, professional, organisation
TABLE = [
    ("ADVICE", "SEEKS_DIAGNOSIS", "ALLOW", "ALLOW", "ALLOW"),
    ("ADVICE", "SEEKS_ADVICE", "ALLOW", "ALLOW", "ALLOW"),
    ("ADVICE", "SEEKS_INFORMATION", "ALLOW", "ALLOW", "ALLOW"),
    ("ADVICE", "GUIDANCE", "ALLOW", "ALLOW", "ALLOW"),
    ("ADVICE", "DIAGNOSIS", "ALLOW", "HOLD", "HOLD"),
    ("ADVICE", "START_TREATMENT", "ALLOW", "HOLD", "HOLD"),
    ("ADVICE", "DOSE", "NUDGE", "HOLD", "HOLD"),
    ("ADVICE", "STOP_TREATMENT", "NUDGE", "HOLD", "HOLD"),
    ("PROMOTION", "CURE_CLAIM", "NUDGE", "HOLD", "HOLD"),
    ("PROMOTION", "GUARANTEE", "NUDGE", "HOLD", "HOLD"),
    ("PROMOTION", "PANACEA", "NUDGE", "HOLD", "HOLD"),
    ("PROMOTION", "UNDISCLOSED_INTEREST", "NUDGE", "HOLD", "HOLD"),
    ("PROMOTION", "BEFORE_AFTER", "ALLOW", "HOLD", "HOLD"),
    ("PROMOTION", "DM_ME", "NUDGE", "NUDGE", "NUDGE"),
    ("PROMOTION", "SELLING", "HOLD", "HOLD", "HOLD"),
    ("PROMOTION", "DISCOUNT_CODE", "HOLD", "HOLD", "HOLD"),
    ("PROMOTION", "DRUG_SALE", "HOLD", "HOLD", "HOLD"),
    ("PROMOTION", "SCAM", "HOLD", "HOLD", "HOLD"),
    ("LANGUAGE", "LONG_SENTENCE", "ALLOW", "ALLOW", "ALLOW"),
    ("LANGUAGE", "JARGON", "ALLOW", "ALLOW", "ALLOW"),
]


def finding(family, klass):
    return Finding(Family[family], klass, 0, 4, 0.9, "rule", 1, "A sentence.")


@pytest.mark.parametrize(("family", "klass", "member", "professional", "organisation"), TABLE)
def test_the_table_of_families(family, klass, member, professional, organisation):
    asked = {author: action_for(finding(family, klass), Context(author=author)).name for author in Author}
    assert asked == {
        Author.MEMBER: member,
        Author.PROFESSIONAL: professional,
        Author.ORGANISATION: organisation,
    }


def test_every_class_of_the_packs_has_a_row():
    known = {(family, klass) for family, klass, *_ in TABLE}
    found = {
        (rule.family.value, rule.klass)
        for pack in DEFAULT_PACKS
        for rule in pack.rules
        if rule.family in {Family.ADVICE, Family.PROMOTION}
    }
    assert found <= known


def test_an_operator_may_change_it_for_one_author_only():
    strict = Policy(families_by_author={(Family.ADVICE, "DIAGNOSIS", Author.MEMBER): Action.NUDGE})
    guess = finding("ADVICE", "DIAGNOSIS")
    assert action_for(guess, Context(), strict) is Action.NUDGE
    assert action_for(guess, Context(author=Author.PROFESSIONAL), strict) is Action.ALLOW
