"""Places on a sheet: countries as areas by how much is said for each million people, places within them as bubbles.

Everything on the map is in the table beside it; the numbers in the bubbles stand in the table too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.listening.vocabulary.desk import PlaceCount

SHEET = 1000.0  # units across, whatever part of the world is shown
BUBBLES_MOST = 12
ROWS_MOST = 60
SMALLEST, LARGEST = 11.0, 44.0  # radius in units of the sheet
LEVELS = 4
HOME_SHARE = 0.6  # of what is shown: when so much is in the United States, its states are drawn
STATES_OF = "US"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One line of the table; ``number`` is also in a bubble, 0 where there is none."""

    number: int
    code: str
    name: str
    within: str
    mentions: int
    change: str
    per_million: str
    writers: int
    weeks: int


@dataclass(frozen=True, slots=True)
class MapShown:
    svg: SafeString
    rows: list[PlaceRow]
    scope: str
    words: str


def map_shown(found: Sequence[PlaceCount], *, base_url: str, names: dict[str, str]) -> MapShown | None:
    """None where no place may be shown. ``names``: code → name, for what a place lies in."""
    rows = list(found[:ROWS_MOST])
    if not rows:
        return None
    scope = _scope(rows)
    drawn = [one for one in _bubbled(rows) if not scope or one.place.code.startswith(scope)][:BUBBLES_MOST]
    numbers = {one.place.code: at for at, one in enumerate(drawn, start=1)}
    top = rows[0]
    words = ngettext("%(n)d place can be shown. Most is about %(place)s: %(count)s mentions.",
                     "%(n)d places can be shown. Most is about %(place)s: %(count)s mentions.", len(found)) % {
        "n": len(found), "place": top.place.name, "count": top.mentions}
    return MapShown(
        svg=_svg(rows, drawn, scope=scope, base_url=base_url, words=words), scope=scope, words=words,
        rows=[_row(one, numbers.get(one.place.code, 0), names) for one in rows])


def _scope(rows: Sequence[PlaceCount]) -> str:
    """The United States where most of what is shown is there, and parts of it are; else the world."""
    if not any(one.place.code.startswith(f"{STATES_OF}-") for one in rows):
        return ""
    countries = {one.place.code: one.mentions for one in rows if _is_country(one)}
    total = sum(countries.values())
    return STATES_OF if total and countries.get(STATES_OF, 0) / total > HOME_SHARE else ""


def _is_country(one: PlaceCount) -> bool:
    return "-" not in one.place.code and "." not in one.place.code


def _bubbled(rows: Sequence[PlaceCount]) -> list[PlaceCount]:
    """Places that hold no other shown place: a bubble for a country would cover those in it."""
    holds = {one.place.parent for one in rows}
    return [one for one in rows if one.place.code not in holds and one.place.lat is not None]


def _svg(
    rows: Sequence[PlaceCount], drawn: Sequence[PlaceCount], *, scope: str, base_url: str, words: str
) -> SafeString:
    from dayroom.engines.meaning.maps import frame, outlines, project  # noqa: PLC0415 - outlines are heavy

    left, top, width, height = frame(scope)
    factor = SHEET / width
    move = f"scale({factor:.4f}) translate({-left:.1f} {-top:.1f})"
    known = outlines(scope)
    levels = _levels([one for one in rows if one.place.code in known])
    parts = [f'<g transform="{move}"><use class="map__land" href="{escape(base_url)}#{scope or "world"}"/>']
    for one in rows:
        if one.place.code in levels:
            parts.append(f'<use class="map__area map__area--{levels[one.place.code]}" '
                         f'href="{escape(base_url)}#p-{escape(one.place.code)}"/>')
    parts.append("</g>")
    most = max((one.mentions for one in drawn), default=1)
    # the largest first, so that a small one is never hidden below it
    for at, one in sorted(enumerate(drawn, start=1), key=lambda pair: -pair[1].mentions):
        x, y = project(one.place.lat or 0.0, one.place.lon or 0.0)
        x, y = round((x - left) * factor, 1), round((y - top) * factor, 1)
        radius = round(max(SMALLEST, LARGEST * (one.mentions / most) ** 0.5), 1)
        label = _("%(place)s: %(count)s mentions") % {"place": one.place.name, "count": one.mentions}
        parts.append(f'<g><title>{escape(label)}</title><circle class="map__bubble" cx="{x}" cy="{y}" r="{radius}"/>'
                     f'<text class="map__number" x="{x}" y="{y}" dy=".35em" text-anchor="middle">{at}</text></g>')
    return mark_safe(
        f'<svg class="map map--{scope or "world"}" viewBox="0 0 {SHEET:.0f} {height * factor:.0f}" role="img" '
        f'aria-label="{escape(words)}">{"".join(parts)}</svg>')


def _levels(rows: Sequence[PlaceCount]) -> dict[str, int]:
    """1 to 4 by mentions for each million people, by rank: a few very high ones leave the others apart."""
    rated = sorted(rows, key=lambda one: one.mentions / max(one.place.people, 1))
    return {one.place.code: 1 + at * LEVELS // len(rated) for at, one in enumerate(rated)}


def _row(one: PlaceCount, number: int, names: dict[str, str]) -> PlaceRow:
    rate = 1_000_000 * one.mentions / one.place.people if one.place.people else 0.0
    return PlaceRow(
        number=number, code=one.place.code, name=one.place.name, within=names.get(one.place.parent, ""),
        mentions=one.mentions, change=change_words(one.mentions, one.before), writers=one.writers, weeks=one.weeks,
        per_million=f"{rate:.1f}" if rate < 100 else f"{rate:.0f}")


def change_words(now: int, before: int | None) -> str:
    """How a count stands beside the one before.

    >>> change_words(30, None)
    '–'
    """
    if not before:
        return "–"
    share = round(100 * (now / before - 1))
    return f"+{share} %" if share > 0 else f"{share} %".replace("-", "−")


def base_svg() -> str:
    """The sheet below every map: outlines of countries and of the states of one, each with its code."""
    from dayroom.engines.meaning.maps import outlines  # noqa: PLC0415 - outlines are heavy

    groups = []
    for scope in ("", STATES_OF):
        paths = "".join(f'<path id="p-{escape(code)}" d="{escape(path)}"/>' for code, path in outlines(scope).items())
        groups.append(f'<g id="{scope or "world"}">{paths}</g>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 507">{"".join(groups)}</svg>'
