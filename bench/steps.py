"""Steps that run with a measured site's own settings (``environment.inside``)."""

from __future__ import annotations

import random
import statistics
import time
from importlib import import_module
from itertools import accumulate
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.db.models import Count, F, Max, Q

from bench.generate import SearchRows, drop_search_index, make_search_index
from bench.loading import fast_and_unsafe, finish, size_on_disk
from bench.servers import cpu_seconds
from bench.shape import COMMUNITIES, POSTS, READER, Shape
from bench.words import QUERIES, fragments
from dayroom.apps.communities.actions.indexing import reindex_posts
from dayroom.apps.communities.models import Community, Post, Topic
from dayroom.apps.people.models import Member
from dayroom.platform import search

TOPICS = 40


def targets() -> dict[str, Any]:
    """Addresses to measure and the cookies of the reader; floors get a session of their own kind."""
    topics = Topic.objects.filter(
        state="LIVE", community__visibility="PUBLIC", replies_count__gte=28, replies_count__lte=80
    )
    ids = list(topics.order_by("-last_post_at", "-id").values_list("public_id", flat=True)[:TOPICS])
    authors = Member.objects.filter(posts_count__gte=3).exclude(pk=READER).order_by("id")
    return {
        "topics": ids,
        "handles": list(authors.values_list("handle", flat=True)[:TOPICS]),
        "cookie": _cookie(settings.AUTHENTICATION_BACKENDS[0]),
        "floor_cookie": _cookie("django.contrib.auth.backends.ModelBackend"),
        "database_pid": _postmaster(),
        "database": connection.settings_dict["NAME"] if connection.vendor == "postgresql" else "",
    }


def _cookie(backend: str) -> str:
    reader = Member.objects.get(pk=READER)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(reader.pk)
    store[BACKEND_SESSION_KEY] = backend
    store[HASH_SESSION_KEY] = reader.get_session_auth_hash()
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def _postmaster() -> int:
    """The parent of our own backend."""
    backend = _backend()
    if not backend:
        return 0
    with open(f"/proc/{backend}/stat", encoding="ascii") as file:
        return int(file.read().rpartition(")")[2].split()[1])


def count_again() -> dict[str, Any]:
    """Counters beside the rows they count, and index entries beside what the program itself would index."""
    live = Q(posts__state="LIVE")
    topics = Topic.objects.annotate(
        shown=Count("posts", filter=live & Q(posts__position__gt=1)), last=Max("posts__position")
    )
    places = Community.objects.annotate(shown=Count("topics__posts", filter=Q(topics__posts__state="LIVE")))
    signed = Post.objects.filter(state="LIVE", byline_number=None).values("author").annotate(n=Count("id"))
    wanted = {row["author"]: row["n"] for row in signed}
    members = Member.objects.values_list("pk", "posts_count")
    return {
        "posts": Post.objects.count(),
        "live": Post.objects.filter(state="LIVE").count(),
        "indexed": sum(len(search.find([], all_of=[[f"c{pk}"]], limit=10**6)) for pk in range(1, COMMUNITIES + 1)),
        "wrong_topics": topics.exclude(replies_count=F("shown"), positions_given=F("last")).count(),
        "wrong_communities": places.exclude(posts_count=F("shown")).count(),
        "wrong_members": sum(wanted.get(pk, 0) != count for pk, count in members),
        "broken_references": Post.objects.filter(author__isnull=True, byline_number=None).count(),
        "index_differs": _index_differences(),
    }


def _index_differences() -> list[int]:
    """Ids of live posts whose index entry changes when the program indexes them anew."""
    posts = list(Post.objects.filter(state="LIVE", topic__state="LIVE").select_related("topic__community")[:200])
    before = {post.pk: _entry(post.pk) for post in posts}
    reindex_posts(posts)
    return [post.pk for post in posts if before[post.pk] != _entry(post.pk)]


def _entry(key: int) -> list[str]:
    """The index entry of one document, in any order."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT terms FROM {search.TABLE} WHERE rowid = %s", [key])
            return sorted(cursor.fetchone()[0].split())
        cursor.execute(f"SELECT tsvector_to_array(vector), open, scope FROM {search.TABLE} WHERE id = %s", [key])
        terms, *scope = cursor.fetchone()
        return [*sorted(terms), *map(str, scope)]


def fill_index(share: str) -> dict[str, Any]:
    """The search table alone: one document for each post of the share."""
    shape = Shape(0.001)
    count = round(POSTS * float(share))
    parts = fragments(shape.seed)
    rng = random.Random(shape.seed)
    places = list(accumulate(1 / (rank + 3) ** 0.9 for rank in range(COMMUNITIES)))
    began = time.monotonic()
    with fast_and_unsafe():
        drop_search_index()
        rows = SearchRows()
        for key in range(1, count + 1):
            place = rng.choices(range(1, COMMUNITIES + 1), cum_weights=places)[0]
            own = [
                f"c{place}",
                f"t{key // 9}",
                f"a{rng.randrange(500_000)}",
                *(["vpub"] * (shape.visibility(place) == "PUBLIC")),
            ]
            rows.add(key, "", own, [part.terms for part in rng.choices(parts, k=rng.choice((1, 1, 1, 2, 2, 3)))])
        rows.flush()
    make_search_index()
    finish()
    return {"documents": count, "build_seconds": round(time.monotonic() - began, 1), "bytes": size_on_disk()}


def search_times(rounds: str) -> dict[str, Any]:
    """The index alone: each kind of question asked again and again, in milliseconds."""
    groups = {
        "visitor": [["vpub"]],
        "member of 12": [["vpub", *(f"c{number}" for number in range(1, 13))]],
        "member of 300": [["vpub", *(f"c{number}" for number in range(1, 301))]],
        "one private place": [["c9"]],
    }
    found: dict[str, Any] = {}
    for kind, query in QUERIES.items():
        for reader, group in groups.items():
            found[f"{kind}, {reader}"] = _timed(query.split(), group, int(rounds))
    return found


def _timed(words: list[str], groups: list[list[str]], rounds: int) -> dict[str, float]:
    """Time on the clock, and on a processor (ours and that of our database backend)."""
    search.look(words, all_of=groups)
    backend = _backend()
    waits, work = [], []
    hits = 0
    for _ in range(rounds):
        began, before = time.perf_counter(), time.process_time() + cpu_seconds(backend)
        hits = len(search.look(words, all_of=groups).ids)
        waits.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() + cpu_seconds(backend) - before) * 1000)
    waits.sort()
    work.sort()
    last = min(rounds - 1, int(rounds * 0.99))
    return {
        "hits": hits,
        "p50_ms": round(statistics.median(waits), 2),
        "p99_ms": round(waits[last], 2),
        "cpu_p50_ms": round(statistics.median(work), 2),
        "cpu_p99_ms": round(work[last], 2),
    }


def _backend() -> int:
    """The process of our own connection."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])
