"""axe-core, the accessibility checker (Deque, MPL-2.0): fetched once through npm, checked by its sum, never shipped."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tarfile
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

VERSION = "4.14.1"
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
KEPT = Path(__file__).resolve().parents[2] / ".cache" / f"axe-{VERSION}.min.js"
# what can differ between the light and the dark look; everything else was checked in the light one
COLOR_RULES = ["color-contrast", "link-in-text-block"]


@lru_cache(maxsize=1)
def source() -> str:
    if not KEPT.is_file():
        fetch()
    content = KEPT.read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256, f"{KEPT} is not axe-core {VERSION}"
    return content.decode()


def fetch() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "pack", "--silent", f"axe-core@{VERSION}"]
        answer = subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True)
        with tarfile.open(Path(scratch) / answer.stdout.split()[-1]) as archive:
            found = archive.extractfile("package/axe.min.js")
            assert found is not None
            KEPT.parent.mkdir(exist_ok=True)
            # two parts of the suite may fetch it at once: what stands there is always whole
            part = KEPT.with_name(f"{KEPT.name}.{os.getpid()}")
            part.write_bytes(found.read())
            part.replace(KEPT)


def violations(page: Page, *, colors_only: bool = False) -> list[str]:
    """One line per thing that is wrong: the rule, the first places, and axe's own sentence."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(source())
    only: dict[str, Any] = {"runOnly": {"type": "rule", "values": COLOR_RULES}} if colors_only else {}
    found = page.evaluate(
        "async (options) => (await axe.run(document, {resultTypes: ['violations'], ...options})).violations"
        ".map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 90))])",
        only,
    )
    return [f"{rule}: {sentence} at {places}" for rule, sentence, places in found]
