"""What the words beside a name say of it: led in by "in" or "near", part of a person's name, of a paper or of a germ.

text      the text, its words and one name in it
returns   whether the name is something else than a place, and how much the word before it says for a place
units     evidence is a logarithm to base ten, as in weighing.py
raises    nothing
source    word lists by us, after the even half of `geo_geovirus`; germs are named after places, so they stand here
errs      takes a name beside such a word for something else
"""

from __future__ import annotations

from collections.abc import Sequence

from .gazetteer import SHORT, WEAK, Kind, ancestors, gazetteer
from .reading import Hit, meanings
from .wording import Word

# what a word before a name says for a place: much, or a little where it also stands before anything else
LED, LED_A_LITTLE = 1.5, 0.4


def _set(told: str) -> frozenset[str]:
    return frozenset(told.split())


BEFORE = _set(
    "in at from near to around across outside inside of through throughout via visit visiting leaving reached hit "
    "en de desde hacia cerca a para por between and northern southern eastern western central north south east west "
    "downtown greater upstate rural"
)
# of these those that also stand before anything else
LOOSE = _set("of to de a por para and at between")
# words behind a name that make it the name of a germ, written small as well ("the UK variant"); `virus` only of a town,
# because "Italy virus toll" is about Italy; fevers and flus only of the places that gave one their name
GERMS = _set("strain ebolavirus variant hemorrhagic encephalitis pig pigs")
TOWN_GERMS = _set("virus viruses")
FEVERS = _set("flu fever")
OF_FEVERS = frozenset({"hong kong", "lassa", "rift valley", "marburg", "congo", "ross"})
# words behind a name, with a capital, that make it a paper, a street, a club or a school
BEHIND = _set(
    "times post herald tribune journal gazette street st road rd avenue ave blvd boulevard drive bridge fc united "
    "rovers yankees university college"
)


def is_something_else(text: str, words: Sequence[Word], hit: Hit) -> bool:
    """Whether its neighbors make it a paper, a street or a germ: "Ebola Reston virus", "Washington Post", "US$5"."""
    end = words[hit.last - 1].end
    if text[end : end + 1] == "$":
        return True
    if _is_elsewhere(text, words, hit):
        return True
    if hit.first:
        before = words[hit.first - 1]
        if before.key == "ebola" and text[before.end : words[hit.first].start] == "-":
            return True
    if hit.last >= len(words) or text[end : words[hit.last].start] not in (" ", "-"):
        return False
    behind = words[hit.last]
    return _is_a_germ(hit, behind.key) or (behind.key in BEHIND and behind.written[0].isupper())


def _is_a_germ(hit: Hit, behind: str) -> bool:
    if behind in FEVERS:
        return hit.name in OF_FEVERS
    if behind in TOWN_GERMS:
        known = gazetteer()
        return all(known.place(option.row).kind in {Kind.CITY, Kind.COUNTY} for option in hit.options)
    return behind in GERMS


def _is_elsewhere(text: str, words: Sequence[Word], hit: Hit) -> bool:
    """Whether a state's letters behind the comma name a state in which no place of this name is known."""
    if hit.last >= len(words) or text[words[hit.last - 1].end : words[hit.last].start] != ", ":
        return False
    known = gazetteer()
    behind = words[hit.last]
    told = known.names.get(behind.key) if len(behind.written) == 2 and behind.written.isupper() else None
    if told is None:
        return False
    letters = [option.row for flags, options in meanings(told) if flags & SHORT and flags & WEAK for option in options]
    states = {row for row in letters if known.place(row).kind is Kind.REGION}
    codes = [known.place(option.row).code for option in hit.options]
    if not states or any(known.place(option.row).kind is not Kind.CITY for option in hit.options):
        return False
    return not any(known.rows[one] in states for code in codes for one in (code, *ancestors(code)))


def led(text: str, words: Sequence[Word], hit: Hit) -> float:
    """What the word before the name says for a place."""
    if not hit.first:
        return 0.0
    before = words[hit.first - 1]
    if before.key not in BEFORE or not _touch(text, before, words[hit.first]):
        return 0.0
    return LED_A_LITTLE if before.key in LOOSE else LED


def is_with_a_name(text: str, words: Sequence[Word], hit: Hit) -> bool:
    """Whether a word with a capital touches it: "Jack London", "Paris Hilton"."""
    if hit.first:
        before = words[hit.first - 1]
        if before.written[0].isupper() and before.key not in BEFORE:
            return _touch(text, before, words[hit.first])
    if hit.last < len(words):
        behind = words[hit.last]
        return behind.written[0].isupper() and _touch(text, words[hit.last - 1], behind)
    return False


def _touch(text: str, left: Word, right: Word) -> bool:
    return text[left.end : right.start] == " "
