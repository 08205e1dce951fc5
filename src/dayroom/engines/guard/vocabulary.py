"""The words of the guard: what it may find, who wrote it, and what may follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .packs import Pack


class Family(StrEnum):
    """What kind of thing a finding is."""

    IDENTIFIER = "IDENTIFIER"
    CLAIM = "CLAIM"
    CRISIS = "CRISIS"
    ADVICE = "ADVICE"
    PROMOTION = "PROMOTION"
    HARM = "HARM"
    LANGUAGE = "LANGUAGE"


class Author(StrEnum):
    """In which role the writer speaks."""

    MEMBER = "MEMBER"
    PROFESSIONAL = "PROFESSIONAL"
    ORGANISATION = "ORGANISATION"


class Subject(StrEnum):
    """Whom the words are about."""

    SELF = "SELF"
    OTHER_ADULT = "OTHER_ADULT"
    MINOR = "MINOR"
    CLINICIAN = "CLINICIAN"
    PATIENT = "PATIENT"
    REVIEWER = "REVIEWER"
    UNKNOWN = "UNKNOWN"


class Place(StrEnum):
    """Where the words will stand."""

    PUBLIC = "PUBLIC"
    MEMBERS = "MEMBERS"
    PRIVATE = "PRIVATE"
    DIRECT = "DIRECT"
    REVIEW_REPLY = "REVIEW_REPLY"
    CAMPAIGN = "CAMPAIGN"
    PROFILE = "PROFILE"


class Action(StrEnum):
    """What happens next; each name is stronger than the one before."""

    ALLOW = "ALLOW"
    NUDGE = "NUDGE"
    HOLD = "HOLD"
    BLOCK = "BLOCK"


class Tier(IntEnum):
    """How soon a human being should look, by what the words say. Routing, never a diagnosis."""

    T0 = 0
    T1 = 1
    T2 = 2
    T3 = 3
    T4 = 4


@dataclass(frozen=True, slots=True)
class Context:
    """Who writes, about whom, where, in which language, under which country's numbers.

    `tags` are the conditions of the community ("eating-disorders"): some rules hold only there.
    `known_names` are names of members, in lower case, where a site knows its members by their own names and wants them
    seen in texts of others. A site of handles leaves it empty: "Thanks, Ann" to the handle Ann gives nobody away, and a
    professional who says so would be stopped.
    """

    author: Author = Author.MEMBER
    subject: Subject = Subject.UNKNOWN
    place: Place = Place.MEMBERS
    language: str = "en"
    country: str = "US"
    tags: frozenset[str] = frozenset()
    known_names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen in a text: what, where (code points of the NFC text), how surely, by which rule.

    `about` is what the words next to it say about whose it is; UNKNOWN where they say nothing.
    `better` is what one could write instead, where the rule knows; empty for most.
    """

    family: Family
    klass: str
    start: int
    end: int
    confidence: float
    rule_id: str
    rule_version: int
    sentence: str
    about: Subject = Subject.UNKNOWN
    better: str = ""

    def as_dict(self) -> dict[str, object]:
        """The form that is stored and sent: offsets and names, never the words."""
        return {
            "family": self.family.value,
            "class": self.klass,
            "start": self.start,
            "end": self.end,
            "confidence": self.confidence,
            "rule_id": self.rule_id,
            "rule_version": self.rule_version,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All that was seen. `checked` is False where no rule knows the language: never read it as "no issue".

    `read_with` is how it was read, for whoever must read what is left again; None for a report put together by hand.
    """

    findings: tuple[Finding, ...]
    tier: Tier
    engine_version: str
    checked: bool
    language: str
    read_with: tuple[Context, Sequence[Pack]] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the action table says about a report.

    must_mask           findings nobody may read: with BLOCK the author masks them, with HOLD we do
    may_override        the author may go ahead as it is (NUDGE only)
    limit_to_members    when it appears, only members of the community may see it
    """

    action: Action
    tier: Tier
    show_help: bool
    must_mask: tuple[Finding, ...]
    reasons: tuple[str, ...]
    sentence: str
    may_override: bool
    limit_to_members: bool
