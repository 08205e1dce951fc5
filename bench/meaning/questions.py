"""How many questions are found when their marks are taken away, how many statements are taken for one, and how fast.

The authors' own marks are the truth: in sentences of "off my chest" a sentence that ends in a mark asks, one that ends
in a full stop tells. None of these sets was looked at while the rules were written.
"""

from __future__ import annotations

from itertools import islice

from dayroom.engines.meaning import asks_about, folded, is_question

from .rows import Measured, halves, microseconds, rows, share

ASKED = (("medical_question_pairs", "dev", "text2"), ("question_types_gard", "dev", "text"))
TOLD = (("claims_checkcovid", "dev", "text"), ("tweets_healthnews_uci", "all", "text"))
NOTE = "Questions keep their words and lose their marks: ? and ¿ are taken out before reading."


def measure() -> list[Measured]:
    measured = []
    for name, file, field in ASKED:
        for half, told in halves(row for row in rows(name, file) if "?" in str(row[field])).items():
            found = sum(is_question(_bare(str(row[field]))) for row in told)
            where = ("questions", f"questions without a mark, {half}", name)
            measured.append(share(where, "recall", found, len(told), note=NOTE))
    for name, file, field in TOLD:
        texts = [folded(str(row[field])) for row in islice(rows(name, file), 10_000) if "?" not in str(row[field])]
        wrong = sum(map(is_question, texts))
        measured.append(share(("questions", "statements", name), "taken for a question", wrong, len(texts)))
    return [*measured, *_by_own_mark(), *_speed()]


def _by_own_mark() -> list[Measured]:
    name = "support_offmychest"
    texts = [str(row["text"]).strip() for row in halves(rows(name))["held out"]]
    asked = [_bare(text) for text in texts if text.endswith("?")]
    told = [_bare(text) for text in texts if text.endswith(".") and "?" not in text]
    found, wrong = sum(map(is_question, asked)), sum(map(is_question, told))
    where = ("questions", "sentences by their own mark, held out", name)
    note = "A sentence of a story may need its mark to be a question: “And you know why”."
    return [
        share(where, "recall", found, len(asked), note=note),
        share(where, "taken for a question", wrong, len(told)),
    ]


def _speed() -> list[Measured]:
    name = "tweets_pfizer_vaccine"
    texts = [folded(str(row["text"])) for row in rows(name, "all")]
    asking = [text for text in texts if is_question(text)]
    unit = "µs per 150 characters"
    return [
        Measured(
            "questions", "is it a question", name, unit, microseconds(is_question, texts), len(texts), reach="<= 10"
        ),
        Measured("questions", "what it asks", name, unit, microseconds(asks_about, asking), len(asking)),
    ]


def _bare(text: str) -> str:
    return folded(text.replace("?", " ").replace("¿", " "))
