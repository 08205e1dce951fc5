"""The page that shows what was measured: docs/reference/health-quality.md, drawn from the figures kept beside it."""

from __future__ import annotations

from bench.reporting import Report

HEAD = """# How well health data is read, and how fast

Made by `make bench-health`; drawn from `health-quality.json` beside it. Texts and samples are development halves of
sets that are not part of the project, or made by the bench. Intervals are 95 % (Wilson for shares). No figure here is
clinical validation: suggestions are confirmed by the person who wrote the report.
"""
REPORT = Report("health", HEAD)
