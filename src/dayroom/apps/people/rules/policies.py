"""Whom a policy asks, and what a new version changes. No queries, no clock."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary import Role
from dayroom.apps.people.vocabulary.policies import AUDIENCE_CODES, Capacity, Missing, PolicyWords
from dayroom.kernel.errors import Conflict, Invalid, Refused
from dayroom.platform import markup

TITLE_MAX = 120
BODY_MAX = 20_000  # characters: nobody agrees to what nobody reads; our own choice, 2026-11-21
CHANGES_MAX = 400


class NotReady(Refused):
    """A few things are asked of you before you do this."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        links = format_html_join(", ", '<a href="{}">{}</a>', ((one.url, one.title) for one in missing))
        told = _t("Before you do this, please read or pass: %(links)s. It takes a few minutes.")
        super().__init__(format_html(told.replace("%(links)s", "{}"), links))
        self.missing = tuple(missing)


class AlreadyOut(Conflict):
    """This version is published already. Start a new one to change something."""


class PolicyIncomplete(Invalid):
    """A policy needs a title and a text in English, and somebody whom it asks."""


def audiences_of(roles: Collection[str], *, moderates: bool, professional: bool) -> frozenset[str]:
    """Everything a policy could mean this member by. A steward decides cases as moderators do."""
    found = set(roles)
    if moderates or Role.STEWARD in found:
        found.add(Capacity.MODERATOR)
    if professional:
        found.add(Capacity.PROFESSIONAL)
    return frozenset(found & AUDIENCE_CODES)


def check_policy(words: Iterable[PolicyWords], audiences: Collection[str]) -> None:
    written = {one.language: one for one in words}
    english = written.get("en")
    if english is None or markup.is_blank(english.title) or markup.is_blank(english.body):
        raise PolicyIncomplete(_("A policy needs a title and a text in English, and somebody whom it asks."))
    if not audiences or not AUDIENCE_CODES.issuperset(audiences):
        raise PolicyIncomplete(_("A policy needs a title and a text in English, and somebody whom it asks."))
    for one in written.values():
        if len(one.title) > TITLE_MAX or len(one.body) > BODY_MAX or len(one.changes) > CHANGES_MAX:
            raise PolicyIncomplete(_("This is longer than a policy can be. Shorter ones are read."))


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """``what`` is "added", "removed" or "same"."""

    what: str
    text: str


def changed_lines(before: str, after: str) -> list[ChangedLine]:
    """Two wordings line by line: what went, what came; lines that stay are kept only next to a change."""
    kinds = {"+ ": "added", "- ": "removed", "  ": "same"}
    lines = [
        ChangedLine(kinds[line[:2]], line[2:])
        for line in difflib.ndiff(before.splitlines(), after.splitlines())
        if line[:2] in kinds and line[2:].strip()
    ]
    near = {at + step for at, line in enumerate(lines) if line.what != "same" for step in (-1, 0, 1)}
    return [line for at, line in enumerate(lines) if at in near]
