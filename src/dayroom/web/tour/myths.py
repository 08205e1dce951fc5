"""A myth, a question about it, and a debunk: only the first is labelled."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayroom.apps.screening.queries import Card, card_named, current_register
from dayroom.engines.guard.claims.vocabulary import Stance

SAYINGS: tuple[tuple[str, Promise], ...] = (
    ("tuesday-tom", _("Cinnamon cures diabetes. A lad on the night run got off his tablets with it.")),
    ("bad-knees-bev", _("Does cinnamon cure diabetes? My neighbor swears by it.")),
    ("old-salt", _("It is a myth that cinnamon cures diabetes. If it did, I would have been cured in 1974, by cake.")),
)
WHY: dict[Stance, Promise] = {
    Stance.ASSERTS: _("It says so as a fact. So a note stands under it, for everybody who reads it."),
    Stance.ASKS: _("It asks. Nobody is corrected for asking."),
    Stance.DENIES: _("It says the claim is wrong. It needs no note."),
    Stance.QUOTES: _("It tells what somebody else said. No note."),
    Stance.UNCLEAR: _("It is not clear what it says of the claim. When in doubt, no note."),
}
# a claim farther away than this is not worth naming; our own choice, 2026-11-21
NEAR = 0.35
NOTHING = _("It does not come near a claim that we know. No note.")


@dataclass(frozen=True, slots=True)
class Read:
    """One saying, and what the guard makes of it."""

    who: str
    text: str
    why: Promise
    card: Card | None


def read(text: str, who: str = "") -> Read | None:
    """What would stand under this text; None where this site has accepted no fact check."""
    register = current_register()
    if register is None:
        return None
    labels = register.labels(text)
    if labels:
        return Read(who, text, WHY[Stance.ASSERTS], card_named(labels[0].claim_id, get_language() or "en"))
    found = register.match(text, limit=1)
    return Read(who, text, WHY[found[0].stance] if found and found[0].score >= NEAR else NOTHING, None)


def sayings() -> list[Read]:
    """The three of the scene, read by the same register as every post."""
    return [found for who, text in SAYINGS if (found := read(str(text), who)) is not None]
