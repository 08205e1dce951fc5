"""The shape of the field as plain rows: who is where, which topics there are, in which order the posts were written.

600 communities at every share, so that their pages fill up with the share; 500,000 members and 4,400,000 posts times
the share. The same seed makes the same rows.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate

COMMUNITIES = 600
MEMBERS = 500_000
POSTS = 4_400_000
MEMBERSHIPS_PER_MEMBER = 3
LONGEST_TOPIC = 500
BEGIN = int(datetime(2024, 11, 20, tzinfo=UTC).timestamp())
END = int(datetime(2026, 11, 20, tzinfo=UTC).timestamp())
# the member whose pages are measured: at home in some communities, as a regular is
READER = 1
READER_COMMUNITIES = 12
_TO_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz")


@dataclass(slots=True)
class TopicPlan:
    id: int
    community: int
    author: int
    length: int
    began: int
    last: int = 0
    written: int = 0


@dataclass(frozen=True, slots=True)
class PostPlan:
    id: int
    topic: TopicPlan
    position: int
    author: int
    anonymous: bool
    at: int


class Shape:
    """Everything but the words."""

    def __init__(self, share: float, seed: int = 2026) -> None:
        self.share, self.seed = share, seed
        self.rng = random.Random(seed)
        self.members = max(600, round(MEMBERS * share))
        self.posts = max(1_000, round(POSTS * share))
        self._community_weights = list(accumulate(1 / (rank + 3) ** 0.9 for rank in range(COMMUNITIES)))
        self.inside: list[list[int]] = [[] for _ in range(COMMUNITIES + 1)]
        self.memberships = self._memberships()
        self.topics = self._topics()

    def public_id(self) -> str:
        return base64.b32encode(self.rng.getrandbits(104).to_bytes(13, "big"))[:20].translate(_TO_CROCKFORD).decode()

    def visibility(self, community: int) -> str:
        """Three in four are public, as in the field; the biggest ones always."""
        if community % 10 == 9:
            return "PRIVATE"
        return "HYBRID" if community % 20 in (5, 15, 18) else "PUBLIC"

    def _memberships(self) -> list[tuple[int, int]]:
        pairs = {(READER, community) for community in range(1, READER_COMMUNITIES + 1)}
        pairs |= {(self.rng.randint(1, self.members), community) for community in range(1, COMMUNITIES + 1)}
        wanted = self.members * MEMBERSHIPS_PER_MEMBER
        drawn = self.rng.choices(range(1, COMMUNITIES + 1), cum_weights=self._community_weights, k=wanted)
        pairs |= {(index // MEMBERSHIPS_PER_MEMBER + 1, community) for index, community in enumerate(drawn)}
        for member, community in sorted(pairs):
            self.inside[community].append(member)
        return sorted(pairs)

    def _topics(self) -> list[TopicPlan]:
        """Topics in the order in which they began; most are short, a few run to hundreds of posts."""
        lengths: list[int] = []
        total = 0
        while total < self.posts:
            drawn = LONGEST_TOPIC if len(lengths) % 2_000 == 7 else int(self.rng.lognormvariate(1.55, 1.05)) + 1
            length = min(drawn, LONGEST_TOPIC, self.posts - total)
            lengths.append(length)
            total += length
        # more and more people come: the density of new topics grows with time
        begins = sorted(BEGIN + int((END - BEGIN) * self.rng.random() ** 0.8) for _ in lengths)
        places = self.rng.choices(range(1, COMMUNITIES + 1), cum_weights=self._community_weights, k=len(lengths))
        return [
            TopicPlan(
                id=index + 1, community=place, author=self.rng.choice(self.inside[place]), length=length, began=began
            )
            for index, (length, began, place) in enumerate(zip(lengths, begins, places, strict=True))
        ]

    def posts_in_order(self) -> Iterator[PostPlan]:
        """Every post, oldest first: ids grow with time, and the posts of one topic lie scattered as they do in life."""
        moments: list[int] = []
        for topic in self.topics:
            at = topic.began
            gap = 3_600 * 24 / 4
            for step in range(topic.length):
                moments.append(at << 32 | topic.id)
                at = min(END, at + 60 + int(self.rng.expovariate(1) * gap * (1 + step / 20)))
        moments.sort()
        for number, moment in enumerate(moments, start=1):
            at, topic = moment >> 32, self.topics[(moment & 0xFFFFFFFF) - 1]
            topic.written += 1
            topic.last = at
            first = topic.written == 1
            author = (
                topic.author if first or self.rng.random() < 0.25 else self.rng.choice(self.inside[topic.community])
            )
            yield PostPlan(
                id=number, topic=topic, position=topic.written, author=author, anonymous=self.rng.random() < 0.02, at=at
            )
