"""The steps that need Django: run in a process whose settings are those of the measured site."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import timedelta

import django

MEMBERS = int(os.environ.get("BENCH_MEMBERS", "100000"))


def fill() -> dict[str, object]:
    """Members, half a topic page of posts, and a wish for mail and for notices of each member."""
    from django.utils import timezone

    from dayroom.apps.communities.actions.posts import submit_post, submit_topic
    from dayroom.apps.communities.models import Community, Membership
    from dayroom.apps.communities.rules.writing import Written
    from dayroom.apps.outreach.models import Subscription
    from dayroom.apps.people.models import Member

    now = timezone.now() - timedelta(hours=1)
    Member.objects.bulk_create(
        (
            Member(handle=f"reader-{at}", email=f"reader-{at}@example.org", password="!", joined_at=now)
            for at in range(MEMBERS)
        ),
        batch_size=2000,
    )
    keys = list(Member.objects.order_by("pk").values_list("pk", flat=True))
    for way in ("MAIL", "NOTICE"):
        Subscription.objects.bulk_create(
            (
                Subscription(
                    way=way,
                    email=f"reader-{at}@example.org" if way == "MAIL" else None,
                    member_id=key,
                    state="CONFIRMED",
                    asked_at=now,
                    confirmed_at=now,
                )
                for at, key in enumerate(keys)
            ),
            batch_size=2000,
        )
    author = Member.objects.get(pk=keys[0])
    place = Community.objects.create(slug="steady", name="Steady", description="A place.", made_at=now)
    Membership.objects.create(community=place, member=author, since=now)
    topic = submit_topic(
        author=author, community=place, now=now, written=Written(title="A slow walk", body="It is good.")
    ).topic
    for number in range(24):
        submit_post(author=author, topic=topic, now=now, written=Written(body=f"A word, and another one. {number}"))
    return {"topic": f"/t/{topic.public_id}/", "members": len(keys), "delivery": delivery(author.pk)}


def delivery(author_id: int) -> int:
    """One issue of the newsletter, out since now; an approval is not what is measured."""
    from django.utils import timezone

    from dayroom.apps.outreach.models import Delivery, LetterRun, Message

    now = timezone.now()
    message = Message.objects.create(
        author_id=author_id,
        title="Two doses",
        body="Two doses protect.",
        made_at=now,
        changed_at=now,
        out_at=now,
        state="OUT",
        interests="none",
    )
    row = Delivery.objects.create(
        message=message,
        channel="newsletter",
        digest="0" * 64,
        key=f"bench-{message.pk}",
        state="SENT",
        due_at=now,
        sent_at=now,
    )
    LetterRun.objects.create(delivery=row, started_at=now)
    return row.pk


def queue(delivery_id: str) -> dict[str, object]:
    from dayroom.apps.notices.models import Notice
    from dayroom.apps.outreach.actions.letters import queue_letters
    from dayroom.apps.outreach.models import Letter

    wait_for_a_word()
    began, worked = time.perf_counter(), time.process_time()
    queued = queue_letters(int(delivery_id))
    seconds = time.perf_counter() - began
    return {
        "queued": queued,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(time.process_time() - worked, 2),
        "letters": Letter.objects.count(),
        "notices": Notice.objects.filter(kind="NEWS").count(),
    }


def wait_for_a_word() -> str:
    """Everything is imported: the clock starts when the bench says so."""
    print("ready", flush=True)
    return sys.stdin.readline()


def alerts() -> dict[str, object]:
    """Alerts that wait for a second person; each word on the way in approves one, and says when that was done."""
    from django.utils import timezone

    from dayroom.apps.outreach.actions import alerts as acts
    from dayroom.apps.outreach.queries.alerts import alert_digest
    from dayroom.apps.outreach.vocabulary.alerts import AlertFacts, AlertWords
    from dayroom.apps.people.models import Member

    now = timezone.now()
    writer, second = (Member.objects.create(handle=f"desk-{name}", password="!", joined_at=now) for name in "ab")
    area = acts.keep_area(name="Riverside", circle=(52.05, 4.2, 3.0), by_id=writer.pk, now=now)
    facts = AlertFacts(
        event="Heat",
        urgency="Immediate",
        severity="Extreme",
        certainty="Observed",
        hours=1,
        area_id=area.pk,
        source="Health office",
    )
    done = 0
    word = wait_for_a_word()
    while word.strip():
        words = AlertWords("en", f"Heat, message {done}", "It is hot.", "Drink.", "", "It is hot: drink.")
        alert = acts.draft_alert(facts=facts, words=[words], by_id=writer.pk, now=timezone.now())
        acts.ask_for_approval(alert=alert, by_id=writer.pk, now=timezone.now())
        acts.approve_alert(alert=alert, seen=alert_digest(alert), by_id=second.pk, now=timezone.now())
        print(json.dumps({"headline": words.headline, "approved_at": time.time()}), flush=True)
        done += 1
        word = sys.stdin.readline()
    return {"approved": done}


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"fill": fill, "queue": queue, "alerts": alerts}[sys.argv[1]](*sys.argv[2:])))
