"""The other side of ``test_campaign_kill``: a process that sends until it is killed, and one that looks afterwards.

python -m tests.integration.outreach.kill_sender <file> prepare send | settle
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import django


class FileChannel:
    """Stands there as soon as a line is in the file; then takes a long time to say so."""

    __test__ = False

    def __init__(self, file: Path) -> None:
        from tests.integration.outreach.campaign_scene import TestChannel

        self.file, self.plain = file, TestChannel()
        self.label, self.kind, self.limits = "A file", self.plain.kind, self.plain.limits
        self.ready, self.places, self.preview = self.plain.ready, self.plain.places, self.plain.preview
        self.find, self.withdraw = self.plain.find, self.plain.withdraw

    def send(self, post: object) -> object:
        with self.file.open("a") as lines:
            lines.write(post.key + "\n")  # type: ignore[attr-defined]  # an Outgoing
            lines.flush()
        sys.stdout.write("out\n")
        sys.stdout.flush()
        time.sleep(30)  # killed here: it is out, and nobody has written that down
        raise AssertionError


def prepare(file: Path) -> None:
    from tests import cast
    from tests.integration.outreach import campaign_scene as scene

    with scene.plugged(FileChannel(file)):  # type: ignore[arg-type]  # the same words
        scene.approved(scene.message(cast.oda(), {"test": ("", [])}), by=cast.sue(), asked_by=_oda())


def _oda() -> object:
    from dayroom.apps.people.models import Member

    return Member.objects.get(handle="oda")


def send(file: Path) -> None:
    from django.utils import timezone

    from dayroom.apps.outreach.actions.deliveries import deliver
    from dayroom.apps.outreach.models import Delivery
    from tests.integration.outreach import campaign_scene as scene

    with scene.plugged(FileChannel(file)):  # type: ignore[arg-type]  # the same words
        deliver(Delivery.objects.get().pk, now=timezone.now())


def settle(file: Path) -> None:
    """An hour later: whatever runs by the clock runs, twice."""
    from datetime import timedelta

    from django.utils import timezone

    from dayroom.apps.outreach.actions.deliveries import deliver, settle_interrupted
    from dayroom.apps.outreach.models import Delivery
    from dayroom.apps.outreach.queries.deliveries import due_ids, interrupted_ids
    from tests.integration.outreach import campaign_scene as scene

    with scene.plugged(FileChannel(file)):  # type: ignore[arg-type]  # the same words
        now = timezone.now() + timedelta(hours=1)
        for _again in range(2):
            for key in interrupted_ids(now):
                settle_interrupted(key, now=now)
            for key in due_ids(now, 50):
                deliver(key, now=now)
    row = Delivery.objects.get()
    print(json.dumps({"state": row.state, "fault": row.fault, "tries": row.tries,
                      "lines": file.read_text().splitlines(), "key": row.key}))


if __name__ == "__main__":
    django.setup()
    for step in sys.argv[2:]:
        {"prepare": prepare, "send": send, "settle": settle}[step](Path(sys.argv[1]))
