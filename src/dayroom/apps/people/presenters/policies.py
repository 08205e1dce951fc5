"""Policies on the desk: whom they ask, how many have agreed, what a draft changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from dayroom.apps.people.models import Policy, PolicyText, PolicyVersion
from dayroom.apps.people.queries.policies import acknowledged, draft_of, not_yet, published_of, texts_of
from dayroom.apps.people.rules.policies import ChangedLine, changed_lines
from dayroom.apps.people.vocabulary.policies import AUDIENCES


@dataclass(frozen=True, slots=True)
class DeskLine:
    policy: Policy
    title: str
    out: PolicyVersion | None
    draft: PolicyVersion | None
    audiences: list[str]
    agreed: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A draft in one language, as readers will see it, and what it changes line by line."""

    language: str
    title: str
    html: SafeString
    changes: list[ChangedLine]


def audience_names(codes: Collection[str]) -> list[str]:
    return [str(label) for code, label in AUDIENCES if code in codes]


def desk_lines(policies: Iterable[Policy], today: date) -> list[DeskLine]:
    return [_line(policy, today) for policy in policies]


def _line(policy: Policy, today: date) -> DeskLine:
    out, draft = published_of(policy), draft_of(policy)
    newest = out or draft
    texts = texts_of(newest) if newest else {}
    return DeskLine(
        policy=policy, title=texts["en"].title if "en" in texts else policy.slug, out=out, draft=draft,
        audiences=audience_names(policy.audiences.split()), agreed=acknowledged(out).count() if out else 0,
        waiting=not_yet(out, today).count() if out else 0,
    )


def wordings(out: Mapping[str, PolicyText], draft: Mapping[str, PolicyText]) -> list[Wording]:
    """The draft in each language beside what holds now."""
    return [
        Wording(language, text.title, mark_safe(text.body_html),
                changed_lines(out[language].body, text.body) if language in out else [])
        for language, text in draft.items()
    ]
