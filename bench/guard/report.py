"""The page that shows what was measured: docs/reference/guard-quality.md, drawn from the figures kept beside it."""

from __future__ import annotations

from bench.reporting import Report

HEAD = """# How well the guard reads, and how fast

Made by `make bench-guard` on the development halves of labelled sets that are not part of the project; drawn from
`guard-quality.json` beside it. Intervals are 95 % (Wilson for shares). No figure here is clinical validation: it says
how often a rule is right on these texts, on the day it was measured.
"""
REPORT = Report("guard", HEAD)
