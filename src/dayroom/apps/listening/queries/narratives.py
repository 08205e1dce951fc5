"""Which checked claims are put forward in public posts. A sample is read in memory; only counts come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dayroom.apps.listening.models import ClaimSeen
from dayroom.apps.listening.queries import tallies as counting
from dayroom.apps.listening.rules.lake import ROOM
from dayroom.apps.screening.queries.register import accepted_claims
from dayroom.engines import guard
from dayroom.platform.lake import files_of, opened, question, show

SAMPLE = 10_000  # posts of a week; a millisecond each
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Forward:
    """A claim (as the register names it) in the sample: posts that assert it, and distinct writers."""

    claim_id: str
    posts: int
    writers: int


def put_forward(week: date, today: date) -> tuple[list[Forward], int]:
    """Claims that posts of the week of this Monday assert, and how many posts were looked at.

    By words only: the sentence model would take twenty times as long, and misses here are told as misses. Asking about
    a claim, or speaking against it, is not putting it forward. The lake keeps folded words only, without capitals.
    """
    claims = accepted_claims()
    if not claims:
        return [], 0
    register = guard.ClaimRegister(claims, today=today)
    posts: dict[str, int] = {}
    writers: dict[str, set[int]] = {}
    looked = 0
    for text, author in _texts(week):
        looked += 1
        for claim_id in {match.claim_id for match in register.labels(text)}:
            posts[claim_id] = posts.get(claim_id, 0) + 1
            if author is not None:
                writers.setdefault(claim_id, set()).add(author)
    found = [Forward(claim_id, count, len(writers.get(claim_id, ()))) for claim_id, count in posts.items()]
    return sorted(found, key=lambda one: (-one.posts, one.claim_id)), looked


def _texts(week: date) -> Iterator[tuple[str, int | None]]:
    """The same posts whenever it is asked again, spread over the week."""
    files = files_of(ROOM, first=week, last=week + timedelta(6))
    if not files:
        return
    posts = counting.posts()
    told = posts.filter(~posts.copy, posts.about == "").select("folded", "author", turn=posts.key.hash())
    with opened() as lake:
        show(lake, "posts", files)
        for batch in lake.sql(question(told.order_by("turn").limit(SAMPLE))).to_arrow_reader(_AT_ONCE):
            yield from zip(batch.column("folded").to_pylist(), batch.column("author").to_pylist(), strict=True)


def seen_lately() -> tuple[date | None, list[ClaimSeen], dict[int, int]]:
    """The newest week, its claims with the most first, and what the same fact checks had the week before."""
    newest = ClaimSeen.objects.order_by("-week").values_list("week", flat=True).first()
    if newest is None:
        return None, [], {}
    rows = ClaimSeen.objects.filter(week=newest).select_related("fact_check").order_by("-posts", "pk")
    before = dict(ClaimSeen.objects.filter(week=newest - timedelta(7)).values_list("fact_check_id", "posts"))
    return newest, list(rows[:30]), before
