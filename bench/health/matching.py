"""People like me at 50,000 cards: how long one list takes, beside the same at 5,000; and how fast somebody is gone.

One process on an empty site (SQLite); processor time, one thread. Cards share words as people would: a few conditions
that many have, many that few have, and treatments that go with them.
"""

from __future__ import annotations

import json
import random
import statistics
from collections.abc import Iterator
from typing import Any

from bench.guard.rows import Measured

from .own_site import CHUNK, members, on_empty_site, seconds_of

FEW, MANY = 5_000, 50_000
READERS = 150
CONDITIONS, TREATMENTS = 400, 1_200


def measure() -> list[Measured]:
    """See the module."""
    return list(_rows(on_empty_site(__name__)))


def _rows(said: dict[str, Any]) -> Iterator[Measured]:
    where = ("matching", "people like me", "made by the bench")
    note = f"{MANY:,} cards with {said['words']:,} words; the list of {READERS} people, first page."
    yield Measured(*where, "ms per list, median", said["many"]["median"], READERS, note=note)
    yield Measured(*where, "ms per list, 95th of 100", said["many"]["late"], READERS, reach="<= 200")
    yield Measured(*where, "times as long as at 5,000 cards", said["many"]["median"] / said["few"]["median"], READERS,
                   reach="<= 3")
    yield Measured(*where, "questions to the database per list", said["many"]["questions"], READERS)
    yield Measured(*where, "ms to be off every list", said["drop"], READERS)


def _work() -> dict[str, Any]:
    from dayroom.apps.people.vocabulary import Purpose
    from dayroom.apps.tracking.actions.matching import drop_card
    from dayroom.apps.tracking.models import MatchToken

    ids = members(MANY, Purpose.MATCHING)
    made = random.Random(9)
    _cards(ids[:FEW], made)
    few = _lists(ids[:FEW], made)
    _cards(ids[FEW:], made)
    many = _lists(ids, made)
    gone = [seconds_of(lambda one=one: drop_card(one)) for one in made.sample(ids, READERS)]
    return {"few": few, "many": many, "words": MatchToken.objects.count(), "drop": 1000 * statistics.median(gone)}


def _cards(owners: list[int], made: random.Random) -> None:
    """Cards and their words, and how many cards have each: as `put_card` leaves them, many at a time."""
    from collections import Counter

    from tests.cast import NOW

    from dayroom.apps.tracking.models import MatchCard, MatchToken, TokenCount
    from dayroom.apps.tracking.rules.matching import tokens_of

    counts = Counter(dict(TokenCount.objects.values_list("token", "cards")))
    for start in range(0, len(owners), CHUNK):
        cards = MatchCard.objects.bulk_create(
            MatchCard(owner_id=owner, young=False, changed_at=NOW) for owner in owners[start : start + CHUNK]
        )
        tokens = [(card, token) for card in cards for token in tokens_of(_facts(made), young=False)]
        counts.update(token for _card, token in tokens)
        MatchToken.objects.bulk_create((MatchToken(card=card, token=token) for card, token in tokens), batch_size=CHUNK)
    TokenCount.objects.all().delete()
    TokenCount.objects.bulk_create((TokenCount(token=token, cards=n) for token, n in counts.items()), batch_size=CHUNK)


def _facts(made: random.Random) -> Any:
    from dayroom.apps.tracking.rules.matching import CardFacts

    conditions = {min(CONDITIONS - 1, int(made.paretovariate(0.7)) - 1) for _ in range(made.randint(1, 3))}
    taken = {f"treatment {(7 * one + made.randint(0, 5)) % TREATMENTS}" for one in conditions for _ in range(2)}
    return CardFacts(
        conditions=tuple((f"condition {one}", made.choice(("", "mild", "severe"))) for one in conditions),
        treatments=tuple(taken), age=made.choice(("18-34", "35-49", "50-64", "65+")),
        sex=made.choice(("FEMALE", "MALE")),
    )


def _lists(ids: list[int], made: random.Random) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from dayroom.apps.people.queries import member_by_id
    from dayroom.apps.tracking.queries.matching import matches_for

    readers = [member_by_id(one) for one in made.sample(ids, READERS)]
    took = sorted(seconds_of(lambda one=one: matches_for(one)) for one in readers)
    with CaptureQueriesContext(connection) as asked:
        matches_for(readers[0])
    return {"median": 1000 * statistics.median(took), "late": 1000 * took[int(0.95 * len(took))],
            "questions": len(asked)}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_work()))
