"""Everything that must hold, in parts that run beside each other, one per core; "quick" leaves out PostgreSQL and the
browser.

Each part is a process of its own with a database of its own. What it says is printed whole when it has ended. One part
that fails makes the whole fail, after the others have been heard. Ctrl-C ends every part and what it has started.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = (".venv/bin/python", "-m", "pytest", "-q")
ON_POSTGRES = ("bash", "tools/with_postgres.sh")
LINT = (
    ".venv/bin/python -m ruff check src tests bench tools && .venv/bin/python -m mypy src/dayroom"
    " && .venv/bin/lint-imports --no-cache"
)
# what walks the whole site stands in the folder itself, what belongs to one app in a folder of its own
WHOLE_SITE = tuple(sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests/integration").glob("test_*.py")))
APP_BY_APP = ("tests/integration", "--ignore-glob=tests/integration/test_*.py")
MOST_WORKERS = 4  # more, and the browsers starve each other
PATIENCE_SECONDS = 20  # for a part that was asked to end


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    command: tuple[str, ...]
    quick: bool = False


# the longest first, so that no core is idle at the end
PARTS = (
    Part("integration on PostgreSQL: the whole site", (*ON_POSTGRES, *PYTEST, *WHOLE_SITE)),
    Part("stories with rows of their own", (*PYTEST, "-m", "not demo", "tests/browser",
         "--ignore=tests/browser/test_every_page.py")),
    Part("integration on PostgreSQL: app by app", (*ON_POSTGRES, *PYTEST, *APP_BY_APP)),
    Part("every page in a browser", (*PYTEST, "tests/browser/test_every_page.py")),
    Part("integration on SQLite: the whole site", (*PYTEST, *WHOLE_SITE), quick=True),
    Part("integration on SQLite: app by app", (*PYTEST, *APP_BY_APP), quick=True),
    Part("stories in the demo", (*PYTEST, "-m", "demo", "tests/browser")),
    Part("unit, guards and specifications", (*PYTEST, "tests/unit", "tests/guards", "tests/spec"), quick=True),
    Part("lint, types, architecture", ("bash", "-c", LINT), quick=True),
)  # fmt: skip


class Suite:
    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts, self.began = parts, time.monotonic()
        self.running: set[subprocess.Popen[bytes]] = set()
        self.lock, self.over = threading.Lock(), False

    def run(self, workers: int) -> list[str]:
        """The names of the parts that failed."""
        failed = []
        with ThreadPoolExecutor(workers) as pool:
            waiting = [pool.submit(self.heard, part) for part in self.parts]
            try:
                for done in as_completed(waiting):
                    part, code, said, seconds = done.result()
                    print(f"\n== {part.name} ({seconds:.0f} s, at {self.seconds():.0f} s)\n{said}", flush=True)
                    failed += [part.name] if code else []
            except KeyboardInterrupt:
                pool.shutdown(wait=False, cancel_futures=True)
                self.end()
                raise
        return failed

    def seconds(self) -> float:
        return time.monotonic() - self.began

    def heard(self, part: Part) -> tuple[Part, int, str, float]:
        begins = self.seconds()
        with tempfile.TemporaryFile() as said:
            with self.lock:
                if self.over:
                    return part, 1, "", 0
                # a process group of its own, so that what the part has started can be ended too
                process = subprocess.Popen(part.command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL,
                                           stdout=said, stderr=subprocess.STDOUT, start_new_session=True)  # fmt: skip
                self.running.add(process)
            code = process.wait()
            self.running.discard(process)
            said.seek(0)
            return part, code, said.read().decode(errors="replace"), self.seconds() - begins

    def end(self) -> None:
        """Asked first, as by Ctrl-C, so that each part takes down its servers; who does not listen is killed."""
        with self.lock:
            self.over = True
            left = list(self.running)
        for number in (signal.SIGINT, signal.SIGKILL):
            for process in left:
                if process.poll() is None:
                    os.killpg(process.pid, number)
            until = time.monotonic() + PATIENCE_SECONDS
            while any(process.poll() is None for process in left) and time.monotonic() < until:
                time.sleep(0.1)


def environment() -> dict[str, str]:
    """Some thirty processes load the same thousand modules: the first one leaves them compiled, out of the way."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "bytecode"), **kept}


def get_chromium() -> None:
    if not (os.environ.get("DAYROOM_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")):
        print("Installing Chromium", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, stdout=subprocess.DEVNULL)


def main(words: Sequence[str]) -> int:
    quick = "quick" in words
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    if not quick:
        get_chromium()
    parts = [part for part in PARTS if part.quick or not quick]
    workers = int(os.environ.get("DAYROOM_TEST_WORKERS") or min(os.cpu_count() or 1, MOST_WORKERS))
    suite = Suite(parts)
    try:
        failed = suite.run(workers)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    print(f"\n== done in {suite.seconds():.0f} s; " + (f"failed: {', '.join(failed)}" if failed else "all hold"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
