"""Telephone and fax numbers of the world.

what      a number that rings at one person; HIPAA Safe Harbor classes D and E
format    ITU-T E.164: up to 15 digits, with national ways of writing; read with the plan of the
          context's country when no + stands in front
returns   hits over the folded text; confidence 0.95 international, 0.9 written as a telephone number,
          0.6 for a bare run of ten digits
source    ITU-T E.164; libphonenumber metadata (package phonenumbers, Apache-2.0)
errs      prefers a false alarm to a missed number, but never takes dates, doses, book and trial
          numbers, pressures or ranges: those stand in every health post
measured  recall 62/62 (phi_filled_consumer_messages), 123/125 (phi_presidio_synth), 24/24 (phi_asq),
          no stray one in 666 texts without identifiers; development halves, 2026-11-21, bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..folding import Folded
from ..helplines import all_helplines
from ..vocabulary import Context
from .base import Hit, just_before, near, only_digits

_CANDIDATE = re.compile(
    r"(?<![\w.,/@#=$£€+])(?<!\w-)(?:\+\s?|\(\+?)?\d(?:(?:\.|[ \t()/-]{0,3})\d){6,60}"
    r"(?:\s{0,2}(?:ext\.?|extension|x)\s?\d{1,5})?(?![\w%@]|[-/.]\d)",
    re.IGNORECASE,
)
PHONE_WORD = re.compile(
    r"\b(?:phone|fone|tel|telephone|mobile|cell|cel|cellphone|landline|fax|call|calling|text|txt|sms|ring|dial"
    r"|whatsapp|signal|reach (?:me|us|him|her|them)|contact|messages?|office|voicemail|hotline|helpline"
    r"|telefono|tfn?o|telf|tlfn?o?|movil|celular"
    r"|llam[ae]\w*|my number|her number|his number|their number|number is)\b|☎|📞"
)
_OTHER_LABEL = re.compile(
    r"\b(?:isbn|issn|pmid|pmc|doi|nct|ndc|upc|sku|lot|batch|order|invoice|ref|reference|tracking|serial|model|case"
    r"|ticket|npi|nhs|mrn|dea|ssn|ein|account|acct|routing|policy|claim|member id|record|chart|imei|icd|cpt|version"
    r"|grant|patent|study|trial|room|zip|medicare|medicaid|card|passport|licen[cs]e|(?:health|social) \w+)"
    r"(?:\s?(?:no|nr|num|number|id|code|#))?\s?[.:#-]{0,2}\s{0,2}(?:is |was |es )?[a-z]{0,4}-?$"
)
_DATE = re.compile(
    r"(?:(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d)(?:[ T]\d{1,2}.*)?"
    r"|(?:19|20)\d\d\s?-\s?(?:19|20)\d\d|(?:(?:19|20)\d\d[ ,./-]+)+(?:19|20)\d\d"
)
_SHAPED = re.compile(r"^\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d)|^\(\d{2,5}\)")
_ISBN13 = re.compile(r"^97[89]")
_READINGS = re.compile(r"^(?:\d{1,3}[ \t./-]+){3,}\d{1,3}$|^\d{2,3}/\d{2,3}")
# a national drug code, as pharmacies print it
_DRUG_CODE = re.compile(r"\d{4,5}-\d{3,4}-\d{1,2}")
# free numbers belong to organisations; they are reported, without consequence
_TOLL_FREE = re.compile(r"1?8(?:00|33|44|55|66|77|88)\d{7}\Z")
_AMERICAN = re.compile(r"[2-9]\d\d[2-9]\d{6}")
_AMERICAN_SHAPE = re.compile(r"(?<!\d)\(?[2-9]\d\d\)?[ .-]{0,2}[2-9]\d\d[ .-]?\d{4}(?!\d)")
# where people write how to reach them, whatever they call it
_SIGNED = re.compile(
    r"\b(?:e-?mail|mail|address|thanks?|thank you|regards|reach|correo)(?: (?:me|you|is|at|it|on|a lot"
    r"|so much))*[\s.,:!-]{0,4}$"
)
_RUN = re.compile(r"(?<!\d)\d[\d.-]{5,16}\d(?![\d.-])")
# digits: fifteen by E.164, and two for a trunk or access prefix
_LONGEST = 17
_MANY = 200


_FAX = re.compile(
    r"\b(?:tele)?fax(?: (?:number|no\b\.?|num|machine|line|#))?(?: (?:is|was|at|it to|to|on|us at|me at|es"
    r"|al))*[\s.:#+(]{0,4}$"
)


def find_faxes(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every number that the word in front calls a fax."""
    for count, match in enumerate(_CANDIDATE.finditer(folded.text)):
        if count >= _MANY:
            return
        digits = len(only_digits(match.group()))
        if 7 <= digits <= _LONGEST and just_before(folded, match.start(), _FAX):
            yield Hit(*match.span(), 0.97)


