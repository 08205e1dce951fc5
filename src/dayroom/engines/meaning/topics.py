"""Topics: what an analyst listens for, as a readable definition and as two patterns that every store can run.

    pattern = compile_topic(TopicDefinition("Measles", terms={"en": ("measles", "mmr vaccin*"), "es": ("sarampion",)}))
    pattern.matches(folded("Measles at my kid's school #mmr")) is True

A post is in a topic when its folded text matches `wanted` and does not match `unwanted`. Both patterns mean the same in
Python's re, in RE2 (DuckDB: `regexp_matches`) and in Java (Spark: `rlike`): no look-around, no word boundary, no class
that depends on the alphabet. They are linear in all three.

source    RE2 syntax, https://github.com/google/re2/wiki/Syntax; java.util.regex.Pattern of Java 17
errs      refuses a definition that would match nearly everything or nothing; a term matches its hashtag too
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .concepts import concept
from .errors import BrokenTopic, UnknownConcept
from .sentences import Problem
from .words import folded as fold
from .words import stop_words, tokens

MOST_TERMS = 200
MOST_SYMPTOMS = 40
# words after the first of each phrase: a pattern of many more is too large for RE2 (it holds some 4,500, 2026-11-21)
MOST_GAPS = 2_500
LONGEST_TERM = 60
LONGEST_NAME = 80
# a shorter beginning of words stands for too many words
SHORTEST_STEM = 3
FIELDS = ("name", "terms", "hashtags", "symptoms", "exclusions", "languages")
# a term under this key is sought in every language; so are all others: languages only order the list
ANY = "any"
# letters of alphabets that part words by spaces; spelled out because the three dialects know no common class
_LETTERS = "a-z0-9_ß-ɏͰ-ԯ"
_BEFORE, _AFTER = f"(^|[^{_LETTERS}])", f"($|[^{_LETTERS}])"
# between the words of a phrase: "covid-19" is "covid 19"
_GAP = f"[^{_LETTERS}#]{{1,3}}"
# folded texts hold no such sign, so this matches none of them
NOTHING = r"\x00"
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_IN_WORD = re.compile(f"[{_LETTERS}]")


@dataclass(frozen=True, slots=True)
class TopicDefinition:
    """What is listened for, as the analyst reads it.

    terms       words and phrases by language ("en", "es", … or "any"); `*` at the end stands for any ending
    hashtags    with or without `#`; only the tag itself matches
    symptoms    codes of concepts; all their words count
    exclusions  words and phrases that take a post out again
    languages   languages of posts that are read at all; all when empty
    """

    name: str
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hashtags: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain lists and texts, for JSON."""
        terms = {language: list(words) for language, words in self.terms.items()}
        lists = {name: list(getattr(self, name)) for name in FIELDS[2:]}
        return {"name": self.name, "terms": terms, **lists}

    def as_json(self) -> str:
        """Readable JSON that `topic_from_json` reads back."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=2)


@dataclass(frozen=True, slots=True)
class TopicPattern:
    """Two patterns to run on folded texts; `languages` as in the definition."""

    wanted: str
    unwanted: str
    languages: tuple[str, ...] = ()

    def matches(self, folded: str, language: str = "") -> bool:
        """Whether a folded text is in the topic; a text of unknown language is read."""
        if language and self.languages and language not in self.languages:
            return False
        return bool(_ready(self.wanted).search(folded)) and not _ready(self.unwanted).search(folded)


def topic_from_json(text: str) -> TopicDefinition:
    """Read a definition.

    raises    BrokenTopic; `problems` holds one sentence for each thing that is wrong

    >>> topic_from_json('{"name": "Flu", "terms": {"en": ["flu"]}}').terms
    {'en': ('flu',)}
    """
    try:
        told = json.loads(text)
    except json.JSONDecodeError as wrong:
        raise BrokenTopic([Problem("not-json", str(wrong.lineno))]) from None
    except (ValueError, RecursionError):
        raise BrokenTopic([Problem("not-json", "1")]) from None
    return topic_from_dict(told)


def topic_from_dict(told: object) -> TopicDefinition:
    """The same from what JSON holds."""
    if not isinstance(told, dict):
        raise BrokenTopic([Problem("no-fields")])
    problems = [Problem("unknown-field", str(name)) for name in told if name not in FIELDS]
    name = told.get("name", "")
    if not isinstance(name, str):
        name, problems = "", [*problems, Problem("name-no-text")]
    terms = told.get("terms", {})
    if not isinstance(terms, dict):
        terms, problems = {}, [*problems, Problem("terms-no-languages")]
    read = {str(language): _texts(words, str(language), problems) for language, words in terms.items()}
    lists = {key: _texts(told.get(key, []), key, problems) for key in FIELDS[2:]}
    if problems:
        raise BrokenTopic(problems)
    definition = TopicDefinition(name.strip(), read, **lists)
    check_topic(definition)
    return definition


def check_topic(definition: TopicDefinition) -> None:
    """Raise BrokenTopic with one sentence for each wrong line; else do nothing."""
    problems = list(_problems(definition))
    if not problems and max(_gaps(_wanted(definition)), _gaps(definition.exclusions)) > MOST_GAPS:
        problems = [Problem("many-words")]
    if not problems and not _finds_something(definition):
        problems = [Problem("finds-nothing")]
    if problems:
        raise BrokenTopic(problems)


def compile_topic(definition: TopicDefinition) -> TopicPattern:
    """Make the two patterns of a definition.

    raises    BrokenTopic, as `check_topic`

    >>> pattern = compile_topic(TopicDefinition("Flu", {"en": ("flu", "flu shot*")}, exclusions=("flu game",)))
    >>> [pattern.matches(text) for text in ("got the flu-shot today", "influence", "#flu", "the flu game")]
    [True, False, True, False]
    """
    check_topic(definition)
    return _compiled(definition)


def _compiled(definition: TopicDefinition) -> TopicPattern:
    unwanted = _alternatives(definition.exclusions) if definition.exclusions else NOTHING
    return TopicPattern(_alternatives(_wanted(definition)), unwanted, definition.languages)


def _wanted(definition: TopicDefinition) -> list[str]:
    terms = [word for words in definition.terms.values() for word in words]
    tags = [tag if tag.startswith("#") else f"#{tag}" for tag in definition.hashtags]
    return [*terms, *tags, *(word for code in definition.symptoms for word in concept(code).words)]


def _alternatives(words: Iterable[str]) -> str:
    """One pattern for many terms, by what must stand before and after them."""
    parts: dict[tuple[str, str], dict[str, None]] = {}
    for word in words:
        pieces = tokens(fold(word))
        before = _BEFORE if _IN_WORD.match(pieces[0][0]) else ""
        after = _AFTER if _IN_WORD.match(pieces[-1][-1]) and not word.rstrip().endswith("*") else ""
        # pieces are letters, digits, apostrophes, # and emoji: nothing in them means anything to a pattern
        parts.setdefault((before, after), {})[_GAP.join(pieces)] = None
    return "|".join(f"{before}(?:{'|'.join(found)}){after}" for (before, after), found in parts.items())


def _problems(definition: TopicDefinition) -> Iterator[Problem]:
    if not 1 <= len(definition.name) <= LONGEST_NAME:
        yield Problem("name-length", str(LONGEST_NAME))
    terms = [word for words in definition.terms.values() for word in words]
    if not (terms or definition.hashtags or definition.symptoms):
        yield Problem("nothing")
    if len(terms) + len(definition.hashtags) + len(definition.exclusions) > MOST_TERMS:
        yield Problem("many-terms", str(MOST_TERMS))
    if len(definition.symptoms) > MOST_SYMPTOMS:
        yield Problem("many-symptoms", str(MOST_SYMPTOMS))
    for language in (*definition.terms, *definition.languages):
        if language != ANY and not _LANGUAGE.fullmatch(language):
            yield Problem("no-language", language)
    for word in (*terms, *definition.exclusions):
        if wrong := _wrong_in_term(word):
            yield Problem(wrong, word)
    for tag in definition.hashtags:
        if not _is_tag(tag):
            yield Problem("no-hashtag", tag)
    for code in definition.symptoms:
        if not _is_known(code):
            yield Problem("no-symptom", code)


def _wrong_in_term(word: str) -> str:
    """The key of what is wrong with a term; empty where nothing is."""
    pieces = tokens(fold(word))
    if len(word) > LONGEST_TERM:
        return "long-term"
    if not pieces:
        return "no-word"
    if "*" in word.rstrip()[:-1]:
        return "inner-star"
    if word.rstrip().endswith("*") and len(pieces[-1]) < SHORTEST_STEM:
        return "short-stem"
    says_nothing = all(piece in stop_words() or (len(piece) == 1 and piece.isascii()) for piece in pieces)
    return "stop-words" if says_nothing else ""


def _is_tag(tag: str) -> bool:
    pieces = tokens(fold(tag if tag.startswith("#") else f"#{tag}"))
    return len(tag) <= LONGEST_TERM and len(pieces) == 1 and pieces[0].startswith("#") and "*" not in tag[:-1]


def _finds_something(definition: TopicDefinition) -> bool:
    """Whether at least one term, standing alone, is in the topic."""
    pattern = _compiled(definition)
    return any(pattern.matches(" ".join(tokens(fold(word)))) for word in _wanted(definition))


def _gaps(words: Iterable[str]) -> int:
    """How many spaces between words a pattern of these has: the part of it that is large."""
    return sum(len(tokens(fold(word))) - 1 for word in words)


def _is_known(code: str) -> bool:
    try:
        concept(code)
    except UnknownConcept:
        return False
    return True


def _texts(told: object, where: str, problems: list[Problem]) -> tuple[str, ...]:
    if isinstance(told, list | tuple) and all(isinstance(one, str) for one in told):
        return tuple(dict.fromkeys(one.strip() for one in told if one.strip()))
    problems.append(Problem("no-list", where))
    return ()


@lru_cache(maxsize=512)
def _ready(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
