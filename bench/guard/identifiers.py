"""Identifiers: what is found of phones, numbers, names and places, and how often ordinary texts are disturbed.

A labelled span counts as found when findings of fitting classes cover half of it; a finding counts as right when it
touches a labelled span of a fitting kind. Names and places in noisy posts are counted as exact spans of words, as
these sets do. The tagger that ships was trained on these development halves; its rows are measured with taggers that
never saw the text (three folds), made once by tools/train_names.py and kept outside the project.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dayroom.engines.guard import Context, Family, Finding, screen
from dayroom.engines.guard.names import tagger
from dayroom.engines.guard.screening import DEFAULT_PACKS

from .rows import Measured, f1, rows, share, wilson

PART = "identifiers"
PACKS = [pack for pack in DEFAULT_PACKS if pack.name in {"core", "us-hipaa", "gb", "ca", "es", "eu"}]
# what has consequences; below stand links to ordinary pages, bare handles, countries
FROM = 0.5
FILLED, ASQ, SYNTH = "phi_filled_consumer_messages", "phi_asq_clinical_queries", "phi_presidio_synth"
ANY_NUMBER = frozenset(
    [
        "PHONE", "FAX", "EMAIL", "URL", "IP_ADDRESS", "CARD", "IBAN", "ABA", "SSN", "ITIN", "SIN", "MBI",
        "PLAN_NUMBER", "NPI", "DEA", "NHS_NUMBER", "RECORD_NUMBER", "LICENCE_NUMBER", "ACCOUNT_NUMBER",
        "CREDENTIAL", "IMEI", "DEVICE_NUMBER", "VIN", "PLATE", "BIOMETRIC", "NATIONAL_ID", "HANDLE",
    ]
)  # fmt: skip
FORMATTED = frozenset(
    [
        "PHONE", "PHONE_NUMBER", "FAX_NUMBER", "EMAIL", "EMAIL_ADDRESS", "URL", "DOMAIN_NAME", "IP_ADDRESS",
        "CREDIT_CARD", "IBAN_CODE", "US_SSN", "SOCIAL_SECURITY_NUMBER", "MEDICAL_RECORD_NUMBER",
        "HEALTH_PLAN_BENEFICIARY_NUMBER", "ACCOUNT_NUMBER", "CERTIFICATE_LICENSE_NUMBER", "US_DRIVER_LICENSE",
    ]
)  # fmt: skip
SPANISH = frozenset(
    [
        "CORREO_ELECTRONICO", "ID_SUJETO_ASISTENCIA", "ID_ASEGURAMIENTO", "ID_TITULACION_PERSONAL_SANITARIO",
        "ID_CONTACTO_ASISTENCIAL", "NUMERO_TELEFONO", "NUMERO_FAX", "FECHAS", "CALLE", "CODIGO_POSTAL",
    ]
)  # fmt: skip
TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "king", "queen", "president", "coach"])
NAMES = frozenset({"NAME", "PERSON"})


def measure() -> list[Measured]:
    """All rows of this part."""
    measured = []
    for name in (FILLED, ASQ, SYNTH):
        measured += _formatted(name)
    for name in (FILLED, ASQ):
        measured += _names(name)
    for name in ("phi_wnut17", "phi_btc"):
        measured += _noisy(name)
    for name in (FILLED, ASQ):
        measured += _alarms(name, (row for row in rows(name) if not row["spans"]), "text", 50)
    measured += _alarms("edu_medquad", rows("edu_medquad"), "text", 200)
    return [*measured, *_spanish()]


def found(text: str, context: Context | None = None) -> list[Finding]:
    """The identifiers of a text that may have a consequence."""
    report = screen(text[:100_000], context=context or Context(), packs=PACKS)
    return [f for f in report.findings if f.family is Family.IDENTIFIER and f.confidence >= FROM]


def _covered(span: dict[str, Any], findings: list[Finding], classes: frozenset[str]) -> bool:
    """Whether findings of these classes cover half of a span."""
    shared = sum(max(0, min(f.end, span["end"]) - max(f.start, span["start"])) for f in findings if f.klass in classes)
    return 2 * shared >= span["end"] - span["start"]


def _touches(finding: Finding, spans: list[dict[str, Any]]) -> bool:
    return any(finding.start < span["end"] and span["start"] < finding.end for span in spans)


def _formatted(name: str) -> list[Measured]:
    hits = wanted = right = said = 0
    for row in rows(name):
        # a page that belongs to nobody is reported too, only without consequence
        everything = screen(row["text"], context=Context(), packs=PACKS).findings
        findings = [f for f in everything if f.klass in ANY_NUMBER and f.confidence >= FROM]
        spans = [span for span in row["spans"] if span["label"] in FORMATTED]
        wanted += len(spans)
        hits += sum(_covered(span, list(everything), ANY_NUMBER) for span in spans)
        said += len(findings)
        right += sum(_touches(finding, row["spans"]) for finding in findings)
    where = (PART, "formatted identifiers", name)
    return [
        share(where, "recall", hits, wanted, reach=">= 0.99"),
        share(where, "precision", right, said, reach=">= 0.95"),
    ]


def _names(name: str) -> list[Measured]:
    """Names, with the tagger of the fold that does not know the text."""
    hits = wanted = right = said = low_hits = low = 0
    for row in _unseen(name):
        findings = [f for f in found(row["text"]) if f.klass == "NAME"]
        spans = [span for span in row["spans"] if span["label"] in NAMES]
        covered = [_covered(span, findings, frozenset({"NAME"})) for span in spans]
        wanted += len(spans)
        hits += sum(covered)
        quiet = [got for got, span in zip(covered, spans, strict=True) if _text_of(row, span).islower()]
        low, low_hits = low + len(quiet), low_hits + sum(quiet)
        said += len(findings)
        right += sum(_touches(finding, spans) for finding in findings)
    where = (PART, "names in patients' own writing" if name == FILLED else "names in clinical queries", name)
    reach, precise = (">= 0.92", ">= 0.85") if name == FILLED else ("", "")
    note = "names: measured with taggers that were not trained on the text (three folds)"
    rows_ = [
        share(where, "recall", hits, wanted, reach=reach, note=note),
        share(where, "precision", right, said, reach=precise),
    ]
    return [*rows_, share(where, "recall, lower case", low_hits, low)] if low else rows_


def _text_of(row: dict[str, Any], span: dict[str, Any]) -> str:
    return str(row["text"][span["start"] : span["end"]])


def _noisy(name: str) -> list[Measured]:
    """Exact spans of words; handles and hashtags are left out on both sides."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in _unseen(name):
        text = row["text"]
        report = screen(text, context=Context(), packs=PACKS)
        for label, klass in (("PERSON", "NAME"), ("LOCATION", "PLACE")):
            gold = {_words(text, span["start"], span["end"]) for span in row["spans"] if span["label"] == label}
            ours = {_words(text, f.start, f.end) for f in report.findings if f.klass == klass}
            gold, ours = (
                {piece for piece in pieces if piece and not _is_handle(text, piece)} for pieces in (gold, ours)
            )
            counts[klass, "hits"] += len(gold & ours)
            counts[klass, "wanted"] += len(gold)
            counts[klass, "said"] += len(ours)
    measured = []
    for klass, reach in (("NAME", ">= 0.65"), ("PLACE", ">= 0.50")):
        hits, wanted, said = (counts[klass, key] for key in ("hits", "wanted", "said"))
        if wanted and said:
            value = f1(hits / said, hits / wanted)
            low, high = wilson(round(value * wanted), wanted)
            where = (PART, "names in noisy posts" if klass == "NAME" else "places in noisy posts", name)
            measured.append(share(where, "recall", hits, wanted))
            measured.append(share(where, "precision", hits, said))
            measured.append(Measured(*where, "F1", value, wanted, low, high, reach))
    return measured


