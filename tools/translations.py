"""Collect and compile translations without system tools.

    python tools/translations.py collect   refresh the .po files from the source
    python tools/translations.py compile   write the .mo files
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "src" / "dayroom" / "locale"


def compile_all() -> int:
    done = 0
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalog = read_po(file)
        target = source.with_suffix(".mo")
        with target.open("wb") as file:
            write_mo(file, catalog)
        done += 1
    return done


if __name__ == "__main__":
    if sys.argv[1:] == ["compile"]:
        print(f"{compile_all()} translation files compiled")
    else:
        sys.exit(__doc__)
