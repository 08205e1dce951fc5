"""One wording of an article as plain values: what is read, checked, digested and drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,100}")  # DOI handbook 2.2, as CrossRef registers them
PMID = re.compile(r"[1-9]\d{0,8}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands. ``tier`` 1 to 3 (standards §5); ``checked``: somebody here has read it."""

    body: str
    title: str
    year: int
    doi: str = ""
    pmid: str = ""
    tier: int = 3
    checked: bool = False

    @property
    def doi_url(self) -> str:
        """Where the number leads; empty for what is no DOI.

        >>> Source("A", "B", 2021, doi="10.1016/S0140-6736(21)00682-6").doi_url
        'https://doi.org/10.1016/S0140-6736%2821%2900682-6'
        """
        return f"https://doi.org/{quote(self.doi, safe='/')}" if DOI.fullmatch(self.doi) else ""

    @property
    def pubmed_url(self) -> str:
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if PMID.fullmatch(self.pmid) else ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What changed on a day."""

    day: date
    what: str


@dataclass(frozen=True, slots=True)
class Block:
    """One building block; ``value`` holds strings, booleans, ids and lists of those."""

    type: str
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything of an article that a reader or a reviewer meets. Ids are internal."""

    article_id: int
    slug: str
    title: str
    kind: str
    summary: str = ""
    language: str = "en"
    audience: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    author_id: int | None = None
    clinical_reviewer_id: int | None = None
    plain_reviewer_id: int | None = None
    funding: str = ""
    interests: str = ""
    ai_role: str = "NONE"
    shows_patient: bool = False
    authorization_id: int | None = None
    blocks: tuple[Block, ...] = ()
    sources: tuple[Source, ...] = ()
    editions: tuple[Edition, ...] = ()
    written_on: date | None = None
    reviewed_on: date | None = None
    review_by: date | None = field(default=None)
