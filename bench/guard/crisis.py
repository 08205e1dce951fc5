"""How often a cry is heard, and how often an ordinary post is taken for one.

An alert is tier T2 or above. In crisis_cssrs500 the unit is the author: found when any of their posts is an alert.
No figure here is clinical validation, and no text of the set is ever shown: counts and rates only.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dayroom.engines.guard import Context, Tier, screen

from .rows import Measured, rows, share

CONTEXT = Context()
SERIOUS = ("Ideation", "Behavior", "Attempt")
AUTHORS = "crisis_cssrs500"
NOTE = (
    "Crisis: phrases, weights and thresholds were chosen on these very halves. Weights and the threshold chosen on"
    " four fifths of the authors and applied to the last fifth gave a recall of 0.90 with at most 5 % alerts among"
    " people who tell of their own illness (four rounds of five folds, weights not rounded, phrases as they are):"
    " expect no more of texts nobody has seen. Of the authors found a fifth is found by the sum of heavy words alone."
    " Replies that comfort somebody are told apart where they say you twice as often as I: with some sayings more that"
    " took four supporters and one of those in danger out of the alerts; at once as often it would be five and three."
)
STRESS = (
    "stress_dreaddit stress: the label says stress, not safe. More than a third of the alerts there come from a phrase"
    " of dying, suicide or despair about oneself, most of them meant; the rest are sums of heavy words in stories of"
    " panic and violence. One point more of the sum takes 40 of these alerts away and loses ten of the 148 authors in"
    " danger, so it stays."
)
SPEC = Path(__file__).resolve().parents[2] / "tests" / "spec" / "guard"
# file, how the table calls it, and what to know of it
SPANISH = (
    ("crisis-es.toml", "own Spanish spec", "Own Spanish spec: the rules were mended on these cases."),
    (
        "crisis-es-unseen.toml",
        "own Spanish spec, unseen",
        "Own Spanish spec, unseen: written last, no rule was mended on it. Of three earlier rounds of such cases 12 of"
        " 24, 4 of 17 and 12 of 20 were found before the rules were mended on them: crisis words in Spanish are known"
        " less well than in English, there is no set of other people's Spanish posts beside the project, and no sum of"
        " heavy words is kept for Spanish.",
    ),
)
# set, field of the text, label to keep, and whether the reach speaks of it
ORDINARY = (
    ("healthmention_rhmd", "text", "figurative", True),
    ("support_offmychest", "text", None, True),
    ("healthmention_rhmd", "text", "health", False),
    ("healthmention_rhmd", "text", "non_health", False),
    ("forum_topics_ichi2016", "text", None, False),
    ("reviews_psytar", "text", None, False),
    ("reviews_druglib", "text", None, False),
    ("stress_dreaddit", "text", "no_stress", False),
    ("stress_dreaddit", "text", "stress", False),
    ("edu_medquad", "answer", None, False),
)


def measure() -> list[Measured]:
    """See the module."""
    return [*_authors(), *_ordinary(), *_spanish()]


def tier_of(text: str, context: Context = CONTEXT) -> Tier:
    """The tier of one post."""
    return screen(text[:100_000], context=context).tier


def _spanish() -> Iterator[Measured]:
    for name, dataset, note in SPANISH:
        texts = tomllib.loads((SPEC / name).read_text(encoding="utf-8"))
        found = [(Tier[tier], tier_of(text, Context(language="es"))) for tier in texts for text in texts[tier]]
        where = ("crisis", "routing in Spanish", dataset)
        alerts = [got >= Tier.T2 for wanted, got in found if wanted >= Tier.T2]
        others = [got >= Tier.T2 for wanted, got in found if wanted < Tier.T2]
        yield share(where, "recall, T2 and above", sum(alerts), len(alerts), note=note)
        yield share(where, "alerts on other posts", sum(others), len(others))
        yield share(where, "tier as wanted", sum(got is wanted for wanted, got in found), len(found))


def _authors() -> Iterator[Measured]:
    tiers: dict[str, list[Tier]] = {}
    for row in rows(AUTHORS):
        tiers.setdefault(row["label"], []).append(max(map(tier_of, row["posts"])))
    serious = [tier for label in SERIOUS for tier in tiers.get(label, [])]
    if not serious:
        return
    where = ("crisis", "routing", AUTHORS)
    alerts = sum(tier >= Tier.T2 for tier in serious)
    yield share(where, "recall, ideation or worse", alerts, len(serious), reach=">= 0.9", note=NOTE)
    yield share(where, "missed, ideation or worse", len(serious) - alerts, len(serious))
    for label, found in tiers.items():
        for least in (Tier.T2, Tier.T3):
            hits = sum(tier >= least for tier in found)
            yield share(where, f"{least.name} and above, {label}", hits, len(found))


def _ordinary() -> Iterator[Measured]:
    for name, field, label, is_reach in ORDINARY:
        chosen = (row for row in rows(name) if label is None or row["label"] == label)
        counts = Counter(tier_of(str(row.get(field) or row["text"])) for row in chosen)
        total = counts.total()
        if not total:
            continue
        where = ("crisis", "ordinary posts", f"{name} {label}" if label else name)
        alerts = sum(count for tier, count in counts.items() if tier >= Tier.T2)
        note = STRESS if label == "stress" else ""
        yield share(where, "alerts", alerts, total, reach="<= 0.05" if is_reach else "", note=note)
        for tier in (Tier.T1, Tier.T2, Tier.T3, Tier.T4):
            if counts[tier]:
                yield share(where, tier.name, counts[tier], total)
