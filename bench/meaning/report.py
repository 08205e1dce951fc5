"""The page that shows what was measured: docs/reference/meaning-quality.md, drawn from the figures kept beside it."""

from __future__ import annotations

from bench.reporting import Report

HEAD = """# How well public posts are read, and how fast

Made by `make bench-meaning` on labelled sets that are not part of the project; drawn from `meaning-quality.json` beside
it. Where a set was looked at while the rules were written, it was one half, by the hash of a row's id (`tuned`); the
other half (`held out`) was only counted. Intervals are 95 % (Wilson for shares). A figure says how often a rule is
right on these texts, on the day it was measured: read it before you trust a chart.
"""
REPORT = Report("meaning", HEAD)
