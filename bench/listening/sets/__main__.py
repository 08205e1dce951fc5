"""`python -m bench.listening.sets NAME`: measure a set with the site of DAYROOM_DATA_DIR; figures as a JSON list."""

from __future__ import annotations

import importlib
import json
import sys

import django


def main() -> None:
    django.setup()
    made = importlib.import_module(f"bench.listening.sets.{sys.argv[1]}").measure()
    sys.stdout.write(json.dumps([row.as_dict() for row in made]) + "\n")


if __name__ == "__main__":
    main()