def _words(text: str, start: int, end: int) -> tuple[int, ...]:
    """A span as the places where its words begin, without a title in front."""
    words = [m for m in re.finditer(r"\w+", text[start:end]) if m.group() != "s"]
    # a title is no part of a name; some sets count it in and some do not
    while len(words) > 1 and words[0].group().lower() in TITLES:
        del words[0]
    return tuple(m.start() + start for m in words)


def _is_handle(text: str, words: tuple[int, ...]) -> bool:
    first = words[0]
    return text[max(0, first - 1) : first] in {"@", "#", "_"} or text[max(0, first - 2) : first] in {"@ ", "# "}


def _alarms(name: str, texts: Iterator[dict[str, Any]], field: str, limit: int) -> list[Measured]:
    total = alarms = 0
    for row in texts:
        total += 1
        alarms += len(found(row[field]))
    where = (PART, "false alarms on texts without identifiers", name)
    return [share(where, "findings per text", alarms, total, reach=f"<= {1 / limit}")]


def _spanish() -> list[Measured]:
    name = "phi_meddocan_es"
    wanted: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    every = frozenset({*ANY_NUMBER, "DATE", "DATE_OF_BIRTH", "ADDRESS", "POSTAL_CODE"})
    for row in rows(name):
        findings = found(row["text"], Context(language="es", country="ES"))
        for span in row["spans"]:
            text = _text_of(row, span)
            label = (
                "CODIGO_POSTAL" if span["label"] == "TERRITORIO" and re.fullmatch(r"\d{4,5}", text) else span["label"]
            )
            # a bare year is no identifier, and an identity in words has no format
            if label not in SPANISH or not re.search(r"[\d@]", text) or re.fullmatch(r"(?:19|20)\d\d", text):
                continue
            wanted[label] += 1
            hits[label] += _covered(span, findings, every)
    where = (PART, "Spanish identifiers", name)
    measured = [share(where, "recall, formatted", hits.total(), wanted.total(), reach=">= 0.80")]
    return measured + [share(where, f"recall, {key.lower()}", hits[key], wanted[key]) for key in sorted(wanted)]


def _unseen(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a set, each read with a tagger that was trained without it; all with the shipped one, where the
    folds have not been made."""
    folder = Path(os.environ.get("DAYROOM_NAME_FOLDS", ""))
    if not (folder / "fold0.crf").exists():
        print(f"{name}: the folds are not there (DAYROOM_NAME_FOLDS), so this is read with the tagger that knows it")
        yield from rows(name)
        return
    from tools import train_names

    held = list(rows(name))
    for number in range(train_names.FOLDS):
        with tagger.replaced(folder / f"fold{number}.crf"):
            yield from (row for row in held if train_names.fold_of(name, row) == number)
