"""Take what was found out of a text.

text      the text the report was made from
report    what `screen` said about it
style     "mask" leaves words for people, "label" leaves class names for machines
only      families or findings to take out; by default identifiers and named methods
returns   the NFC text with one fixed wording per class, whatever the length of the value
raises    ValueError when the report was made from another text
errs      masks the whole of two findings that touch the same letters

>>> from .screening import screen
>>> from .vocabulary import Context
>>> text = "call 202-555-0189 today"
>>> redact(text, screen(text, context=Context()))
'call [phone number removed] today'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import Literal

from .vocabulary import Family, Finding, Report
from .wording import label_for, mask_for


def redact(
    text: str,
    report: Report,
    *,
    style: Literal["mask", "label"] = "mask",
    only: Collection[Family | Finding] | None = None,
) -> str:
    """Take findings out of a text; see the module."""
    original = unicodedata.normalize("NFC", text)
    replacement = mask_for if style == "mask" else label_for
    pieces: list[str] = []
    position = 0
    for finding in sorted(_chosen(report, only), key=lambda f: (f.start, -f.end)):
        if finding.end > len(original):
            raise ValueError("the report belongs to another text")
        if finding.end <= position:
            continue
        if finding.start >= position:
            pieces += [original[position : finding.start], replacement(finding.klass)]
        position = finding.end
    return "".join([*pieces, original[position:]])


def _chosen(report: Report, only: Collection[Family | Finding] | None) -> list[Finding]:
    if only is None:
        return [f for f in report.findings if f.family is Family.IDENTIFIER or f.klass == "METHOD"]
    return [f for f in report.findings if f.family in only or f in only]
