"""An empty site of its own for one part, on SQLite, in a process of its own; and many made-up members for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CHUNK = 5000


def on_empty_site(module: str) -> dict[str, Any]:
    """Run `python -m <module>` on a fresh site; it prints one JSON object."""
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ, "DAYROOM_DATA_DIR": folder, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DAYROOM_TASKS": "off",
            "DJANGO_SETTINGS_MODULE": "dayroom.config.settings", "DAYROOM_LOG_LEVEL": "ERROR",
        }  # fmt: skip
        env.pop("DATABASE_URL", None)
        for words in (("django", "migrate", "--verbosity", "0"), (module,)):
            done = subprocess.run([sys.executable, "-m", *words], env=env, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def members(count: int, purpose: str) -> list[int]:
    """So many members with a standing yes to one purpose; their ids, oldest first."""
    from tests.cast import NOW

    from dayroom.apps.people.models import Consent, Member

    for start in range(0, count, CHUNK):
        made = Member.objects.bulk_create(
            Member(handle=f"made-up-{number:06d}", email=f"made-up-{number}@example.org", joined_at=NOW, password="!")
            for number in range(start, min(count, start + CHUNK))
        )
        Consent.objects.bulk_create(
            Consent(member=one, purpose=purpose, text_version="2026-11", language="en", given_at=NOW) for one in made
        )
    return list(Member.objects.order_by("pk").values_list("pk", flat=True))


def seconds_of(work: Callable[[], object]) -> float:
    """Processor time of one piece of work: other work on the machine does not make it longer."""
    started = time.process_time()
    work()
    return time.process_time() - started