def find_phones(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every telephone number."""
    country = context.country.strip().upper()
    country = "GB" if country == "UK" else country
    for count, match in enumerate(_CANDIDATE.finditer(folded.text)):
        if count >= _MANY:
            # a page of numbers is a table: the rest is taken for numbers without asking the plan
            yield Hit(match.start(), match.end(), 0.5)
            continue
        yield from _whole_or_pieces(folded, match.start(), match.end(), country)


def _whole_or_pieces(folded: Folded, start: int, end: int, country: str) -> Iterator[Hit]:
    """The candidate, or, where it is several numbers in a row, each of them."""
    confidence = _confidence(folded, start, end, country)
    if confidence:
        yield Hit(start, end, confidence)
        return
    for piece in _pieces(folded.text, start, end):
        confidence = _confidence(folded, *piece, country) if piece != (start, end) else 0.0
        if confidence:
            yield Hit(*piece, confidence)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for shape in [*_AMERICAN_SHAPE.finditer(text, start, end), None]:
        stop = shape.start() if shape else end
        yield from (run.span() for run in _RUN.finditer(text, position, stop))
        if shape:
            yield shape.span()
            position = shape.end()


def _confidence(folded: Folded, start: int, end: int, country: str) -> float:
    text = folded.text[start:end]
    if _DATE.fullmatch(text) or _DRUG_CODE.fullmatch(text) or just_before(folded, start, _OTHER_LABEL):
        return 0.0
    digits = only_digits(re.split(r"(?i)e?x", text)[0])
    if len(digits) > _LONGEST:
        return 0.0
    if is_public(digits):
        return 0.45 if _TOLL_FREE.match(digits) and digits not in _public_numbers() else 0.0
    if text.lstrip("( ").startswith("+"):
        return 0.95 if is_valid_phone(text, None) else 0.6 if len(digits) >= 9 else 0.0
    labelled = near(folded, start, end, PHONE_WORD, after=12)
    if not labelled and (_READINGS.match(text) or _ISBN13.match(digits)):
        return 0.0
    if is_valid_phone(text, country):
        if labelled:
            return 0.95
        return 0.9 if _SHAPED.match(text) else 0.6 if len(digits) >= 9 else 0.0
    if len(digits) == 10 and _SHAPED.match(text):
        return 0.6
    if labelled and 7 <= len(digits) <= 15:
        return 0.7
    if text.startswith(("0", "(0")) and (len(digits) > 9 or len(text) > len(digits)) and _is_valid_somewhere(text):
        return 0.6
    if country in {"US", "CA"} and _AMERICAN.fullmatch(text):
        return 0.6 if just_before(folded, start, _SIGNED) else 0.45
    return 0.0


def _is_valid_somewhere(text: str) -> bool:
    return any(is_valid_phone(text, region) for region in ("GB", "IE", "AU", "NZ", "DE", "FR"))


def is_public(digits: str) -> bool:
    """Whether a number is a helpline's or free to call: those belong to nobody.

    >>> is_public("18005550199"), is_public("2025550189")
    (True, False)
    """
    return digits in _public_numbers() or _TOLL_FREE.match(digits) is not None


@lru_cache(maxsize=1)
def _public_numbers() -> frozenset[str]:
    """Helplines: passing one on is help, not a leak."""
    values = (channel.value for line in all_helplines() for channel in line.channels if channel.kind == "phone")
    # the number 988 had before; people still pass it on
    return frozenset(filter(None, map(only_digits, values))) | {"18002738255", "8002738255"}


def is_valid_phone(text: str, country: str | None) -> bool:
    """Whether the plan of a country has this number; without a country only for numbers with a +."""
    # nothing is remembered between calls: these are people's numbers
    # half a megabyte of number plans: only loaded when the first candidate turns up
    import phonenumbers  # noqa: PLC0415 - late on purpose, see above

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)
