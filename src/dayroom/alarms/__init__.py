"""``dayroom alarms``: counts from a file, judged and told. Needs no database and sends nothing anywhere."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dayroom.engines import signals
from dayroom.kernel.errors import DayroomError

from .drawing import draw
from .judging import Verdicts, Wanted, judge
from .periods import EVERY, Arranged, arrange
from .reading import MAX_BYTES, Unreadable, read_table
from .telling import as_json, as_table, sentences, title

EXIT_CLEAR, EXIT_FOUND, EXIT_MISUSE = 0, 1, 2
NEWEST = 12
# option and the name it has in the field → (the detector's setting, type, what it does)
SETTINGS: dict[str, tuple[str, type, str]] = {
    "--alpha": ("alpha", float, "chance of an alarm when nothing is unusual"),
    "--min-sigma": ("min_sigma", float, "the least spread assumed (ears, epitweetr, cusum, ewma)"),
    "--baseline": ("baseline", int, "how many recent periods are looked back at (ears, epitweetr, cusum, ewma)"),
    "--years --b": ("years", int, "how many earlier years are looked at (farrington)"),
    "--half-window --w": ("half_window", int, "weeks before and after the same week (farrington)"),
    "--groups --no-periods": ("groups", int, "season groups of a year (farrington)"),
    "--left-out --past-weeks-not-included": ("left_out", int, "newest periods left out of the past (farrington)"),
    "--weight-from --weights-threshold": (
        "weight_from",
        float,
        "past weeks with larger residuals count less (farrington)",
    ),
    "--trend-p --p-threshold-trend": ("trend_p", float, "a trend is kept below this p (farrington)"),
    "--method --threshold-method": ("method", str, "how the limit is made: nbPlugin, muan or delta (farrington)"),
    "--mean --mu": ("mean", float, "mean of an ordinary period (cusum, ewma)"),
    "--sigma --sd": ("sigma", float, "spread of an ordinary period (cusum, ewma)"),
    "--reference --k": ("reference", float, "spreads above the mean that are still ordinary (cusum)"),
    "--decision --h": ("decision", float, "alarm above this sum (cusum)"),
    "--smoothing --lambda": ("smoothing", float, "weight of the newest count (ewma)"),
    "--width --L": ("width", float, "alarm above so many spreads of the average (ewma)"),
}


def main(argv: list[str]) -> int:
    """Read a file of counts, say what is unusual; 2 when the file or an option cannot be used."""
    chosen = _parser().parse_args(argv)
    try:
        table = read_table(_bytes(chosen.file))
        today = chosen.today or datetime.now(tz=UTC).astimezone().date()
        arranged = arrange(table, today=today, every=chosen.every, complete=chosen.complete)
        verdicts = judge(arranged, _wanted(chosen))
        told = [*table.told, *arranged.told, *verdicts.told]
        if chosen.svg:
            Path(chosen.svg).write_text(draw(arranged, verdicts), encoding="utf-8")
    except OSError as fault:
        print(f"{fault.filename or chosen.file}: {fault.strerror}", file=sys.stderr)
        return EXIT_MISUSE
    except DayroomError as fault:
        print(f"{chosen.file}: {fault}", file=sys.stderr)
        return EXIT_MISUSE
    try:
        if chosen.json:
            for line in told:
                print(line, file=sys.stderr)
            for piece in as_json(table, verdicts):
                sys.stdout.write(piece)
            print(flush=True)
        else:
            _print(arranged, verdicts, told, chosen.rows)
    except BrokenPipeError:
        # whoever read the answers has seen enough; what is still in the pipe goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    found = any(one.ends_with_alarm() for one in verdicts.verdicts)
    return EXIT_FOUND if chosen.fail_on_alarm and found else EXIT_CLEAR


def _bytes(name: str) -> bytes:
    """As much of a file as can be used, and one byte more, which is refused later."""
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="dayroom alarms", description=main.__doc__)
    parser.add_argument("file", help="a CSV file with the columns date and count, and if wanted place and topic; or -")
    parser.add_argument(
        "--detector", choices=list(signals.detectors()), default="", help="who judges; by default what fits the past"
    )
    parser.add_argument("--json", action="store_true", help="print one object per row, in the order of the file")
    parser.add_argument("--svg", metavar="FILE", default="", help="draw the series into this file")
    parser.add_argument("--rows", type=int, default=NEWEST, help="how many of the newest periods the table shows")
    parser.add_argument("--every", choices=list(EVERY), default="", help="what a period is; found out by default")
    parser.add_argument("--today", type=_day, help="judge as if it were this day (2026-03-09)")
    parser.add_argument("--complete", action="store_true", help="the newest period has ended, whatever the date says")
    parser.add_argument(
        "--across", choices=["none", "bonferroni", "fdr"], default="", help="how several series share false alarms"
    )
    parser.add_argument("--calendar", action="store_true", help="earlier years by the calendar, not by 52 weeks")
    parser.add_argument("--same-weekday", action="store_true", help="compare the same weekday only (ears, epitweetr)")
    parser.add_argument("--no-reweight", action="store_true", help="do not damp old peaks (epitweetr)")
    parser.add_argument("--fail-on-alarm", action="store_true", help="exit with 1 when the newest period alarms")
    for names, (setting, kind, sentence) in SETTINGS.items():
        parser.add_argument(*names.split(), dest=f"set_{setting}", type=kind, help=sentence)
    return parser


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _wanted(chosen: Namespace) -> Wanted:
    settings: dict[str, Any] = {
        setting: getattr(chosen, f"set_{setting}")
        for setting, _, _ in SETTINGS.values()
        if getattr(chosen, f"set_{setting}") is not None
    }
    if chosen.same_weekday:
        settings["step"] = 7
    if chosen.no_reweight:
        settings["reweight"] = False
    return Wanted(chosen.detector, chosen.across, chosen.calendar, settings)


def _print(arranged: Arranged, verdicts: Verdicts, told: list[str], newest: int) -> None:
    print(f"{verdicts.detector}: {signals.detectors()[verdicts.detector]}")
    for one in verdicts.verdicts:
        print(f"\n{title(one)}\n{as_table(arranged, one, newest)}")
        for line in sentences(arranged, verdicts, one):
            print(line)
    if told:
        print("\n" + "\n".join(f"{line[:1].upper()}{line[1:]}." for line in told))


__all__ = ["Unreadable", "main"]
