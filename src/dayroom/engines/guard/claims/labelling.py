"""What a screen says of the claims in a text: one finding per sentence and claim, only where the writer asserts it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..vocabulary import Context, Family, Finding

if TYPE_CHECKING:
    from .register import ClaimRegister

KLASS = "KNOWN_CLAIM"
# when a fact check has no line of truth in the reader's language
_SENTENCES = {
    "en": "A fact check speaks about this. Please read it before you rely on this.",
    "es": "Hay una verificación sobre esto. Léela antes de darlo por bueno.",
}


def claim_findings(text: str, register: ClaimRegister, context: Context) -> list[Finding]:
    """The labels of a text as findings; the sentence says what is right, never the myth."""
    found = []
    language = context.language.split("-", maxsplit=1)[0].lower()
    for match in register.labels(text):
        claim = register.claim(match.claim_id)
        sentence = claim.texts(language).truth or _SENTENCES.get(language, _SENTENCES["en"])
        place = (match.start, match.end)
        rule = f"claim.{match.claim_id}"
        found.append(Finding(Family.CLAIM, KLASS, *place, match.score, rule, edition(claim.version), sentence))
    return found


def edition(version: str) -> int:
    """A version as a number that grows with it.

    >>> edition("2026.11.1") < edition("2026.11.10") < edition("2026.12.1")
    True
    """
    parts = [int(part) for part in re.findall(r"[0-9]+", version)[:3]]
    year, month, number = (*parts, 0, 0, 0)[:3]
    return year * 100_000 + month * 1_000 + number
