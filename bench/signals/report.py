"""The page that shows what was measured: docs/reference/signals-quality.md, drawn from the figures kept beside it."""

from __future__ import annotations

from bench.reporting import Report

HEAD = """# How good the alarms are, and how fast

Made by `make bench-signals`; drawn from `signals-quality.json` beside it. Intervals are 95 % (Wilson).

- **POD**, probability of detection: outbreaks with at least one alarm, of all outbreaks.
- **FPR**, false-positive rate: alarms in ordinary weeks, of all ordinary weeks.
- **PPV**, positive predictive value: alarms inside outbreaks, of all alarms.
- **Timeliness**: delay of the first alarm over the length of the outbreak, averaged; 0 is at once, 1 is missed.
- **Sensitivity**: weeks of outbreaks that alarm, of all weeks of outbreaks.

A week with fewer than five reports in the last four is looked at by Farrington and never alarms; it counts as a week
without an alarm.

Accuracy is not reported: where outbreaks are rare, never to alarm is accurate.

An outbreak here is what a simulation planted or what epidemiologists flagged. On other sources, for other illnesses, at
other times the same detectors may do better or worse.

Real series: notifiable diseases in Germany (Robert Koch-Institut: SurvStat@RKI 2.0) with outbreak weeks flagged by
epidemiologists, as they come with R's `surveillance` (Höhle 2007; Salmon, Schumacher and Höhle 2016). There are few
outbreaks in them, and they were flagged by other rules than any detector's: the intervals are wide.

## Published figures for the same kind of simulation

Bédubourg and Le Strat (PLoS ONE 2017;12(7):e0181227, doi:10.1371/journal.pone.0181227) ran 21 methods over the 42
scenarios of Noufaily 2013: FPR 0.007 to 0.599, POD 0.433 to 0.887, PPV 0.065 to 0.684. Their outbreak sizes are other
than ours, so the ranges are a yardstick and no contest; the contest is R in the same run, below.
"""
REPORT = Report("signals", HEAD, columns=("detector", "on"))
