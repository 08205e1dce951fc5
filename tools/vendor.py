"""Fetch or check the vendored browser files; see vendor.sh beside this."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "src" / "dayroom" / "web" / "static" / "vendor"
LIST = FOLDER / "VENDORED.toml"


def fetched(package: str, version: str, member: str) -> bytes:
    """The bytes of one file inside one npm package."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [shutil.which("npm") or "npm", "pack", "--silent", f"{package}@{version}"]
        answer = subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True)
        packed = answer.stdout.split()[-1]
        with tarfile.open(Path(scratch) / packed) as archive:
            found = archive.extractfile(f"package/{member}")
            if found is None:
                raise SystemExit(f"{package} {version} has no file {member}")
            return found.read()


def pinned(name: str, digest: str) -> None:
    """Write a new digest into the list, leaving everything else as it stands."""
    text = LIST.read_text(encoding="utf-8")
    block = re.compile(rf'(file = "{re.escape(name)}".*?sha256 = ")[0-9a-f]*(")', re.DOTALL)
    LIST.write_text(block.sub(rf"\g<1>{digest}\g<2>", text, count=1), encoding="utf-8")


def main(option: str) -> int:
    wrong = 0
    for item in tomllib.loads(LIST.read_text(encoding="utf-8"))["vendored"]:
        path = FOLDER / item["file"]
        content = path.read_bytes() if option == "--check" else fetched(item["npm"], item["version"], item["member"])
        digest = hashlib.sha256(content).hexdigest()
        if option == "--pin":
            pinned(item["file"], digest)
        elif digest != item["sha256"]:
            print(f"{item['file']}: SHA-256 is {digest}, expected {item['sha256']}", file=sys.stderr)
            wrong += 1
            continue
        if option != "--check":
            path.write_bytes(content)
        print(f"{item['file']}: {item['name']} {item['version']}, {len(content)} bytes")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
