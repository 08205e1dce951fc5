"""Measure Dayroom.

    python -m bench --share 0.01 0.1                    everything, on SQLite and (in a throwaway cluster) PostgreSQL
    python -m bench --share 0.01 --database sqlite --part pages
    python -m bench report --write                      the tables of docs/performance.md from the last results

Parts: generate, pages, search, writing, starting; and index, which builds only the search table of that share (the full
size in minutes: ``--share 1 --part index``). A site that was generated on SQLite is kept and used again;
``--fresh`` makes it anew.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime

from bench import pages, report, searching, starting, writing
from bench.environment import ROOT, Site, inside, keep, kept, migrate

PARTS = {
    "pages": pages.measure,
    "search": searching.measure,
    "writing": writing.measure,
    "starting": starting.measure,
    "index": searching.measure_index,
}
USUAL = ["generate", "pages", "search", "writing", "starting"]
NEEDS_SITE = {"generate", "pages", "search", "starting"}


def main() -> int:
    argv = sys.argv[1:]
    if argv[:1] == ["--inside"]:
        return run_inside(argv[1], argv[2:])
    if argv[:1] == ["report"]:
        if "--write" in argv:
            report.write(ROOT / "docs" / "performance.md")
        print(report.markdown())
        return 0
    chosen = read_arguments(argv)
    if "postgresql" in chosen.database and "DATABASE_URL" not in os.environ:
        return in_throwaway_cluster(argv, chosen)
    for database in chosen.database:
        run(database, chosen)
    print(report.markdown())
    return 0


def read_arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--share", type=float, nargs="+", default=[0.01], help="of 500,000 members and 4,400,000 posts")
    parser.add_argument("--database", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    parser.add_argument("--part", nargs="+", choices=["generate", *PARTS], default=USUAL)
    parser.add_argument("--fresh", action="store_true", help="generate anew even where a site is kept")
    parser.add_argument("--words", choices=["auto", "model"], default="auto", help="model: no real texts")
    return parser.parse_args(argv)


def in_throwaway_cluster(argv: list[str], chosen: argparse.Namespace) -> int:
    """SQLite first, then PostgreSQL with fsync on: what is measured is what a site would have."""
    if "sqlite" in chosen.database:
        run("sqlite", chosen)
    rest = [word for word in argv if word not in ("sqlite", "postgresql", "--database")]
    command = ["tools/with_postgres.sh", sys.executable, "-m", "bench", *rest, "--database", "postgresql"]
    env = {**os.environ, "PG_FSYNC": "on", "PG_BUFFERS": os.environ.get("PG_BUFFERS", "512MB")}
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def run(database: str, chosen: argparse.Namespace) -> None:
    sites = [Site(database, share) for share in chosen.share]
    for site in sites if NEEDS_SITE & set(chosen.part) else []:
        generate(site, chosen)
    for part in [name for name in PARTS if name in chosen.part]:
        print(f"… {database}: {part}", file=sys.stderr)
        PARTS[part](sites)


def generate(site: Site, chosen: argparse.Namespace) -> None:
    if not chosen.fresh and kept(site, "generate") and site.is_there():
        migrate(site)  # the program may have moved on since
        return
    print(f"… {site.database}: generating {site.share:g}", file=sys.stderr)
    shutil.rmtree(site.folder, ignore_errors=True)
    site.folder.mkdir(parents=True)
    if site.database == "postgresql":
        site.make_database()
    migrate(site)
    found = inside(site, "generate", str(site.share), chosen.words)
    keep(site, "generate", {**found, "measured_on": datetime.now(UTC).date().isoformat()})


def run_inside(step: str, words: list[str]) -> int:
    """A step that needs the site's own Django; prints one line of JSON."""
    import django

    django.setup()
    if step == "generate":
        from bench.generate import Field

        found = Field(float(words[0]), real_texts=False if words[1] == "model" else None).build()
    else:
        from bench import steps, writers

        found = getattr(steps if hasattr(steps, step) else writers, step)(*words)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
