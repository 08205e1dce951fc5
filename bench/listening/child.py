"""What a process of its own does while it is measured: `python -m bench.listening.child take|settle|count|look N`."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import UTC, datetime

import django

NOW = datetime(2026, 2, 1, tzinfo=UTC)
TERMS = {"en": ["flu", "influenza", "flu shot*", "cough"], "es": ["gripe", "tos"]}


def take(posts: int) -> dict[str, object]:
    """Take made posts in, or go on with them; a line for each batch says how far it is."""
    from bench.listening.made import Posts
    from dayroom.apps.listening.actions import intake as rounds
    from dayroom.apps.listening.models import Intake, Source

    source, _ = Source.objects.get_or_create(
        name="Made", defaults={"kind": "FILE", "made_at": NOW, "keep_days": 20_000}
    )
    intake = Intake.objects.filter(source=source).order_by("-pk").first()
    if intake is None:
        intake = rounds.begin(source, by_id=None, now=NOW)
    started = time.monotonic()
    rounds.take_in(intake, Posts(posts, intake.position.get("file", {}).get("row", 0)), NOW)
    intake.refresh_from_db()
    return {
        "seconds": time.monotonic() - started, "state": intake.state, "read": intake.read, "kept": intake.kept,
        "copies": intake.copies, "twice": intake.troubles.get("TWICE", 0), "screened": intake.screened,
    }  # fmt: skip


def count(posts: int) -> dict[str, object]:
    """Count everything, and one topic."""
    from dayroom.apps.listening.actions.tallies import recount
    from dayroom.apps.listening.models import Tally, Topic

    topic, _ = Topic.objects.get_or_create(
        name="Flu", defaults={"definition": {"terms": TERMS}, "made_at": NOW, "changed_at": NOW}
    )
    started = time.monotonic()
    recount(None, now=NOW)
    everything = time.monotonic() - started
    recount(topic, now=NOW)
    rows = Tally.objects.filter(topic=None, margin="ALL")
    return {
        "everything": everything, "topic": time.monotonic() - started - everything,
        "rows": Tally.objects.count(), "mentions": sum(rows.values_list("mentions", flat=True)),
        "copies": sum(rows.values_list("copies", flat=True)),
        "digest": digest(),
    }  # fmt: skip


def digest() -> str:
    """One value for all rows: the same where every count is the same."""
    from hashlib import sha256

    from dayroom.apps.listening.models import Tally

    names = ("topic_id", "margin", "basis", "key", "day", "mentions", "copies", "questions", "likes", "shares")
    made = sha256()
    # a source has a random name in every lake, and writers random hashes
    for row in (
        Tally.objects.exclude(margin="SOURCE").order_by("topic_id", "margin", "basis", "key", "day").values_list(*names)
    ):
        made.update(repr(row).encode())
    return made.hexdigest()


def main() -> None:
    django.setup()
    what, posts = sys.argv[1], int(sys.argv[2])
    told = {"take": take, "count": count}[what](posts)
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told["processor"] = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    # of the largest child; children are as many as there are workers
    told["peak_mb"] = own.ru_maxrss / 1024
    told["child_mb"] = others.ru_maxrss / 1024
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
