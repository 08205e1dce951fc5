"""How fast the guard reads, beside others on the same texts in the same run, one process at a time.

The others are installed into an environment of their own under .cache (uv or pip; needs the package registry).
Figures are posts per second of processor time, so that other work on the machine changes them little.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from dayroom.engines import guard

from .rows import Measured, rows

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".cache" / "bench-guard"
PACKAGES = ("presidio-analyzer==2.2.360", "scrubadub==2.0.1", "spacy>=3.8,<3.9", "setuptools<81")
SETS = ("healthmention_rhmd", "support_offmychest", "phi_filled_consumer_messages", "stress_dreaddit", "edu_meqsum")
BYTES = 5_000_000
SHORTEST, LONGEST = 130, 620  # characters; gives a mean of about 350
# other work on the machine only ever adds to a time
RUNS = 2
FEW = 1500  # texts for those that read some hundred a second
PART = "speed"
# what others also find: the formats, without names, places, dates and ages
FORMATTED = frozenset(
    {
        *("aba", "card", "dea", "device", "email", "iban", "ip_address"),
        *("labelled", "mbi", "nhs_number", "npi", "phone", "ssn", "url"),
    }
)
# where the time of a whole reading goes: measured 2026-11-21 over these posts, part by part
WHERE = (
    "Everything except claims: two thirds of a post's time finds identifiers, names most of all (the tagger alone"
    " takes a third of the whole, and of that its library a third); a quarter looks for the phrases of all packs,"
    " of which RE2 itself takes a third. The libraries (RE2, the automaton, the tagger) alone take a fifth; the "
    "rest is Python between them, and a reach of 25 would leave it a fifth of what it takes. Skipping stretches "
    "of text for the tagger by a first look was tried: what saved half of them lost a name in a hundred."
)
LONG_INPUTS = {"letters": "a", "digits": "7", "at signs": "@"}


def posts() -> list[str]:
    """About 5 MB of short posts from the sets beside the project."""
    found: list[str] = []
    size = 0
    for name in SETS:
        for row in rows(name):
            text = str(row["text"])[:LONGEST].strip()
            if len(text) > SHORTEST and size < BYTES:
                found.append(text)
                size += len(text.encode())
    # small sets are used again, in the same order, until there is enough
    again = iter(found.copy())
    while found and size < BYTES and (text := next(again, "")):
        found.append(text)
        size += len(text.encode())
    return found


def cpu(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """Texts per second of processor time, after a warm-up; the quicker of two runs, as for the others in rivals.py."""
    for text in texts[:50]:
        read(text)
    seconds = []
    for _ in range(RUNS):
        started = time.process_time()
        for text in texts:
            read(text)
        seconds.append(time.process_time() - started)
    return len(texts) / min(seconds)


def measure() -> list[Measured]:
    texts = posts()
    if not texts:
        return []
    mean = statistics.mean(map(len, texts))
    context = guard.Context()
    formats = _only_formats()
    all_of_it = cpu(lambda text: guard.screen(text, context=context), texts)
    formatted = cpu(lambda text: guard.screen(text, context=context, packs=formats), texts)
    note = f"Speed: {len(texts):,} posts of {mean:.0f} characters on average, cut from {', '.join(SETS)}."
    found = [
        _rate("formatted identifiers alone", "Dayroom", formatted, len(texts), note=note),
        _rate("everything except claims", "Dayroom", all_of_it, len(texts), note=WHERE),
    ]
    rivals = _rivals(texts)
    for name, rate in rivals.items():
        found.append(_rate("as it comes", name, rate, FEW if "presidio" in name else len(texts)))
    pairs = (
        ("formatted identifiers alone / Presidio, blank pipeline", formatted, "presidio-blank", ">= 30"),
        ("everything except claims / Presidio with a small tagger", all_of_it, "presidio-tagger", ">= 25"),
        ("formatted identifiers alone / scrubadub", formatted, "scrubadub", ">= 1"),
    )
    for task, ours, name, reach in pairs:
        if name in rivals:
            found.append(Measured(PART, task, "same texts", "ratio", ours / rivals[name], len(texts), reach=reach))
    return [*found, *_long_inputs(), _start()]


def _only_formats() -> tuple[guard.Pack, ...]:
    kept = []
    for pack in guard.DEFAULT_PACKS:
        rules = tuple(rule for rule in pack.rules if rule.detector in FORMATTED)
        if rules:
            kept.append(replace(pack, rules=rules))
    return tuple(kept)


def _rate(task: str, who: str, value: float, n: int, note: str = "") -> Measured:
    return Measured(PART, task, who, "posts per CPU-second", value, n, note=note)


def _rivals(texts: Sequence[str]) -> dict[str, float]:
    python = _environment()
    if python is None:
        print("others: skipped, their environment could not be made")
        return {}
    rates = {}
    with tempfile.TemporaryDirectory() as folder:
        training = Path(folder) / "training.json"
        training.write_text(json.dumps(_training_rows()), encoding="utf-8")
        for name in ("presidio-blank", "presidio-tagger", "scrubadub"):
            given = texts[:FEW] if "presidio" in name else texts
            done = subprocess.run(
                [str(python), str(Path(__file__).with_name("rivals.py")), name, str(training)],
                input=json.dumps(given),
                capture_output=True,
                text=True,
                check=False,
                env=_one_thread(),
            )
            if done.returncode:
                print(f"{name}: skipped, it stopped with {done.stderr.strip().splitlines()[-1:]}")
                continue
            said = json.loads(done.stdout.strip().splitlines()[-1])
            rates[name] = said["texts"] / said["seconds"]
    return rates


def _training_rows() -> list[dict[str, object]]:
    """Texts with spans for the stand-in tagger."""
    return [
        {"text": row["text"], "spans": [[s["start"], s["end"], s["label"]] for s in row.get("spans", [])]}
        for row in rows("phi_wnut17")
    ][:1500]


def _one_thread() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def _environment() -> Path | None:
    python = PLACE / "bin" / "python"
    ready = PLACE / ".ready"
    if ready.exists():
        return python
    commands = (
        [sys.executable, "-m", "uv", "venv", "--quiet", "--clear", str(PLACE)],
        [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(python), *PACKAGES],
    )
    for command in commands:
        if subprocess.run(command, check=False).returncode:
            return None
    ready.touch()
    return python


def _long_inputs() -> list[Measured]:
    """1 MB of the same sign, in parts as long as a text may be; and how the time grows with the length."""
    found = []
    for name, sign in LONG_INPUTS.items():
        small, large = sign * (guard.MAX_LENGTH // 10), sign * guard.MAX_LENGTH
        seconds = {}
        for size, text in (("small", small), ("large", large)):
            guard.screen(text, context=guard.Context())
            started = time.process_time()
            for _ in range(10 if size == "small" else 3):
                guard.screen(text, context=guard.Context())
            seconds[size] = (time.process_time() - started) / (10 if size == "small" else 3)
        note = "Growth: time for 100,000 characters over ten times the time for 10,000; 1 is linear."
        found += [
            Measured(PART, f"1 MB of {name}", "made", "CPU-seconds", seconds["large"] * 10, 10),
            Measured(
                PART,
                f"growth on {name}",
                "made",
                "ratio",
                seconds["large"] / seconds["small"] / 10,
                3,
                reach="<= 2",
                note=note,
            ),
        ]
    return found


def _start() -> Measured:
    """Processor time until the engine has read its first short text, in a process of its own."""
    program = (
        "import time; s = time.process_time(); from dayroom.engines import guard; "
        "guard.screen('hello', context=guard.Context()); print(time.process_time() - s)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    return Measured(PART, "start of the engine without claims", "made", "CPU-seconds", min(times), 5, reach="<= 0.3")
