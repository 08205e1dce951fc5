"""How well the guard reads real texts: run `python bench/guard_dev.py [crisis|identifiers|speed]`.

Reads the development halves beside the project and prints counts and rates, never a text. Sets that
are absent are skipped with a reason. Nothing here is clinical validation: it says how often a
routing rule fires, no more.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dayroom.engines.guard import Context, Report, Tier, screen

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
CONTEXT = Context()
FORMATTED = {
    *(
        "PHONE",
        "PHONE_NUMBER",
        "EMAIL",
        "EMAIL_ADDRESS",
        "URL",
        "DOMAIN_NAME",
        "IP_ADDRESS",
        "CREDIT_CARD",
        "IBAN_CODE",
    ),
    *("US_SSN", "SOCIAL_SECURITY_NUMBER", "MEDICAL_RECORD_NUMBER", "HEALTH_PLAN_BENEFICIARY_NUMBER", "ACCOUNT_NUMBER"),
}


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The development half of one set; nothing, and a reason, when it is absent."""
    for path in (DATA / name / "dev.jsonl.gz", DATA / name / "dev.jsonl"):
        if path.exists():
            with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
                yield from map(json.loads, lines)
            return
    print(f"{name}: skipped, the set is not beside the project")


def interval(hits: int, total: int) -> str:
    """A rate with its 95 % Wilson interval."""
    if not total:
        return "no rows"
    rate, z = hits / total, 1.96
    middle = (rate + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(rate * (1 - rate) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{hits}/{total} = {rate:.3f} [{middle - half:.3f}, {middle + half:.3f}]"


def crisis() -> None:
    """Alerts are T2 and above."""
    authors: dict[str, list[Tier]] = {}
    posts: dict[str, Counter[str]] = {}
    for row in rows("crisis_cssrs500"):
        tiers = [tier_of(post) for post in row["posts"]]
        authors.setdefault(row["label"], []).append(max(tiers))
        posts.setdefault(row["label"], Counter()).update(tier.name for tier in tiers)
    for label, tiers in authors.items():
        at_2, at_3 = (interval(sum(t >= tier for t in tiers), len(tiers)) for tier in (Tier.T2, Tier.T3))
        print(f"cssrs500 {label:11} authors T2+ {at_2}  T3+ {at_3}  posts {dict(sorted(posts[label].items()))}")
    serious = [t for label in ("Ideation", "Behavior", "Attempt") for t in authors.get(label, [])]
    if serious:
        print(f"cssrs500 ideation or worse, T2+ {interval(sum(t >= Tier.T2 for t in serious), len(serious))}"
              f"; false negatives {sum(t < Tier.T2 for t in serious)}")  # fmt: skip
    ordinary = ("support_offmychest", "forum_topics_ichi2016", "reviews_psytar", "patientqa_forums")
    for name, group in (("healthmention_rhmd", "label"), *((name, None) for name in ordinary)):
        counts: dict[str, Counter[str]] = {}
        for row in rows(name):
            counts.setdefault(row[group] if group else "all", Counter())[
                tier_of(str(row.get("text") or row.get("question"))).name
            ] += 1
        for label, counter in counts.items():
            alerts = sum(counter[tier] for tier in ("T2", "T3", "T4"))
            print(f"{name} {label:11} alerts {interval(alerts, counter.total())}  {dict(sorted(counter.items()))}")


def tier_of(text: str) -> Tier:
    """The tier of one post."""
    return screen(text[:100_000], context=CONTEXT).tier


def identifiers() -> None:
    """A labelled span counts as found when findings cover half of it."""
    for name in ("phi_filled_consumer_messages", "phi_asq_clinical_queries", "phi_presidio_synth"):
        found: Counter[str] = Counter()
        wanted: Counter[str] = Counter()
        false: Counter[str] = Counter()
        texts = clean = alarms = 0
        for row in rows(name):
            report = screen(row["text"], context=CONTEXT)
            texts += 1
            for span in row["spans"]:
                wanted[span["label"]] += 1
                found[span["label"]] += any(_covers(f, span) for f in report.findings)
            stray = [f for f in identifiers_in(report) if not any(_touches(f, span) for span in row["spans"])]
            false.update(f.klass for f in stray)
            clean += not row["spans"]
            alarms += len(stray) if not row["spans"] else 0
        for label in sorted(wanted):
            mark = "*" if label in FORMATTED else " "
            print(f"{name} {mark}{label:20} recall {interval(found[label], wanted[label])}")
        if texts:
            print(f"{name} texts {texts}, stray findings {dict(false)}; in {clean} clean texts {alarms}")
    for name, field in (("edu_medquad", "answer"), ("support_offmychest", "text")):
        counter: Counter[str] = Counter()
        texts = 0
        for row in rows(name):
            texts += 1
            counter.update(
                f.klass
                for f in identifiers_in(screen(str(row.get(field) or row.get("text"))[:100_000], context=CONTEXT))
            )
        print(f"{name} texts {texts}, findings {dict(counter)}")


def identifiers_in(report: Report) -> list[Any]:
    """The identifiers that would have a consequence."""
    return [f for f in report.findings if f.family.value == "IDENTIFIER" and f.confidence >= 0.5]


def _covers(finding: Any, span: dict[str, Any]) -> bool:
    shared = min(finding.end, span["end"]) - max(finding.start, span["start"])
    return finding.family.value == "IDENTIFIER" and 2 * shared >= span["end"] - span["start"]


def _touches(finding: Any, span: dict[str, Any]) -> bool:
    return bool(finding.start < span["end"] and span["start"] < finding.end)


def speed() -> None:
    """Posts and characters per second of CPU, on real posts where they are, and on hostile ones."""
    texts = [row["text"] for row in rows("healthmention_rhmd")][:3000] or [
        "I slept badly and my sugar was 120 again."
    ] * 3000
    for text in texts:
        # the pattern automaton is built by the texts it meets; the second round is what a running site sees
        screen(text, context=CONTEXT)
    start = time.process_time()
    for text in texts:
        screen(text, context=CONTEXT)
    spent = time.process_time() - start
    mean = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} posts, {mean:.0f} characters each: {len(texts) / spent:.0f} posts per CPU second")
    for name, piece in HOSTILE.items():
        text = (piece * 100_000)[:100_000]
        start = time.process_time()
        screen(text, context=CONTEXT)
        print(f"100,000 characters of {name!r}: {time.process_time() - start:.3f} s CPU")


HOSTILE = {
    **{piece: piece for piece in ("a", "1", "@", "a@", "1 ", "1.", "www.", "i want ", "a:", "[", "202-555-0189 ")},
    **{
        piece: piece for piece in ("kill ", "i'm going to ", "mrn ", "at dot com ", '"', "é", "\u200b", "(1) ", "4111 ")
    },
}
PARTS: dict[str, Callable[[], None]] = {"crisis": crisis, "identifiers": identifiers, "speed": speed}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
