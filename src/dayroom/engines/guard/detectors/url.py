"""Web addresses that lead to a person: portals, profiles, personal pages.

what      HIPAA Safe Harbor class N; a link with a session or a record in it opens the record
format    RFC 3986 with http(s), or a host that begins with www, or a bare host with a path
returns   hits; confidence 0.9 for portals, profiles and links that carry keys, 0.4 for other pages;
          nothing for public education hosts without a query
source    45 CFR 164.514(b)(2)(i)(N); RFC 3986
errs      prefers to report a page that turns out to be harmless (low confidence, no nudge)
measured  recall 33/33 (phi_presidio_synth),
          no stray one in 666 texts without identifiers; development halves, 2026-11-21, bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit

_URL = re.compile(
    r"(?<![\w@./-])(?:https?://|hxxps?://|ftp://|www\.)[^\s<>\"\ua66e]{2,2000}"
    r"|(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|edu|gov|info|io|me|co|health|care|uk|de|fr|es"
    r"|eu|ca|au|us|example|test)"
    r"(?:/[^\s<>\"\ua66e]{0,2000}|(?![\w@.-])|(?=\.(?:\s|\Z)))",
    re.IGNORECASE,
)
# nothing of the slow pattern can match without this
_DOMAIN = re.compile(
    r"\.(?:com|org|net|edu|gov|info|io|me|co|health|care|uk|de|fr|es|eu|ca|au|us|example|test)(?![\w@-])"
)
_HOST = re.compile(r"^(?:[a-z]+://)?(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)
_PERSONAL = re.compile(
    r"patient|portal|mychart|myhealth|chart|medical-?record|caringbridge|gofundme|justgiving|carepages"
    r"|/~|/users?/|/u/|/profiles?/|/members?/|/people/|/in/|/@|[?&](?:id|uid|user|token|key|sid|session|mrn"
    r"|dob|email|auth)="
    r"|://[^/]*@|://\d+\.\d+\.\d+\.\d+"
)
_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|instagram|tiktok|twitter|x|linkedin|threads|snapchat|t|wa|bsky|venmo|paypal|linktr|patreon"
    r"|onlyfans|tumblr|wordpress|blogspot|medium|substack|discord)\.(?:com|me|app|ee|net|gg)$"
)
_OWN = re.compile(
    r"\b(?:my|our|her|his) (?:\w+ )?(?:website|web ?page|site|page|blog|profile|link)(?: is| at|:)*\s{0,2}$"
)
# Public education and public authorities: reading them says nothing about a person.
_PUBLIC_HOSTS = [
    "cdc.gov",
    "who.int",
    "nhs.uk",
    "nih.gov",
    "fda.gov",
    "hhs.gov",
    "cms.gov",
    "medlineplus.gov",
    "cancer.gov",
    "clinicaltrials.gov",
    "healthfinder.gov",
    "samhsa.gov",
    "ahrq.gov",
    "europa.eu",
    "nice.org.uk",
    "gov.uk",
    "health.gov.au",
    "canada.ca",
    "cochrane.org",
    "cochranelibrary.com",
    "mayoclinic.org",
    "cancer.org",
    "heart.org",
    "diabetes.org",
    "wikipedia.org",
    "988lifeline.org",
    "findahelpline.com",
    "samaritans.org",
]


def find_urls(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every web address that is not a public education page."""
    if "://" not in folded.text and "www." not in folded.low and not _DOMAIN.search(folded.low):
        return
    for match in _URL.finditer(folded.text):
        url = _trimmed(match.group())
        host = _host(url)
        if "." not in host and ":" not in url:
            continue
        low = url.lower()
        own = _OWN.search(folded.low[max(0, match.start() - 40) : match.start()])
        personal = bool(own or _PERSONAL.search(low) or _SOCIAL.search(host))
        if _is_public(host) and "?" not in url and not re.search(r"patient|mychart|portal/|login", low):
            continue
        yield Hit(match.start(), match.start() + len(url), 0.9 if personal else 0.4)


def _trimmed(url: str) -> str:
    url = url.rstrip(".,;:!?'*_")
    while url.endswith((")", "]")) and url.count("(") < url.count(")") + url.count("]"):
        url = url[:-1].rstrip(".,;:!?'*_")
    return url


def _host(url: str) -> str:
    match = _HOST.match(url)
    return match.group(1).lower() if match else ""


def _is_public(host: str) -> bool:
    return any(host == public or host.endswith("." + public) for public in _PUBLIC_HOSTS)
