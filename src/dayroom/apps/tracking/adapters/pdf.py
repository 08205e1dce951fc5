"""A sheet for a visit as a PDF: one page where it fits, with letters for many scripts, and nothing in it that says who
made it but what stands on the page."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from django.contrib.staticfiles import finders
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dayroom.apps.tracking.presenters.charts import Wanted
from dayroom.apps.tracking.presenters.sheets import SheetDrawn
from dayroom.kernel.errors import Unavailable
from dayroom.platform.axes import date_ticks, number, ticks

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "DejaVu"
FONTS = {"": "vendor/DejaVuSans.ttf", "B": "vendor/DejaVuSans-Bold.ttf"}
MARGIN, WIDTH = 15.0, 180.0  # millimetres, of a page A4
PLOT_HEIGHT, AXIS = 30.0, 12.0
GAP_DAYS = 14


def sheet_pdf(drawn: SheetDrawn) -> bytes:
    """The bytes of the file. Raises Unavailable where the letters are missing."""
    pdf, words = _page(), drawn.words
    pdf.set_font(FAMILY, "B", 15)
    pdf.multi_cell(WIDTH, 8, words.name or _("For my visit"), new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(FAMILY, "", 9)
    pdf.multi_cell(WIDTH, 5, span_words(words.since_on, words.until_on), new_x="LMARGIN", new_y="NEXT")
    _list(pdf, _("What I want to ask"), words.questions)
    _list(pdf, _("What came up where I talk with others"), [words.talked] if words.talked else [])
    _list(pdf, _("What has changed"), [f"{on}: {what}" for on, what in words.changes])
    _list(pdf, _("Conditions"), words.conditions)
    _list(pdf, _("What I take now"), [f"{name}: {how}" if how else name for name, how in words.treatments])
    _list(pdf, _("Questionnaires"), [f"{name}, {on}: {total}" for name, on, total in words.forms])
    for wanted, made in drawn.charts:
        _chart(pdf, wanted, made.words)
    pdf.set_font(FAMILY, "", 7.5)
    pdf.ln(2)
    pdf.multi_cell(WIDTH, 4, origin_words(), new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def span_words(since: date, until: date) -> str:
    return _("From %(since)s to %(until)s") % {
        "since": formats.date_format(since), "until": formats.date_format(until)
    }


def origin_words() -> str:
    return _("Written and chosen by the person themselves, from their own record. It is no medical document.")


def _page() -> FPDF:
    from fpdf import FPDF  # noqa: PLC0415  # heavy, and wanted by this page alone

    pdf = FPDF(format="A4")
    for style, name in FONTS.items():
        found = finders.find(name)
        if not isinstance(found, str):
            raise Unavailable()
        pdf.add_font(FAMILY, style, found)
    pdf.set_margins(MARGIN, MARGIN, MARGIN)
    pdf.set_auto_page_break(auto=True, margin=MARGIN)
    pdf.set_lang(get_language() or "en")
    pdf.set_title(_("A sheet"))
    pdf.set_creator("Dayroom")
    pdf.add_page()
    return pdf


def _list(pdf: FPDF, heading: str, lines: list[str] | tuple[str, ...]) -> None:
    if not lines:
        return
    pdf.ln(2)
    pdf.set_font(FAMILY, "B", 10.5)
    pdf.multi_cell(WIDTH, 6, heading, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(FAMILY, "", 9.5)
    for line in lines:
        pdf.multi_cell(WIDTH, 5, f"• {line}", new_x="LMARGIN", new_y="NEXT")


def _chart(pdf: FPDF, wanted: Wanted, words: str) -> None:
    """The middle of each day as a line, its lowest and highest as a gray stroke, with the axis; what it says in words
    stands below."""
    if pdf.get_y() + PLOT_HEIGHT + 26 > pdf.h - MARGIN:
        pdf.add_page()
    pdf.ln(3)
    pdf.set_font(FAMILY, "B", 10)
    pdf.multi_cell(WIDTH, 5.5, f"{wanted.name}, {wanted.unit}", new_x="LMARGIN", new_y="NEXT")
    if wanted.days:
        _plot(pdf, wanted, pdf.get_y() + 2)
        pdf.set_y(pdf.get_y() + PLOT_HEIGHT + 8)
    pdf.set_font(FAMILY, "", 8)
    if any(one.low != one.high for one in wanted.days) and not wanted.adds_up:
        words = " ".join((words, _("A gray stroke goes from the lowest to the highest of a day.")))
    pdf.multi_cell(WIDTH, 4.2, words, new_x="LMARGIN", new_y="NEXT")


def _plot(pdf: FPDF, wanted: Wanted, top: float) -> None:
    values = [one.total if wanted.adds_up else one.middle for one in wanted.days]
    ranges = [] if wanted.adds_up else [one for one in (*wanted.days, *wanted.second) if one.low != one.high]
    values += [one.middle for one in wanted.second] + [end for one in ranges for end in (one.low, one.high)]
    ends = wanted.ends or (0.0 if wanted.adds_up else min(values), max(values))
    marks = ticks(*(ends if ends[0] != ends[1] else (ends[0] - 1, ends[1] + 1)), most=4)
    left, span = MARGIN + AXIS, max(1, (wanted.until - wanted.since).days)

    def x(on: date) -> float:
        return left + (on - wanted.since).days / span * (WIDTH - AXIS)

    def y(value: float) -> float:
        return top + PLOT_HEIGHT * (1 - (value - marks[0]) / (marks[-1] - marks[0]))

    pdf.set_font(FAMILY, "", 6.5)
    pdf.set_draw_color(200)
    pdf.set_line_width(0.15)
    for mark in marks:
        pdf.line(left, y(mark), MARGIN + WIDTH, y(mark))
        pdf.text(MARGIN, y(mark) + 1, number(mark, 2))
    for on in date_ticks(wanted.since, wanted.until, 6):
        pdf.text(min(x(on), MARGIN + WIDTH - AXIS), top + PLOT_HEIGHT + 4, formats.date_format(on, "SHORT_DATE_FORMAT"))
    pdf.set_line_width(0.7)
    for one in ranges:
        pdf.line(x(one.on), y(one.low), x(one.on), y(one.high))
    first = [(one.on, one.total if wanted.adds_up else one.middle) for one in wanted.days]
    for shade, line in ((20, first), (110, [(one.on, one.middle) for one in wanted.second])):
        pdf.set_draw_color(shade)
        _line(pdf, [(on, x(on), y(value)) for on, value in line])


def _line(pdf: FPDF, points: list[tuple[date, float, float]]) -> None:
    """A dot for each day, joined where no longer silence lies between."""
    pdf.set_line_width(0.45)
    for (day, x, y), (following, to_x, to_y) in pairwise(points):
        if (following - day).days <= GAP_DAYS:
            pdf.line(x, y, to_x, to_y)
    for _day, x, y in points:
        pdf.ellipse(x - 0.4, y - 0.4, 0.8, 0.8)
