"""Fill an empty database with a field of the given share: ``python -m bench generate --share 0.01``."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection

from bench.loading import Row, Table, at, fast_and_unsafe, finish, insert, is_sqlite, size_on_disk, without_indexes
from bench.shape import COMMUNITIES, END, READER, PostPlan, Shape
from bench.words import TOPICAL, Fragment, fragments, titles
from dayroom.apps.communities import models as rows
from dayroom.apps.communities.rules.searching import month_tokens
from dayroom.apps.people.models import Member
from dayroom.apps.people.rules.handles import handle_key
from dayroom.platform import search
from dayroom.platform.terms import terms_of, tokens

HASHTAGS = ("sensors", "sleep", "newhere", "goodnews", "hospital", "carers")
STATES = ("LIVE",) * 196 + ("WITHDRAWN", "WITHDRAWN", "HELD", "REMOVED")
ADJECTIVES = [
    "quiet",
    "early",
    "late",
    "brave",
    "slow",
    "small",
    "tall",
    "kind",
    "still",
    "warm",
    "green",
    "blue",
    "plain",
    "odd",
    "wild",
]
NOUNS = [
    "heron",
    "maple",
    "river",
    "lamp",
    "kettle",
    "otter",
    "willow",
    "harbor",
    "pebble",
    "robin",
    "meadow",
    "candle",
    "teapot",
    "fern",
]
INDEXED = (
    "people_member",
    "communities_membership",
    "communities_topic",
    "communities_post",
    "communities_readmark",
    "communities_posthashtag",
    "communities_reaction",
    "communities_byline",
    "communities_anonymousauthorship",
)


class Field:
    """One build: keeps what the counters need while the rows run past."""

    def __init__(self, share: float, *, real_texts: bool | None = None) -> None:
        self.shape = Shape(share)
        self.rng = random.Random(self.shape.seed + 2)
        self.fragments = fragments(self.shape.seed, real=real_texts)
        self.titles = titles(self.shape.seed)
        self.member_posts: Counter[int] = Counter()
        self.topic_replies: Counter[int] = Counter()
        self.community_posts: Counter[int] = Counter()
        self.community_topics: Counter[int] = Counter()
        self.community_last: dict[int, int] = {}
        self.bylines: dict[tuple[int, int], int] = {}
        self.numbers: Counter[int] = Counter()
        self.first_state: dict[int, tuple[str, int | None]] = {}
        self.tagged: list[Row] = []
        self.authorships: list[Row] = []

    def build(self) -> dict[str, Any]:
        began = time.monotonic()
        with fast_and_unsafe(), without_indexes(*INDEXED):
            self._posts()
            self._topics()
            self._communities()
            self._people()
            self._reading()
        make_search_index()
        finish()
        return {
            "share": self.shape.share,
            "members": self.shape.members,
            "communities": COMMUNITIES,
            "topics": len(self.shape.topics),
            "posts": self.shape.posts,
            "build_seconds": round(time.monotonic() - began, 1),
            "bytes": size_on_disk(),
        }

    def _posts(self) -> None:
        table = Table(
            rows.Post,
            "id",
            "public_id",
            "topic",
            "position",
            "author",
            "byline_number",
            "body",
            "body_html",
            "state",
            "made_at",
            "reactions",
            "submit_key",
        )
        # the search table fills beside the posts, so that no text is held longer than its row
        drop_search_index()
        self.search = SearchRows()
        table.fill(self._post_rows())
        self.search.flush()

    def _post_rows(self) -> Iterator[Row]:
        for plan in self.shape.posts_in_order():
            parts = self.rng.choices(self.fragments, k=self.rng.choice((1, 1, 1, 2, 2, 3)))
            state = "LIVE" if plan.topic.id == 1 else self.rng.choice(STATES)
            byline = self._byline(plan) if plan.anonymous else None
            tag = self.rng.choice(HASHTAGS) if self.rng.random() < 0.03 else ""
            body = "\n\n".join([part.text for part in parts] + ([f"#{tag}"] if tag else []))
            html = "".join(part.html for part in parts)
            self._count(plan, state, byline, tag)
            if state == "LIVE":
                self._remember_search(plan, parts, byline, tag)
            yield (
                plan.id,
                self.shape.public_id(),
                plan.topic.id,
                plan.position,
                None if byline else plan.author,
                byline,
                body,
                html,
                state,
                at(plan.at),
                self._reactions(),
                None,
            )

    def _byline(self, plan: PostPlan) -> int:
        key = (plan.topic.id, plan.author)
        if key not in self.bylines:
            self.numbers[plan.topic.id] += 1
            self.bylines[key] = self.numbers[plan.topic.id]
        return self.bylines[key]

    def _count(self, plan: PostPlan, state: str, byline: int | None, tag: str) -> None:
        if byline:
            self.authorships.append((plan.id, plan.topic.id, plan.author))
        if tag:
            self.tagged.append((plan.id, HASHTAGS.index(tag) + 1))
        if plan.position == 1:
            self.first_state[plan.topic.id] = (state, byline)
        if state != "LIVE":
            return
        self.community_posts[plan.topic.community] += 1
        self.community_last[plan.topic.community] = plan.at
        if byline is None:
            self.member_posts[plan.author] += 1
        if plan.position > 1:
            self.topic_replies[plan.topic.id] += 1
        else:
            self.community_topics[plan.topic.community] += 1

    def _remember_search(self, plan: PostPlan, parts: list[Fragment], byline: int | None, tag: str) -> None:
        """The same terms as ``communities.actions.indexing`` and ``platform.search`` give a post."""
        community = plan.topic.community
        own = [f"c{community}", f"t{plan.topic.id}"]
        own += ["vpub"] if self.shape.visibility(community) == "PUBLIC" else []
        own += [] if byline else [f"a{plan.author}"]
        own += ["first"] if plan.position == 1 else []
        own += [f"h{tag}"] if tag else []
        own += month_tokens(datetime.fromtimestamp(plan.at, UTC))
        title = self.titles[plan.topic.id % len(self.titles)] if plan.position == 1 else ""
        self.search.add(plan.id, title, own, [part.terms for part in parts])

    def _reactions(self) -> str:
        if self.rng.random() < 0.55:
            return "{}"
        kinds = self.rng.sample(("WITH_YOU", "THANK_YOU", "HELPED_ME", "SAME_HERE"), k=self.rng.randint(1, 2))
        return json.dumps({kind: int(self.rng.paretovariate(1.1)) for kind in kinds})

    def _topics(self) -> None:
        table = Table(
            rows.Topic,
            "id",
            "public_id",
            "community",
            "title",
            "author",
            "byline_number",
            "state",
            "seeking",
            "positions_given",
            "replies_count",
            "same_here_count",
            "made_at",
            "last_post_at",
        )
        table.fill(self._topic_rows())

    def _topic_rows(self) -> Iterator[Row]:
        for plan in self.shape.topics:
            state, byline = self.first_state[plan.id]
            yield (
                plan.id,
                self.shape.public_id(),
                plan.community,
                self.titles[plan.id % len(self.titles)],
                None if byline else plan.author,
                byline,
                state,
                self.rng.choice(("", "SUPPORT", "INFORMATION", "HEARD")),
                plan.written,
                self.topic_replies[plan.id],
                int(self.rng.random() < 0.3),
                at(plan.began),
                at(plan.last),
            )

    def _communities(self) -> None:
        table = Table(
            rows.Community,
            "id",
            "public_id",
            "slug",
            "name",
            "description",
            "conditions",
            "visibility",
            "members_count",
            "topics_count",
            "posts_count",
            "last_post_at",
            "made_at",
        )
        table.fill(
            (
                number,
                self.shape.public_id(),
                f"place-{number}",
                f"{TOPICAL[number % len(TOPICAL)].title()} and {TOPICAL[(number * 7) % len(TOPICAL)]} {number}",
                "A place to ask and to answer. " + self.fragments[number].text[:200],
                json.dumps([TOPICAL[number % len(TOPICAL)]]),
                self.shape.visibility(number),
                len(self.shape.inside[number]),
                self.community_topics[number],
                self.community_posts[number],
                at(self.community_last.get(number, END)),
                at(END - 80_000_000),
            )
            for number in range(1, COMMUNITIES + 1)
        )

    def _people(self) -> None:
        members = Table(
            Member,
            "id",
            "public_id",
            "email",
            "handle",
            "handle_key",
            "password",
            "trust_level",
            "posts_count",
            "joined_at",
            "country",
        )
        nobody = make_password(None)
        members.fill(
            (
                number,
                self.shape.public_id(),
                f"m{number}@example.org",
                handle_of(number),
                handle_key(handle_of(number)),
                nobody,
                min(2, self.member_posts[number] // 5),
                self.member_posts[number],
                at(END - 70_000_000 + number),
                "US",
            )
            for number in range(1, self.shape.members + 1)
        )
        memberships = Table(rows.Membership, "community", "member", "since", "role")
        moderators = {community: inside[-1] for community, inside in enumerate(self.shape.inside) if inside}
        memberships.fill(
            (community, member, at(END - 60_000_000), "MODERATOR" if moderators[community] == member else "MEMBER")
            for member, community in self.shape.memberships
        )

    def _reading(self) -> None:
        """Read marks of regulars, hashtags, bylines, the reader's own reactions."""
        Table(rows.Hashtag, "id", "word").fill((i, word) for i, word in enumerate(HASHTAGS, start=1))
        Table(rows.PostHashtag, "post", "hashtag").fill(self.tagged)
        bylines = {key: index for index, key in enumerate(self.bylines, start=1)}
        Table(rows.Byline, "id", "topic", "member", "number").fill(
            (index, *key, self.bylines[key]) for key, index in bylines.items()
        )
        Table(rows.AnonymousAuthorship, "post", "byline").fill(
            (post, bylines[topic, member]) for post, topic, member in self.authorships
        )
        Table(rows.ReadMark, "member", "topic", "position", "seen_at").fill(self._read_marks())

    def _read_marks(self) -> Iterator[Row]:
        for plan in self.shape.topics:
            inside = self.shape.inside[plan.community]
            readers = set(self.rng.choices(inside, k=min(6, len(inside))))
            if READER in inside and self.rng.random() < 0.5:
                readers.add(READER)
            for member in sorted(readers):
                yield (member, plan.id, self.rng.randint(1, plan.written), at(plan.last))


