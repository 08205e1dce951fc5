"""The rules as a page to read: what is looked for, why, since when, with one example and one near miss.

`python -m dayroom.engines.guard.reference` writes it to standard output, as Markdown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from .packs import Pack, Rule
from .screening import DEFAULT_PACKS, ENGINE_VERSION


def rules_reference(packs: Sequence[Pack] = DEFAULT_PACKS) -> str:
    """All rules of all packs as Markdown."""
    return "\n".join([f"# What the guard looks for\n\nEngine {ENGINE_VERSION}.\n", *(_pack_page(p) for p in packs)])


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
