"""Why somebody stands on the list, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dayroom.apps.tracking.presenters.treatments import SEX_WORDS
from dayroom.apps.tracking.queries.matching import Match
from dayroom.apps.tracking.vocabulary import known


@dataclass(frozen=True, slots=True)
class MatchLine:
    handle: str
    why: str
    share: int  # percent of what the reader weighs


def match_lines(found: Iterable[Match]) -> list[MatchLine]:
    return [MatchLine(one.handle, why(one.tokens), round(one.share * 100)) for one in found]


def why(tokens: Iterable[str]) -> str:
    """
    >>> why(("A|c:type-2-diabetes", "A|t:metformin", "A|a:35-49"))
    'You both live with Type 2 diabetes. You both take or took Metformin. You are both between 35 and 49.'
    """
    told: dict[str, list[str]] = {}
    for token in tokens:
        kind, _colon, name = token.partition("|")[2].partition(":")
        told.setdefault(kind, []).append(name)
    said = [
        _("You both live with %(what)s.") % {"what": _names(told["c"], "c")} if "c" in told else "",
        _("You are at the same stage.") if "s" in told else "",
        _("You both take or took %(what)s.") % {"what": _names(told["t"], "t")} if "t" in told else "",
        _age(told["a"][0]) if "a" in told else "",
        _sex(told["x"][0]) if "x" in told else "",
    ]
    return " ".join(one for one in said if one)


def _names(names: list[str], kind: str) -> str:
    found = known.conditions() if kind == "c" else known.treatments()
    words = [known.told(found[name]) if name in found else name for name in names]
    if len(words) == 1:
        return words[0]
    return _("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def _age(band: str) -> str:
    first, _dash, last = band.partition("-")
    if not last:
        return _("You are both %(years)s or older.") % {"years": first.rstrip("+")}
    return _("You are both between %(first)s and %(last)s.") % {"first": first, "last": last}


def _sex(sex: str) -> str:
    return _("You are both %(who)s.") % {"who": SEX_WORDS[sex]} if sex in SEX_WORDS else ""
