"""How many symptoms that experts marked are coded, how often a coded sentence is one that they marked, and how fast.

Reviews of drugs for the mind: everyday words for unwanted effects, far from most of the list. The set carries no codes
that may be used here, so that what is measured is whether something is coded where experts marked something.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from dayroom.engines.meaning import codes_in, concept, folded

from .rows import Measured, f1, halves, microseconds, rows, share

SET = "reviews_psytar"
# adverse reaction, withdrawal, sign or symptom, indication
MARKED = frozenset({"ADR", "WD", "SSI", "DI"})


def measure() -> list[Measured]:
    measured = []
    for half, told in halves(rows(SET, "sentences_dev"), "post_id").items():
        if told:
            measured += [*_marked(half, told), *_sentences(half, told)]
    texts = [folded(str(row["text"])) for row in islice(rows("tweets_healthnews_uci", "all"), 10_000)]
    if texts:
        unit = "µs per 150 characters"
        took = microseconds(codes_in, texts)
        measured.append(Measured("concepts", "speed", "tweets_healthnews_uci", unit, took, len(texts), reach="<= 20"))
    return measured


def _marked(half: str, told: Sequence[dict[str, Any]]) -> list[Measured]:
    entities = [str(one["text"]) for row in told for one in row["entities"] if one["label"] in MARKED]
    coded = sum(bool(_symptoms(text)) for text in entities)
    note = "Many markings are whole clauses that describe a state without naming it; these are not coded."
    return [share(("concepts", f"marked words, {half}", SET), "coded", coded, len(entities), note=note)]


def _sentences(half: str, told: Sequence[dict[str, Any]]) -> list[Measured]:
    said = [(bool(MARKED & set(row["labels"])), bool(_symptoms(str(row["text"])))) for row in told]
    right = sum(gold and coded for gold, coded in said)
    where = ("concepts", f"sentences that name a symptom or illness, {half}", SET)
    precision = share(where, "precision", right, sum(coded for _, coded in said))
    recall = share(where, "recall", right, sum(gold for gold, _ in said))
    return [precision, recall, Measured(*where, "F1", f1(precision.value, recall.value), len(said))]


def _symptoms(text: str) -> list[str]:
    return [code for code in codes_in(folded(text)) if concept(code).kind != "drug"]
