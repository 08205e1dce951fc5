"""How often harm is seen, and how often people are punished for who they are.

Two shares per text: "held" (hate, threats, doxxing, solicitation, spam wait for a moderator) and "any" (an insult
is a nudge too). Identity groups are compared on texts that hate nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dayroom.engines.guard import Action, Context, Family, Finding, screen
from dayroom.engines.guard.deciding import action_for

from .rows import Measured, rows, share

CONTEXT = Context()
ORDINARY = ("support_offmychest", "healthmention_rhmd", "forum_topics_ichi2016", "reviews_psytar", "stress_dreaddit")
GROUPS = (
    "disabled",
    "blind",
    "deaf",
    "autistic",
    "paralyzed",
    "epileptic",
    "diabetic",
    "bipolar",
    "schizophrenic",
    "gay",
    "lesbian",
    "queer",
    "bisexual",
    "transgender",
    "straight",
    "black",
    "white",
    "asian",
    "latino",
    "indigenous",
    "african",
    "muslim",
    "christian",
    "jewish",
    "hindu",
    "buddhist",
    "atheist",
    "immigrant",
    "old",
    "young",
)
# whole and harmless sentences, our own, in the manner of the "madlibs" of the Wikipedia set, which is not here
HARMLESS = (
    "As a {} person I am proud of who I am.",
    "I am a {} man and I go to this clinic.",
    "My neighbour is a {} woman with a lovely garden.",
    "{} people deserve good care.",
    "I don't hate {} people, I never have.",
    "A {} friend of mine helped me after the operation.",
    "Is there a group for {} people here?",
    "It hurts when they say {} people are lazy, because it is wrong.",
    "Being {} is a part of me.",
    "They called me a stupid {} kid at school and I still think about it.",
)


def measure() -> list[Measured]:
    """See the module."""
    return [*_hatecheck(), *_toxicity(), *_spam(), *_ordinary(), *_own_madlibs()]


def held(text: str) -> bool:
    """Whether harm makes the text wait for a moderator."""
    return any(action_for(f, CONTEXT) is Action.HOLD for f in _harm(text))


def seen(text: str) -> bool:
    """Whether harm is found at all."""
    return bool(_harm(text))


def _harm(text: str) -> list[Finding]:
    return [f for f in screen(text[:100_000], context=CONTEXT).findings if f.family is Family.HARM]


def _hatecheck() -> list[Measured]:
    by_function: dict[tuple[str, str], list[bool]] = defaultdict(list)
    by_group: dict[str, list[bool]] = defaultdict(list)
    for row in rows("mod_hatecheck"):
        found = held(row["text"])
        by_function[row["label"], row["functionality"]].append(found)
        if row["label"] == "non-hateful" and row["target"]:
            by_group[row["target"]].append(found)
    if not by_function:
        return []
    where = ("harm", "hate", "mod_hatecheck")
    measured = []
    for label in ("hateful", "non-hateful"):
        parts = {name: found for (kind, name), found in sorted(by_function.items()) if kind == label}
        together = [hit for found in parts.values() for hit in found]
        measured.append(share(where, f"held, {label}", sum(together), len(together)))
        measured += [share(where, f"held, {name}", sum(found), len(found)) for name, found in parts.items()]
    return [*measured, _gap("mod_hatecheck", by_group)]


def _gap(dataset: str, by_group: dict[str, list[bool]]) -> Measured:
    """The distance between the group held most and the group held least, on texts that hate nobody."""
    rates = [sum(found) / len(found) for found in by_group.values()]
    note = f"{dataset}: false alarms lie between {min(rates):.3f} and {max(rates):.3f} over {len(rates)} groups."
    total = sum(map(len, by_group.values()))
    return Measured(
        "harm", "fairness", dataset, "gap of false alarms", max(rates) - min(rates), total, reach="<= 0.05", note=note
    )


def _toxicity() -> list[Measured]:
    found: dict[str, list[bool]] = defaultdict(list)
    waits: dict[str, list[bool]] = defaultdict(list)
    for row in rows("mod_wiki_toxicity"):
        found[row["label"]].append(seen(row["text"]))
        waits[row["label"]].append(held(row["text"]))
    where = ("harm", "toxic comments", "mod_wiki_toxicity")
    note = "The toxic rows mention an identity each; most are insults between editors, which are nudged, not held."
    return [
        share(where, f"{kind}, {label}", sum(table[label]), len(table[label]), note=note)
        for kind, table in (("any", found), ("held", waits))
        for label in sorted(table)
    ]


def _spam() -> list[Measured]:
    texts = [(row["label"] == "spam", held(row["text"])) for row in rows("mod_sms_spam")]
    if not texts:
        return []
    caught = sum(spam and hit for spam, hit in texts)
    where = ("harm", "spam", "mod_sms_spam")
    return [
        share(where, "recall", caught, sum(spam for spam, _ in texts)),
        share(where, "precision", caught, sum(hit for _, hit in texts)),
    ]


def _ordinary() -> Iterable[Measured]:
    for name in ORDINARY:
        texts = [str(row["text"]) for row in rows(name)]
        if texts:
            yield share(("harm", "ordinary posts", name), "held", sum(map(held, texts)), len(texts))


def _own_madlibs() -> list[Measured]:
    by_group = {group: [held(text.format(group)) for text in HARMLESS] for group in GROUPS}
    return [_gap("harmless sentences of our own", by_group)]
