"""Bring texts from outside into a community: each through the guard, in batches, and never twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.checking import screened_text
from dayroom.apps.communities.actions.indexing import keep_references, reindex_posts
from dayroom.apps.communities.actions.rendering import render_body
from dayroom.apps.communities.models import Community, Post, Topic
from dayroom.apps.communities.rules.importing import CONTEXT, Accepted, Identifiers, Incoming, Refusal, judge
from dayroom.apps.communities.vocabulary import COMMUNITY_KIND, POST_KIND, PostState
from dayroom.apps.moderation.actions import open_case
from dayroom.apps.moderation.vocabulary import Priority, Source
from dayroom.apps.screening.actions import screen_text
from dayroom.apps.screening.actions.screenings import examine
from dayroom.kernel.errors import NotFound

KEY_START = "i:"  # of the submit key of an imported post
BATCH = 500  # rows of one transaction: what is told as done is done


@dataclass(slots=True)
class Report:
    """What became of a file: counts, and the refused rows by id and class."""

    read: int = 0
    posts: int = 0
    topics: int = 0
    held: int = 0
    already: int = 0
    undated: int = 0
    masked: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def reasons(self) -> Counter[str]:
        return Counter(refusal.reason for refusal in self.refusals)


@dataclass(frozen=True, slots=True)
class _Run:
    """What stays the same from batch to batch, and the report that grows."""

    community: Community
    source: str
    identifiers: Identifiers
    now: datetime
    report: Report

    def key(self, row_id: str) -> str:
        text = f"{self.community.pk}\n{self.source}\n{row_id}".encode("utf-8", "surrogateescape")
        return KEY_START + hashlib.blake2b(text, digest_size=18).hexdigest()


def import_posts(
    rows: Iterable[Incoming | Refusal], *, community_slug: str, source: str, identifiers: Identifiers, now: datetime
) -> Iterator[Report]:
    """Write the rows, batch by batch; yields the same growing report after each. Raises NotFound.

    A row is known by its source and id: running it again goes on where it stopped. Imported posts have no author, only
    a byline; nobody is told of them and nobody's count rises.
    """
    community = Community.objects.filter(slug=community_slug).first()
    if community is None:
        raise NotFound()
    run = _Run(community, source, identifiers, now, Report())
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        run.report.read += len(batch)
        run.report.refusals += [row for row in batch if isinstance(row, Refusal)]
        _one_batch([row for row in batch if isinstance(row, Incoming)], run)
        yield run.report
    report = run.report
    record(
        actor_id=None, action="posts.imported", now=now, subject=(COMMUNITY_KIND, community.pk),
        facts={"read": report.read, "posts": report.posts, "refused": len(report.refusals), "held": report.held},
    )


def _one_batch(rows: list[Incoming], run: _Run) -> None:
    keys = {run.key(row.id): row for row in rows}
    again = [row for row in rows if keys[run.key(row.id)] is not row]
    run.report.refusals += [Refusal(row.line, row.id, "row.id-again") for row in again]
    known = set(Post.objects.filter(submit_key__in=keys).values_list("submit_key", flat=True))
    run.report.already += len(known)
    taken: list[Accepted] = []
    for row in (row for key, row in keys.items() if key not in known):
        verdict = judge(
            row, identifiers=run.identifiers, crisis_rules=run.community.crisis_rules,
            examine=partial(examine, context=CONTEXT),
        )
        if isinstance(verdict, Refusal):
            run.report.refusals.append(verdict)
        else:
            taken.append(verdict)
    if taken:
        with transaction.atomic():
            _write(taken, run)


def _write(taken: list[Accepted], run: _Run) -> None:
    topics, made = _topics(taken, run)
    posts = [_post(accepted, topic, run) for accepted, topic in zip(taken, topics, strict=True)]
    Post.objects.bulk_create(posts)
    Topic.objects.bulk_update(
        {topic.pk: topic for topic in topics}.values(), ["positions_given", "replies_count", "last_post_at"],
        batch_size=200,
    )
    for post, accepted in zip(posts, taken, strict=True):
        _screen(post, accepted, run)
        if "#" in post.body:
            keep_references(post, (), post.body)
    reindex_posts(posts)
    _count(posts, run.community)
    run.report.posts += len(posts)
    run.report.topics += made
    run.report.held += sum(accepted.held for accepted in taken)
    run.report.undated += sum(accepted.made_at is None for accepted in taken)
    for accepted in taken:
        run.report.masked.update(accepted.masked)


def _topics(taken: list[Accepted], run: _Run) -> tuple[list[Topic], int]:
    """The topic of every row, in their order: the named one, if an import has made it before, else a new one."""
    named = {accepted.title for accepted in taken if accepted.row.topic}
    earlier = Topic.objects.filter(
        community=run.community, title__in=named, posts__position=1, posts__submit_key__startswith=KEY_START
    )
    known = {topic.title: topic for topic in earlier}
    found: list[Topic] = []
    new: list[Topic] = []
    for accepted in taken:
        topic = known.get(accepted.title) if accepted.row.topic else None
        if topic is None:
            topic = _new_topic(accepted, run)
            new.append(topic)
            if accepted.row.topic:
                known[accepted.title] = topic
        topic.community = run.community
        found.append(topic)
    Topic.objects.bulk_create(new)
    return found, len(new)


def _new_topic(accepted: Accepted, run: _Run) -> Topic:
    at = accepted.made_at or run.now
    return Topic(
        community=run.community, title=accepted.title, made_at=at, last_post_at=at,
        state=PostState.HELD if accepted.held else PostState.LIVE,
        language=(accepted.row.language or run.community.language)[:8],
    )


def _post(accepted: Accepted, topic: Topic, run: _Run) -> Post:
    topic.positions_given += 1
    at = accepted.made_at or run.now
    if not accepted.held:
        topic.last_post_at = max(topic.last_post_at, at)
        topic.replies_count += 1 if topic.positions_given > 1 else 0
    return Post(
        topic=topic, position=topic.positions_given, imported_byline=accepted.byline, body=accepted.body,
        body_html=render_body(accepted.body, topic_id=None)[0], made_at=at, submit_key=run.key(accepted.row.id),
        state=PostState.HELD if accepted.held else PostState.LIVE,
    )


def _screen(post: Post, accepted: Accepted, run: _Run) -> None:
    """What the guard says about the text as it now stands is kept like that of any other post."""
    text = screened_text(accepted.title if post.position == 1 else "", post.body)
    screened = screen_text(subject=(POST_KIND, post.pk), revision=1, text=text, context=CONTEXT, now=run.now)
    if accepted.held:
        open_case(
            subject=(POST_KIND, post.pk), scope_id=run.community.pk, author_id=None, anonymous=False,
            priority=Priority.NORMAL, source=Source.MACHINE, reasons=list(screened.decision.reasons), now=run.now,
        )


def _count(posts: list[Post], community: Community) -> None:
    live = [post for post in posts if post.state == PostState.LIVE]
    if not live:
        return
    last = max(post.made_at for post in live)
    Community.objects.filter(pk=community.pk).update(
        posts_count=F("posts_count") + len(live),
        topics_count=F("topics_count") + sum(post.position == 1 for post in live),
        last_post_at=Greatest(Coalesce("last_post_at", last), last),
    )
