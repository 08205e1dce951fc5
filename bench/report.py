"""The tables of docs/performance.md, made from the last results: no figure is typed by hand."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path
from typing import Any

from bench.environment import RESULTS

BASE = "floor c: ORM and template, visitor"
REACHES = {"topic, visitor": 0.7, "topic, signed in": 1.3}
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
SEARCH_MS = 150
GROWTH = 1.2  # p99 at the larger share to p99 at the smaller


Results = dict[tuple[str, str, float], Any]


def markdown() -> str:
    found = _results()
    parts = [
        _machine(),
        _reaches(found),
        _built(found),
        _pages(found),
        _growth(found),
        _search(found),
        _writing(found),
        _starting(found),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _reaches(found: Results) -> str:
    """What was to be reached, and what was."""
    rows: list[list[Any]] = []
    for database, share, what in _of(found, "pages"):
        cases = what["cases"]
        base = cases[BASE]["cpu_ms"] + cases[BASE]["database_cpu_ms"]
        for name, reach in REACHES.items():
            ratio = (cases[name]["cpu_ms"] + cases[name]["database_cpu_ms"]) / base
            rows.append(
                [f"{name}: CPU to (c), {database} {share:g}", f"≤ {reach}", f"{ratio:.2f}", _met(ratio <= reach)]
            )
    for database, share, what in [*_of(found, "search"), *_of(found, "index")]:
        worst = max(case["cpu_p99_ms"] for case in what["cases"].values())
        alone = ", the index alone" if "documents" in what else ""
        name = f"search, worst question, p99 of CPU, {database} {share:g}{alone}"
        rows.append([name, f"≤ {SEARCH_MS} ms", f"{worst:.0f} ms", _met(worst <= SEARCH_MS)])
    for database, share, what in _of(found, "starting"):
        heaviest = max(page["html_bytes"] + page["parts_sent"] for page in what["pages"].values())
        most = max(page["requests"] for page in what["pages"].values())
        rows.append(
            [
                f"topic page without images, {database} {share:g}",
                "≤ 100 KB",
                f"{heaviest / 1000:.0f} KB",
                _met(heaviest <= 100_000),
            ]
        )
        rows.append([f"requests of a topic page, {database} {share:g}", "≤ 8", most, _met(most <= 8)])
    return "### What was to be reached\n\n" + _table(["what", "reach", "measured", ""], rows) if rows else ""


def _met(yes: bool) -> str:
    return "met" if yes else "not met"


def write(page: Path) -> None:
    """Put the tables between the two marks of a page."""
    text = page.read_text(encoding="utf-8")
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{markdown()}\n{END}{after}", encoding="utf-8")


def _results() -> Results:
    """(part, database, share) → what was measured."""
    found: Results = {}
    for path in sorted(RESULTS.glob("*.json")):
        database, share, part = path.stem.split("-")
        found[part, database, float(share)] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _of(found: Results, part: str) -> list[tuple[str, float, Any]]:
    rows = [(database, share, what) for (name, database, share), what in found.items() if name == part]
    # a result from before the processor time of single requests was read cannot stand beside the others
    rows = [row for row in rows if all("cpu_p99_ms" in case for case in row[2].get("cases", {}).values())]
    return sorted(rows, key=lambda row: (row[0] != "sqlite", row[1]))


def _table(head: list[str], rows: list[list[Any]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _machine() -> str:
    names = [line for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if "model name" in line]
    processor = names[0].partition(":")[2].strip() if names else platform.machine()
    return f"Machine: {os.cpu_count()} cores ({processor}), Python {platform.python_version()}."


def _built(found: Results) -> str:
    rows = [
        [
            database,
            f"{share:g}",
            _thousands(w["members"]),
            w["communities"],
            _thousands(w["topics"]),
            _thousands(w["posts"]),
            f"{w['build_seconds']:.0f} s",
            _megabytes(w["bytes"]),
            w["measured_on"],
        ]
        for database, share, w in _of(found, "generate")
    ]
    head = ["database", "share", "members", "communities", "topics", "posts", "built in", "on disk", "on"]
    return "### The field\n\n" + _table(head, rows) if rows else ""


def _pages(found: Results) -> str:
    parts = []
    for database, share, what in _of(found, "pages"):
        cases = what["cases"]
        base = cases[BASE]["cpu_ms"] + cases[BASE]["database_cpu_ms"]
        rows = []
        for name, case in cases.items():
            cpu = case["cpu_ms"] + case["database_cpu_ms"]
            reach = f" (reach {REACHES[name]})" if name in REACHES else ""
            errors = sum(count for status, count in case["statuses"].items() if status != "200")
            rows.append(
                [
                    name,
                    f"{case['cpu_ms']:.2f}",
                    f"{case['cpu_p99_ms']:.1f}",
                    f"{case['database_cpu_ms']:.2f}",
                    f"{cpu / base:.2f}{reach}",
                    f"{case['per_second']:.0f}",
                    f"{case['p50_ms']:.1f}",
                    f"{case['p99_ms']:.1f}",
                    _kilobytes(case["bytes"]),
                    errors,
                ]
            )
        head = [
            "page",
            "CPU ms",
            "p99 of CPU",
            "database CPU ms",
            "CPU to (c)",
            "req/s, 8 clients",
            "p50 ms",
            "p99 ms",
            "KB",
            "errors",
        ]
        title = f"### Pages: {database}, share {share:g}, {what['workers']} workers, on {what['measured_on']}"
        parts.append(f"{title}\n\n{_table(head, rows)}")
    return "\n\n".join(parts)


def _growth(found: Results) -> str:
    by_database: dict[str, list[tuple[float, Any]]] = {}
    for database, share, what in _of(found, "pages"):
        by_database.setdefault(database, []).append((share, what["cases"]))
    parts = []
    for database, measured in by_database.items():
        if len(measured) < 2:
            continue
        (small, before), (large, after) = measured[0], measured[-1]
        rows = [_grown(name, before[name], after[name]) for name in before if name in after]
        head = ["page"]
        for what in ("p50 of CPU", "p99 of CPU", "p99 on the clock"):
            head += [f"{what} at {small:g}", f"at {large:g}", "ratio"]
        parts.append(
            f"### Does it grow with the data? {database}, both shares in turns (reach {GROWTH})\n\n{_table(head, rows)}"
        )
    return "\n\n".join(parts)


def _grown(name: str, before: dict[str, Any], after: dict[str, Any]) -> list[Any]:
    row: list[Any] = [name]
    for key in ("cpu_p50_ms", "cpu_p99_ms", "p99_ms"):
        row += [f"{before[key]:.1f}", f"{after[key]:.1f}", f"{after[key] / before[key]:.2f}" if before[key] else "–"]
    return row


def _search(found: Results) -> str:
    return "\n\n".join(
        filter(
            None,
            [
                _index_table("The index of these sites", _of(found, "search")),
                _index_table("The index alone, built to this share", _of(found, "index")),
            ],
        )
    )


def _index_table(title: str, measured: list[tuple[str, float, Any]]) -> str:
    if not measured:
        return ""
    rows = []
    for name in measured[0][2]["cases"]:
        cells: list[Any] = [name]
        for _database, _share, what in measured:
            case = what["cases"][name]
            clock = f"{case['p50_ms']:.1f} / {case['p99_ms']:.1f}"
            cells += [case["hits"], f"{case['cpu_p50_ms']:.1f} / {case['cpu_p99_ms']:.1f}", clock]
        rows.append(cells)
    head = ["question, reader"]
    built = []
    for database, share, what in measured:
        head += ["hits", f"{database} {share:g}: CPU p50 / p99 ms", "on the clock"]
        if "documents" in what:
            documents, size = _thousands(what["documents"]), _megabytes(what["bytes"])
            built.append(f"{database}: {documents} documents, built in {what['build_seconds']:.0f} s, {size}.")
    parts = [f"### {title}, on {measured[-1][2]['measured_on']}", " ".join(built), _table(head, rows)]
    return "\n\n".join(part for part in parts if part)


def _writing(found: Results) -> str:
    rows = []
    for database, _share, what in _of(found, "writing"):
        posts, inserts = what["write_posts"], what["insert_rows"]
        if "cpu_ms" not in posts:
            continue
        row = [database, what["writers"], f"{posts['per_second']:.0f}", f"{posts['p50_ms']} / {posts['p99_ms']}"]
        row += [posts["cpu_ms"], f"{inserts['per_second']:.0f}", inserts["cpu_ms"]]
        rows.append([*row, f"{posts['per_second'] / inserts['per_second']:.3f}", what["measured_on"]])
    head = ["database", "writers", "posts/s with the guard", "p50 / p99 ms", "CPU ms of a post", "bare inserts/s"]
    head += ["CPU ms of an insert", "ratio", "on"]
    return "### Writing\n\n" + _table(head, rows) if rows else ""


def _starting(found: Results) -> str:
    rows = []
    weights = []
    for database, share, what in _of(found, "starting"):
        rows.append(
            [
                f"{database} {share:g}",
                f"{what['start_seconds']:.2f} s",
                _megabytes(what["memory_at_start"]),
                _megabytes(what["memory_after_requests"]),
                _megabytes(what["one_worker_memory"]),
                _megabytes(what["job_worker_memory"]),
                f"{what['one_worker_per_second']:.0f}",
                f"{what['two_workers_per_second']:.0f}",
                what["measured_on"],
            ]
        )
        for name, page in what["pages"].items():
            weights.append(
                [
                    f"{name} ({database})",
                    page["requests"],
                    page["elsewhere"],
                    _kilobytes(page["html_bytes"]),
                    _kilobytes(page["html_gzip"]),
                    _kilobytes(page["parts_sent"]),
                    _kilobytes(page["total_gzip"]),
                ]
            )
    if not rows:
        return ""
    head = [
        "site",
        "start to first page",
        "web at start, 2 workers",
        "after 1,000 requests",
        "web with 1 worker",
        "job worker",
        "req/s, 1 worker",
        "req/s, 2 workers",
        "on",
    ]
    heavy = ["page", "requests", "to others", "HTML KB", "HTML gz KB", "other parts as sent KB", "all gz KB"]
    return f"### Starting and memory\n\n{_table(head, rows)}\n\n### Weight\n\n{_table(heavy, weights)}"


def _thousands(number: int) -> str:
    return f"{number:,}"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"


def _kilobytes(size: int) -> str:
    return f"{size / 1_000:.1f}"
