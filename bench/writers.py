"""One of the eight writers (``bench.writing``)."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.words import fragments
from dayroom.apps.communities.actions.posts import submit_post
from dayroom.apps.communities.models import Membership, Topic
from dayroom.apps.communities.rules.writing import GuardSpoke, Written
from dayroom.apps.people.models import Member

TABLE = "bench_insert"


def prepare_inserts() -> dict[str, str]:
    """A table with the columns and indexes of a small post."""
    key = "integer PRIMARY KEY AUTOINCREMENT" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (id {key}, topic bigint, author bigint, body text, made_at text)")
        cursor.execute(f"CREATE INDEX {TABLE}_author ON {TABLE} (author, made_at)")
    return {"table": TABLE}


def insert_rows(number: str, seconds: str) -> dict[str, Any]:
    """Single rows, each in a transaction of its own: the most this database can promise to keep."""
    bodies = [part.text for part in fragments(int(number))[:200]]

    def insert(step: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} (topic, author, body, made_at) VALUES (%s, %s, %s, %s)",
                [int(number), int(number), bodies[step % len(bodies)], str(step)],
            )

    return _write(insert, float(seconds))


def write_posts(number: str, seconds: str) -> dict[str, Any]:
    """Replies through ``submit_post``: guard, rendering, search index, counters, audit, the job for followers."""
    bodies = [part.text for part in fragments(int(number))[:200]]
    membership = list(Membership.objects.filter(community__topics__state="LIVE", state="ACTIVE").distinct()[:200])[
        int(number) * 20
    ]
    author = Member.objects.get(pk=membership.member_id)
    topic = Topic.objects.filter(community_id=membership.community_id, state="LIVE").order_by("-id").first()
    assert topic is not None
    key = topic.pk

    def write(step: int) -> None:
        found = Topic.objects.select_related("community").get(pk=key)
        submit_post(author=author, topic=found, written=Written(body=bodies[step % len(bodies)]), now=timezone.now())

    return _write(write, float(seconds))


def _write(one: Callable[[int], None], seconds: float) -> dict[str, Any]:
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    waits: list[float] = []
    refused = 0
    work = time.process_time()
    end = time.monotonic() + seconds
    step = 0
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            one(step)
            waits.append(time.monotonic() - began)
        except GuardSpoke:
            refused += 1
        step += 1
    return {"count": len(waits), "refused": refused, "waits": waits, "cpu": time.process_time() - work}
