"""The rules as a page to read: what is looked for, why, since when, with one example and one near miss.

`python -m dayroom.engines.guard.reference` writes it to standard output, as Markdown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from .conduct.cues import conduct_pack
from .packs import Pack, Rule
from .readability.indices import LONG_SENTENCE_WORDS
from .readability.plain import RULE_VERSION, RULES, SENTENCES, plain_words
from .screening import DEFAULT_PACKS, ENGINE_VERSION


def rules_reference(packs: Sequence[Pack] = DEFAULT_PACKS) -> str:
    """All rules of all packs as Markdown."""
    pages = [*(_pack_page(pack) for pack in packs), _plain_page(), _pack_page(conduct_pack())]
    return "\n".join([f"# What the guard looks for\n\nEngine {ENGINE_VERSION}.\n", *pages])


def _plain_page() -> str:
    lines = ["## Plain language (for professionals, organisations and campaigns: en, es)\n"]
    for klass, rule_id in RULES.items():
        lines.append(f"### `{rule_id}` version {RULE_VERSION}: LANGUAGE {klass}\n\n{SENTENCES['en'][klass]}\n")
    counts = ", ".join(f"{sum(map(len, plain_words(name).values()))} ({name})" for name in SENTENCES)
    lines.append(f"- A sentence is long from {LONG_SENTENCE_WORDS + 1} words on; words with a plain twin: {counts}\n")
    return "\n".join(lines)


def _pack_page(pack: Pack) -> str:
    languages = "any language" if pack.languages == ("*",) else ", ".join(pack.languages)
    head = f"## {pack.title} (`{pack.name}` {pack.version}, {languages})\n"
    return "\n".join([head, *(line for rule in pack.rules for line in _rule_lines(rule))])


def _rule_lines(rule: Rule) -> Iterator[str]:
    tier = f", {rule.tier.name}" if rule.tier else ""
    yield f"### `{rule.id}` version {rule.version}: {rule.family.value} {rule.klass}{tier}\n"
    yield f"{rule.sentence}\n"
    if rule.better:
        yield f"- Instead: {rule.better}"
    yield f"- Source: {rule.source} ({rule.date})"
    yield f"- Seen: {_quoted(rule.match)}"
    yield f"- Left alone: {_quoted(rule.miss)}\n"


def _quoted(examples: Sequence[str]) -> str:
    return " · ".join(f"“{example}”" for example in examples) or "nothing listed"


if __name__ == "__main__":
    sys.stdout.write(rules_reference())
