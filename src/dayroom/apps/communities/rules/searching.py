"""What a search asks, and what is worth more among what it found. No queries, no clock."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from dayroom.platform.markup import HASHTAG
from dayroom.platform.terms import WORD, fold, terms_of

MAX_QUERY = 200  # characters; nobody types more, and a pasted letter finds nothing
MAX_WORDS = 8
PHRASE = re.compile(r'["“”«»]([^"“”«»]{1,120})["“”«»]')
MONTHS_ONE_BY_ONE = 36  # a longer span is asked by years
# what a hit is worth; our own choice, 2026-11-21: words in the title, then the wording, then what others made of it
TITLE_WORD, PHRASE_IN_TITLE, PHRASE_IN_BODY, OPENING, ANSWERED = 3.0, 6.0, 3.0, 0.5, 1.0
RECENT, RECENT_DAYS = 2.0, 365.0


@dataclass(frozen=True, slots=True)
class Question:
    """A query, read: words, exact wordings, hashtags."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    hashtags: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not (self.words or self.hashtags)

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(terms_of(" ".join(self.words)))


def read_question(text: str, tag: str = "") -> Question:
    """Words to find, wordings in quotation marks, and #hashtags, whatever somebody typed."""
    text = text[:MAX_QUERY]
    hashtags = [found.lower() for found in HASHTAG.findall(f"{text} #{tag.lstrip('#')}" if tag else text)]
    rest = HASHTAG.sub(" ", text)
    phrases = [folded for found in PHRASE.findall(rest) if " " in (folded := plain_words(found))]
    words = list(dict.fromkeys(WORD.findall(rest)))[:MAX_WORDS]
    return Question(tuple(words), tuple(phrases[:3]), tuple(dict.fromkeys(hashtags))[:3])


def plain_words(text: str) -> str:
    """The words of a text with single spaces, without case and accents: what wordings are compared in."""
    return " ".join(fold(word) for word in WORD.findall(text))


def holds_phrases(question: Question, title: str, body: str) -> bool:
    if not question.phrases:
        return True
    whole = plain_words(f"{title} {body}")
    return all(phrase in whole for phrase in question.phrases)


def worth(
    question: Question, *, title: str, body: str, position: int, replies: int, answered: bool, age_days: float
) -> float:
    """How well a post answers; only compared with others of the same search."""
    in_title = len(question.terms & frozenset(terms_of(title)))
    score = TITLE_WORD * in_title + RECENT * math.exp(-max(0.0, age_days) / RECENT_DAYS) + 0.4 * math.log1p(replies)
    wording = plain_words(" ".join(question.words))
    if " " in wording:
        score += PHRASE_IN_TITLE if wording in plain_words(title) else 0.0
        score += PHRASE_IN_BODY if wording in plain_words(body) else 0.0
    return score + (OPENING if position == 1 else 0.0) + (ANSWERED if answered else 0.0)


def month_tokens(made_at: datetime) -> tuple[str, str]:
    """The tokens by which a post is found for its date."""
    utc = made_at.astimezone(UTC)
    return f"y{utc:%Y}", f"d{utc:%Y%m}"


def span_tokens(since: datetime, until: datetime) -> tuple[str, ...]:
    """The tokens of all months of a span; whole years once the span is long. A little too much, never too little."""
    first, last = since.astimezone(UTC), until.astimezone(UTC)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > MONTHS_ONE_BY_ONE:
        return tuple(f"y{year:04d}" for year in range(first.year, last.year + 1))
    numbers = range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + max(0, months))
    return tuple(f"d{number // 12:04d}{number % 12 + 1:02d}" for number in numbers)
