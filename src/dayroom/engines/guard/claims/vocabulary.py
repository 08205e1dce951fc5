"""The words of claim matching: a claim with its fact check, where it was met, and what the writer does with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Stance(StrEnum):
    """What a sentence does with a claim. Only ASSERTS may be labelled."""

    ASSERTS = "ASSERTS"
    ASKS = "ASKS"
    DENIES = "DENIES"
    QUOTES = "QUOTES"
    UNCLEAR = "UNCLEAR"


@dataclass(frozen=True, slots=True)
class ClaimSource:
    """Where a fact check can be read; tier 1 (public-health bodies, hospitals) to 4 (unknown), standards 5."""

    body: str
    title: str
    year: int | None = None
    tier: int = 4
    doi: str = ""
    pmid: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ClaimTexts:
    """The words of one claim in one language."""

    claim: str
    variants: tuple[str, ...] = ()
    truth: str = ""
    misleads: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that has been checked.

    title       a heading it is also known by, where there is one
    variants    how people say it
    truth       one line that is right
    misleads    why the myth persuades
    checked     the day of the check; review_by the day after which it labels nothing
    rating      0 (false) to 1 (true); only what is nearer to false is labelled
    """

    id: str
    claim: str
    topic: str = ""
    title: str = ""
    variants: tuple[str, ...] = ()
    truth: str = ""
    misleads: str = ""
    sources: tuple[ClaimSource, ...] = ()
    checked: date | None = None
    review_by: date | None = None
    version: str = ""
    rating: float = 0.0
    translations: Mapping[str, ClaimTexts] = field(default_factory=dict, hash=False)

    def texts(self, language: str = "en") -> ClaimTexts:
        """The words in a language, or as they were first written."""
        own = ClaimTexts(self.claim, self.variants, self.truth, self.misleads)
        return self.translations.get(language.split("-", maxsplit=1)[0].lower(), own)


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that a text seems to speak of: how surely (0-1), with which stance, in which sentence (code points)."""

    claim_id: str
    score: float
    stance: Stance
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unused:
    """A claim that labels nothing, and why in one sentence."""

    claim_id: str
    reason: str
