"""The other side of ``test_kill``: a process that writes until it is killed, and one that looks at what is left.

python -m tests.integration.kill_writer prepare write | check
"""

from __future__ import annotations

import json
import sys
import threading

import django

WRITERS = 3


def prepare() -> None:
    from dayroom.apps.communities.actions.posts import submit_topic
    from dayroom.apps.communities.models import Community, Membership
    from dayroom.apps.communities.rules.writing import Written
    from tests import cast

    ann = cast.ann()
    place = Community.objects.create(slug="steady", name="Steady", description="A place.", made_at=cast.NOW)
    Membership.objects.create(community=place, member=ann, since=cast.NOW)
    for number in range(WRITERS):
        submit_topic(
            author=ann, community=place, written=Written(title=f"Topic {number}", body="Begins."), now=cast.NOW
        )


def write() -> None:
    """Every line on standard output is a promise: this post is kept."""
    from dayroom.apps.communities.models import Topic

    said = threading.Lock()
    for key in Topic.objects.values_list("pk", flat=True):
        threading.Thread(target=_write_on, args=(key, said)).start()


def _write_on(topic_id: int, said: threading.Lock) -> None:
    from django.utils import timezone

    from dayroom.apps.communities.actions.posts import submit_post
    from dayroom.apps.communities.models import Topic
    from dayroom.apps.communities.rules.writing import Written
    from dayroom.apps.people.models import Member

    ann = Member.objects.get()
    for number in range(100_000):
        topic = Topic.objects.select_related("community").get(pk=topic_id)
        sent = submit_post(author=ann, topic=topic, written=Written(body=f"Word {number} #steady"), now=timezone.now())
        with said:
            sys.stdout.write(sent.post.public_id + "\n")
            sys.stdout.flush()


def check() -> None:
    from django.db import connection
    from django.db.models import Count, Max, Q

    from dayroom.apps.audit.models import Event
    from dayroom.apps.communities.models import Community, Post, Topic
    from dayroom.apps.people.models import Member
    from dayroom.apps.screening.models import Screening
    from dayroom.platform import search

    live = Q(posts__state="LIVE")
    counted = Topic.objects.annotate(
        live=Count("posts", filter=live & Q(posts__position__gt=1)), every=Count("posts"), last=Max("posts__position")
    )
    integrity = "ok"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            integrity = cursor.fetchone()[0]
    place = Community.objects.get()
    posts = Post.objects.count()
    print(
        json.dumps(
            {
                "kept": list(Post.objects.values_list("public_id", flat=True)),
                "topics": [[row.replies_count, row.live, row.positions_given, row.every, row.last] for row in counted],
                "held": Post.objects.exclude(state="LIVE").count(),
                "counters": [place.posts_count, place.topics_count, Member.objects.get().posts_count],
                "posts": posts,
                "screenings": Screening.objects.filter(subject_kind="post").count(),
                "audited": Event.objects.filter(action="post.submitted").count(),
                "found": len(search.find(["begins"], all_of=[["vpub"]]))
                + len(search.find(["word"], all_of=[["vpub"]], limit=10**6)),
                "integrity": integrity,
            }
        )
    )


if __name__ == "__main__":
    django.setup()
    for step in sys.argv[1:]:
        {"prepare": prepare, "write": write, "check": check}[step]()
