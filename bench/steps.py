"""Steps that run with a measured site's own settings (``environment.inside``)."""

from __future__ import annotations

import statistics
import time
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection

from bench.shape import READER
from bench.words import QUERIES
from dayroom.apps.communities.models import Topic
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
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    with open(f"/proc/{backend}/stat", encoding="ascii") as file:
        return int(file.read().rpartition(")")[2].split()[1])


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
    search.look(words, all_of=groups)
    times = []
    hits = 0
    for _ in range(rounds):
        began = time.perf_counter()
        hits = len(search.look(words, all_of=groups).ids)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return {
        "hits": hits,
        "p50_ms": round(statistics.median(times), 2),
        "p99_ms": round(times[min(rounds - 1, int(rounds * 0.99))], 2),
    }
