"""Where each data file comes from, and whether it is still the one we wrote down.

`python -m dayroom.engines.guard.sources` checks; with `--write` it writes the checksums anew, after
a person has changed a file and its date on purpose.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path

from .packs import READ_PACKS, read_packs

DATA = Path(__file__).parent / "data"
SOURCES = DATA / "SOURCES.toml"


def problems(folder: Path = DATA) -> list[str]:
    """What is wrong, one sentence each; empty when every file is known and unchanged."""
    entries = {entry["file"]: entry for entry in tomllib.loads((folder / SOURCES.name).read_text("utf-8"))["source"]}
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    files.pop(SOURCES.name, None)
    found = [f"{name} has no entry" for name in sorted(files.keys() - entries.keys())]
    found += [f"{name} is not there" for name in sorted(entries.keys() - files.keys())]
    for name in sorted(files.keys() & entries.keys()):
        if entries[name]["sha256"] != checksum(files[name]):
            found.append(f"{name} is not the file its entry describes")
    return found


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(folder: Path = DATA) -> None:
    """Write what is made from other files, then all checksums, anew; origin, licence and date stay as they are."""
    if folder == DATA:
        write_packs()
    text = (folder / SOURCES.name).read_text("utf-8")

    def renewed(match: re.Match[str]) -> str:
        path = folder / match.group(2)
        return f'{match.group(1)}"{checksum(path)}"' if path.exists() else match.group()

    pattern = re.compile(r'(file = "([^"]+)"(?:(?!\[\[)[\s\S])*?sha256 = )"[0-9a-f]*"')
    (folder / SOURCES.name).write_text(pattern.sub(renewed, text), "utf-8")


def write_packs() -> None:
    """Write the packs as a machine reads them, one pack to a line."""
    lines = (f"{json.dumps(name)}: {json.dumps(pack, default=str)}" for name, pack in read_packs().items())
    READ_PACKS.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def main(arguments: list[str]) -> int:
    """The command; returns its exit code."""
    if "--write" in arguments:
        write()
    found = problems()
    sys.stdout.write("".join(f"{line}\n" for line in found) or "every data file is the one its entry describes\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
