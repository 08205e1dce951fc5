"""Sources in words: how one is doing, what a visit brought, what the rows of a file become."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.listening.models import Intake, Source
from dayroom.apps.listening.rules.files import guessed
from dayroom.apps.listening.rules.reading import first_rows, open_rows
from dayroom.apps.listening.rules.sources import GOING_ON
from dayroom.apps.listening.vocabulary import REPAIRED, Fault, IntakeState, SourceKind, Trouble
from dayroom.apps.listening.vocabulary.posts import Official, Pull, RawPost, Refusal
from dayroom.apps.listening.vocabulary.sources import PREVIEWED, FileForm, How, Sniffed
from dayroom.kernel.errors import DayroomError

CELL_MOST, TEXT_MOST = 60, 140
LOOKED_AT = 1_000  # rows of a file that are tried before it is read
FORM_ROWS = 60  # rows from which the way of writing dates is told


@dataclass(frozen=True, slots=True)
class Health:
    """One word about a source, and a sentence where there is something to see to."""

    word: str
    badge: str  # "ok", "warm" or ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one row becomes."""

    sentence: str
    is_fine: bool
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """The first rows of a file, and what became of the first thousand."""

    columns: tuple[str, ...]
    rows: list[Said]
    fine: int = 0
    troubles: tuple[tuple[str, int], ...] = ()


def health_of(source: Source, waiting: str = "") -> Health:
    """How a source is doing; why, where it is not well."""
    if not source.is_on:
        return Health(_("paused"), "")
    if waiting:
        return Health(_("waits for you"), "warm", _("A file waits for somebody to say what its columns are."))
    if source.fault:
        again = ""
        if source.failures and source.next_at:
            again = _("We try again after %(at)s.") % {"at": date_format(source.next_at, "SHORT_DATETIME_FORMAT")}
        times = ngettext("failed once", "failed %(n)s times in a row", source.failures) % {"n": source.failures}
        word = times if source.failures else _("to look at")
        return Health(word, "warm", f"{Fault(source.fault).label} {again}".strip())
    if source.kind in (SourceKind.FILE, SourceKind.TRENDS):
        return Health(_("ready"), "ok")
    return Health(_("well"), "ok") if source.fetched_at else Health(_("not read yet"), "")


def is_going_on(intake: Intake) -> bool:
    """The page looks again by itself."""
    return intake.state in GOING_ON


def share_of(intake: Intake) -> int:
    """Percent of the bytes that were read."""
    if intake.state in (IntakeState.SETTLING, IntakeState.DONE):
        return 100
    return min(99, intake.bytes_done * 100 // intake.bytes_total) if intake.bytes_total else 0


def trouble_lines(troubles: dict[str, int], *, repaired: bool) -> list[tuple[str, int]]:
    """(sentence, how often), the most frequent first."""
    known = [(Trouble(name), times) for name, times in troubles.items() if name in Trouble.values and times]
    chosen = [(str(one.label), times) for one, times in known if (one in REPAIRED) == repaired]
    return sorted(chosen, key=lambda line: -line[1])


def left_out(intake: Intake) -> int:
    """Rows that were read and not kept."""
    return sum(times for _sentence, times in trouble_lines(intake.troubles, repaired=False))


def guess_of(path: Path, sniffed: Sniffed) -> How:
    """A first idea of what the columns are. Raises NotAFile."""
    return guessed(sniffed, first_rows(path, _bare(sniffed), FORM_ROWS))


def head_of(path: Path, sniffed: Sniffed) -> list[list[str]]:
    return first_rows(path, _bare(sniffed), PREVIEWED)


def _bare(sniffed: Sniffed) -> How:
    return How(sniffed.form, sniffed.encoding, sniffed.delimiter, sniffed.has_head, sniffed.columns)


def look_at(path: Path, sniffed: Sniffed, how: How | None, *, now: datetime, since: date) -> Look:
    """What stands in the first rows; with ``how``, what they become."""
    shown = replace(_bare(sniffed), encoding=how.encoding) if how is not None else _bare(sniffed)
    raw = first_rows(path, shown, PREVIEWED)
    cells = [tuple(" ".join(cell.split())[:CELL_MOST] for cell in row) for row in raw]
    if how is None:
        return Look(sniffed.columns, [Said("", True, row) for row in cells])
    try:
        with open_rows(path, how, now=now, since=since) as rows:
            read = list(islice(rows, LOOKED_AT))
    except DayroomError as fault:
        return Look(sniffed.columns, [Said(str(fault), False, row) for row in cells])
    said = [_said(one) for one in read[:PREVIEWED]]
    if how.form != FileForm.TRENDS:
        said = [replace(one, cells=row) for one, row in zip(said, cells, strict=False)]
    troubles = Counter(one.trouble for one in read if isinstance(one, Refusal))
    return Look(sniffed.columns, said, len(read) - troubles.total(),
                tuple((str(Trouble(name).label), times) for name, times in troubles.most_common()))  # fmt: skip


def _said(one: RawPost | Refusal) -> Said:
    if isinstance(one, Refusal):
        return Said(_("Left out: %(why)s.") % {"why": Trouble(one.trouble).label}, False)
    day = date_format(one.at, "DATE_FORMAT")
    if not one.text:
        topic = one.about or _("everything")
        place = f", {one.place}" if one.place else ""
        return Said(f"{day}: {topic}{place}, {one.count}", True)
    words = " ".join(one.text.split())
    mended = "; ".join(str(Trouble(name).label) for name in one.troubles)
    cut = f"{words[:TEXT_MOST]}…" if len(words) > TEXT_MOST else words
    return Said(f"{day}: {cut} ({mended})" if mended else f"{day}: {cut}", True)


def tried(pull: Pull) -> list[Said]:
    """What a try brought: notices and the first posts."""
    notices = [Said(_notice_words(one), True) for one in pull.notices[:PREVIEWED]]
    return [*notices, *(_said(one) for one in pull.posts[:PREVIEWED])]


def _notice_words(one: Official) -> str:
    more = " · ".join(part for part in (one.place_words, one.severity) if part)
    return f"{date_format(one.at, 'DATE_FORMAT')}: {one.title}{f' ({more})' if more else ''}"
