"""What a robots.txt says to a program of our name (RFC 9309): the longest rule that fits decides, and between two of
one length the one that allows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

RULES_MOST = 1_000
PATTERN_MOST = 500


@dataclass(frozen=True, slots=True)
class Robots:
    """Rules for us: (allowed, pattern of a path). ``delay``: seconds between two requests; no rule of the RFC, but
    polite."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0


def robots_for(text: str, agent: str) -> Robots:
    """
    >>> found = robots_for("User-agent: *\\nDisallow: /private\\nAllow: /private/feed\\nCrawl-delay: 2", "Dayroom")
    >>> may_read(found, "https://a.example/private/x"), may_read(found, "https://a.example/private/feed"), found.delay
    (False, True, 2.0)
    """
    named: list[tuple[str, str]] | None = None
    others: list[tuple[str, str]] = []
    group: list[str] = []
    in_rules = False
    for line in text.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            group = [value.lower()] if in_rules else [*group, value.lower()]
            in_rules = False
            continue
        in_rules = True
        if agent.lower() in group:
            named = [*(named or []), (name, value)]
        elif "*" in group:
            others.append((name, value))
    return _robots(others if named is None else named)


def _robots(lines: list[tuple[str, str]]) -> Robots:
    rules = tuple((name == "allow", value[:PATTERN_MOST]) for name, value in lines
                  if name in ("allow", "disallow") and value)[:RULES_MOST]  # fmt: skip
    delays = [value for name, value in lines if name == "crawl-delay"]
    try:
        delay = max(0.0, float(delays[0])) if delays else 0.0
    except ValueError:
        delay = 0.0
    return Robots(rules, delay if delay < 1e6 else 0.0)


def may_read(robots: Robots, url: str) -> bool:
    """Whether a page may be asked for; a rule that fits nothing allows."""
    parts = urlsplit(url)
    path = _plain(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fitting = [(len(pattern), allowed) for allowed, pattern in robots.rules if _fits(_plain(pattern), path)]
    return max(fitting, default=(0, True))[1]


def _plain(path: str) -> str:
    """One way of writing for each path (RFC 9309 §2.2.2)."""
    return quote(unquote(path), safe="/*$?=&:@!,;~+-._()'[]%")


def _fits(pattern: str, path: str) -> bool:
    """``*`` is anything, ``$`` the end. Piece by piece from the left: linear, whatever stands there.

    >>> _fits("/*.php$", "/a.php"), _fits("/*.php$", "/a.php?x"), _fits("/fish*", "/fishing"), _fits("/fish", "/Fish")
    (True, False, True, False)
    """
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not rest:
        return at == len(path) if ends else True
    for piece in rest[:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at if ends else path.find(rest[-1], at) >= 0
