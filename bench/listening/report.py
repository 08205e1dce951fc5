"""The page that shows what was measured: docs/reference/listening-quality.md, drawn from the figures kept beside it."""

from __future__ import annotations

from bench.reporting import Report

HEAD = """# How public posts are taken in and counted

Made by `make bench-listening`; drawn from `listening-quality.json` beside it. "Scale" is measured on posts that the
bench makes up, "Real" on public sets that are not part of the project, read by the site's own code: counts and rates
only. The machine had two cores, shared with other work while it measured; processor time is of all processes together.
Where a figure is not measured, there was too little past or nothing to compare; a set that was not there is skipped.
"""
REPORT = Report("listening", HEAD)