def drop_search_index() -> None:
    if not is_sqlite():
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX IF EXISTS {search.TABLE}_vector")


def make_search_index() -> None:
    search.ensure_tables()
    if is_sqlite():
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {search.TABLE} ({search.TABLE}) VALUES ('optimize')")


class SearchRows:
    """Documents on their way into the index, in the terms that ``search.terms_text`` would make of them."""

    def __init__(self) -> None:
        self.waiting: list[Row] = []

    def add(self, key: int, title: str, own: list[str], parts: list[tuple[str, ...]]) -> None:
        marks = tokens((*own, *search.block_tokens(key)))
        terms = dict.fromkeys(term for part in parts for term in part)
        if title:
            terms.update(dict.fromkeys(terms_of(title)))
        text = " ".join([*marks, *terms])
        self.waiting.append((key, text) if is_sqlite() else (key, *search.scope_of(own), text))
        if len(self.waiting) >= 20_000:
            self.flush()

    def flush(self) -> None:
        columns = ["rowid", "terms"] if is_sqlite() else ["id", "open", "scope", "vector"]
        insert(search.TABLE, columns, self.waiting)
        self.waiting = []


def handle_of(number: int) -> str:
    return f"{ADJECTIVES[number % 15]}-{NOUNS[number // 15 % 14]}-{number // 210}"
