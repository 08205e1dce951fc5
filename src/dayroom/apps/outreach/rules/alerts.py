"""When an alert may go out, what is missing, and the digest an approval belongs to. No queries, no clock."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import asdict

from django.utils.translation import gettext as _
from django.utils.translation import override

from dayroom.apps.outreach.vocabulary.alerts import HOURS_MOST, LINKS_MOST, SHORT_MOST, AlertFacts, AlertWords
from dayroom.kernel.errors import Conflict, Invalid, Refused

HEADLINE_MOST = 160
GAP = re.compile(r"\[[^\[\]\n]{1,60}\]")


class AlertIncomplete(Invalid):
    """Something is missing before this can go out."""


class OwnAlert(Refused):
    """Whoever wrote an alert cannot approve it. Please ask somebody else."""


class AlertChanged(Conflict):
    """The alert was changed after it was sent for approval. Please look at the new words."""


class TooManyLinks(Invalid):
    """Fewer pages, please, so that people find the right one in a hurry."""


class AlertOver(Conflict):
    """This alert is no longer in force."""


def gaps(words: Sequence[AlertWords]) -> list[str]:
    """What still stands in square brackets, each once.

    >>> gaps([AlertWords("en", "Heat in [place]", "It is hot in [place] until [day].")])
    ['[place]', '[day]']
    """
    found = [hit for one in words for text in (one.headline, one.what, one.do, one.dont, one.short)
             for hit in GAP.findall(text)]
    return list(dict.fromkeys(found))


def words_of_end(words: Sequence[AlertWords]) -> list[AlertWords]:
    """What a cancellation begins with: never the advice of the alert it ends, and gaps that keep it here until filled.

    >>> words_of_end([AlertWords("en", "Heat in Riverside", "It is hot.", "Drink.")])[0].headline
    'It is over: Heat in Riverside'
    """
    begun = []
    for one in words:
        with override(one.language):
            over = _("It is over: %(headline)s") % {"headline": one.headline}
            begun.append(AlertWords(one.language, over[:HEADLINE_MOST], _("[what is known now]"),
                                    _("[what people should do now]"), "", over[:SHORT_MOST]))
    return begun


def missing(facts: AlertFacts, words: Sequence[AlertWords]) -> list[str]:
    """One sentence for each thing without which nothing goes out; empty when all is there."""
    said = []
    if not words:
        said.append(_("Nothing is said yet."))
    said += [_("Please replace %(gap)s.") % {"gap": gap} for gap in gaps(words)]
    if facts.area_id is None:
        said.append(_("Say for which area it is."))
    if not facts.source.strip():
        said.append(_("Say who knows this: the source."))
    if not 0 < facts.hours <= HOURS_MOST:
        said.append(_("Say how long it stands: one hour to fourteen days."))
    for one in words:
        if not one.do.strip():
            said.append(_("Say what people should do (%(language)s).") % {"language": one.language})
        if not one.short.strip() or len(one.short) > SHORT_MOST:
            said.append(_("The short text needs 1 to 160 signs (%(language)s).") % {"language": one.language})
    return said


def check_complete(facts: AlertFacts, words: Sequence[AlertWords]) -> None:
    """Raises AlertIncomplete with everything that is missing."""
    said = missing(facts, words)
    if said:
        raise AlertIncomplete(" ".join(said))


def check_second_person(*, by_id: int, made_by_id: int | None) -> None:
    """Raises OwnAlert."""
    if by_id == made_by_id:
        raise OwnAlert()


def check_unchanged(asked: str, now: str) -> None:
    """Raises AlertChanged."""
    if asked != now:
        raise AlertChanged()


def check_links(count: int) -> None:
    """Raises TooManyLinks."""
    if count > LINKS_MOST:
        raise TooManyLinks(_("At most %(number)d, so that people find the right one in a hurry.")
                           % {"number": LINKS_MOST})


def _said(told: dict[str, object], late: str) -> dict[str, object]:
    """Without what is left empty and did not exist in the first version: approvals asked for before stay good."""
    return {name: value for name, value in told.items() if value or name != late}


def digest_of(facts: AlertFacts, words: Collection[AlertWords]) -> str:
    """What an approval belongs to: everything that people will see."""
    told = {
        "facts": _said(asdict(facts), "links"),
        "words": [_said(asdict(one), "event") for one in sorted(words, key=lambda one: one.language)],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
