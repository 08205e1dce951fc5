"""Who asks for advice and who gives it, on real questions and real answers.

Asking   positives: every question of patientqa_forums, every message of edu_meqsum, every question of
         question_types_gard. Negatives: every sentence of support_offmychest, whatever its labels (people who
         talk and comfort, not about health). A hit is any finding SEEKS_DIAGNOSIS, SEEKS_ADVICE or
         SEEKS_INFORMATION for a member. One F1 per set of positives, all negatives in each.
Giving   positives: every answer of patientqa_forums, most of them by doctors; negatives as above. A hit is any
         finding that gives: DIAGNOSIS, DOSE, STOP_TREATMENT, START_TREATMENT, or GUIDANCE (a test to have done, a
         doctor to see, what a thing can come from), since answers hold all of these. Beside it the share of answers
         that a professional would see held (the first four only): no label says how many should be.
Harder   what a health community is full of: texts that neither ask nor give. reviews_psytar (people on their own
         treatment, to the world), answers of edu_medquad and edu_medication_qa (leaflets) for the classes that hold
         or nudge.
Both halves of these sets are one kind of text against another: they do not measure how fine the line is between
a question about one's own illness and a story about it, which the spec set of the tests does on a small scale.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from dayroom.engines.guard import Author, Context, Family, screen
from dayroom.engines.guard.screening import DEFAULT_PACKS

from .rows import Measured, f1, rows, share, wilson

SEEKS = frozenset({"SEEKS_DIAGNOSIS", "SEEKS_ADVICE", "SEEKS_INFORMATION"})
# what a card of signposts is shown for
CARD = frozenset({"SEEKS_DIAGNOSIS", "SEEKS_ADVICE"})
HELD = frozenset({"DIAGNOSIS", "DOSE", "STOP_TREATMENT", "START_TREATMENT"})
GIVES = HELD | {"GUIDANCE"}
NUDGED = frozenset({"DOSE", "STOP_TREATMENT"})
QUIET = "support_offmychest"
PROMOTES = frozenset({"CURE_CLAIM", "GUARANTEE", "PANACEA", "SELLING", "DRUG_SALE", "SCAM", "DISCOUNT_CODE", "DM_ME"})
# only these packs are asked: what others find is measured beside them
PACKS = tuple(pack for pack in DEFAULT_PACKS if pack.name.startswith(("advice", "promotion")))
REACH = ">= 0.85"


def measure() -> list[Measured]:
    quiet = _read(row["text"] for row in rows(QUIET))
    questions = {
        "patientqa_forums": _read({row["text"] for row in rows("patientqa_forums")}),
        "edu_meqsum": _read(row["text"] for row in rows("edu_meqsum")),
        "question_types_gard": _read(row["text"] for row in rows("question_types_gard")),
    }
    answers = _read({row["answer"] for row in rows("patientqa_forums")})
    measured: list[Measured] = []
    if quiet:
        for name, found in questions.items():
            measured += _against("asking", f"{name} vs {QUIET}", found, quiet, SEEKS, reach=REACH)
        measured += _against("giving", f"patientqa_forums answers vs {QUIET}", answers, quiet, GIVES, reach=REACH)
    measured += _shares(answers, questions)
    return measured + _harder()


def _shares(answers: list[frozenset[str]], questions: dict[str, list[frozenset[str]]]) -> list[Measured]:
    where = ("advice", "giving", "patientqa_forums answers")
    note = "Answers that a professional would see held; no label says how many should be."
    made = [_rate(where, "held for a professional", answers, HELD, note=note)] if answers else []
    for name, found in questions.items():
        if found:
            made.append(_rate(("advice", "giving", f"{name} questions"), "nudged by mistake", found, NUDGED))
    return made


def _harder() -> list[Measured]:
    """Texts that neither ask nor give, and texts that sell nothing."""
    stories = _read(row["text"] for row in rows("reviews_psytar"))
    mine = {row["id"] for row in rows("edu_medquad")}
    answers = (row["answer"] for row in rows("edu_medquad", "qa_with_answers") if row["id"] in mine)
    leaflets = _read(itertools.islice(answers, 0, None, 4), author=Author.PROFESSIONAL)
    labels = _read((row["answer"] for row in rows("edu_medication_qa")), author=Author.PROFESSIONAL)
    made: list[Measured] = []
    if stories:
        where = ("advice", "own stories", "reviews_psytar")
        note = "Stories of one's own treatment; a few of them do ask or advise, so zero is not the aim."
        made += [_rate(where, "shown a card", stories, CARD, note=note), _rate(where, "nudged", stories, NUDGED)]
        made.append(_rate(("advice", "promotion, false alarms", "reviews_psytar"), "found", stories, PROMOTES))
    for name, found, note in (
        ("edu_medquad, every fourth answer", leaflets, ""),
        ("edu_medication_qa answers", labels, "Leaflets of medicines speak to the reader (“take it once a day”)."),
    ):
        if found:
            where = ("advice", "general information", name)
            made.append(_rate(where, "held for a professional", found, HELD, note=note))
    return made


def _read(texts: Iterable[str], *, author: Author = Author.MEMBER) -> list[frozenset[str]]:
    """The classes of advice and promotion found in each text; texts above the limit are cut at it."""
    context = Context(author=author)
    kinds = {Family.ADVICE, Family.PROMOTION}
    return [
        frozenset(f.klass for f in screen(text[:100_000], context=context, packs=PACKS).findings if f.family in kinds)
        for text in texts
    ]


def _against(
    task: str,
    name: str,
    positive: list[frozenset[str]],
    negative: list[frozenset[str]],
    classes: frozenset[str],
    *,
    reach: str,
) -> list[Measured]:
    if not positive:
        return []
    hits, alarms = _count(positive, classes), _count(negative, classes)
    where = ("advice", task, name)
    recall, precision = hits / len(positive), hits / max(1, hits + alarms)
    # the interval of F1 at the ends of both intervals: wider than it need be, and never too narrow
    low, high = (
        f1(one, two) for one, two in zip(wilson(hits, hits + alarms), wilson(hits, len(positive)), strict=True)
    )
    return [
        Measured(*where, "F1", f1(precision, recall), len(positive) + len(negative), low, high, reach),
        share(where, "recall", hits, len(positive)),
        share(where, "precision", hits, hits + alarms),
    ]


def _count(found: list[frozenset[str]], classes: frozenset[str]) -> int:
    return sum(1 for some in found if not classes.isdisjoint(some))


def _rate(
    where: tuple[str, str, str],
    measure_name: str,
    found: list[frozenset[str]],
    classes: frozenset[str],
    *,
    note: str = "",
) -> Measured:
    return share(where, measure_name, _count(found, classes), len(found), note=note)
