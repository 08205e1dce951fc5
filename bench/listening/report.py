"""The page that shows what was measured: docs/reference/listening-quality.md, drawn from the figures kept beside it."""

from __future__ import annotations

from bench.reporting import Report

HEAD = """# How fast public posts are taken in and counted

Made by `make bench-listening` on posts that the bench makes up; drawn from `listening-quality.json` beside it. The
machine had two cores, shared with other work while it measured; processor time is of all processes together.
"""
REPORT = Report("listening", HEAD)
