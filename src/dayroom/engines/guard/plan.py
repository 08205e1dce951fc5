"""What a set of packs asks of every text, worked out once.

packs     the rules to read with
returns   Plan: detectors by the gate they stand behind, patterns in one index, languages
errs      nothing: it says the same as asking every rule of every pack in turn, which is a fifth of the time of a short
          text (measured 2026-11-21)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .detectors import BEHIND, open_gates
from .folding import Folded
from .packs import Pack, Rule
from .phrases import PhraseIndex
from .vocabulary import Context, Family

# sets of packs in use at once; a site has one or two
_MOST = 16


class Plan:
    """See the module."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        self._always: list[Rule] = []
        self._behind: dict[str, list[Rule]] = {}
        for rule in (rule for pack in self.packs for rule in pack.rules if rule.detector):
            gate = BEHIND.get(rule.detector or "")
            (self._always if gate is None else self._behind.setdefault(gate, [])).append(rule)
        entries = [(pack, rule, text) for pack in self.packs for rule in pack.rules for text in rule.patterns]
        self.phrases = PhraseIndex([(rule, text) for _, rule, text in entries])
        self._pack_of = [pack for pack, _, _ in entries]
        self._choosy = frozenset(
            number for number, (_, rule, _) in enumerate(entries) if rule.places or rule.authors or rule.tags
        )
        # packs that know an offer
        self.selling = tuple(
            pack for pack in self.packs if any(r.patterns and r.family is Family.PROMOTION for r in pack.rules)
        )
        self._languages = frozenset(language for pack in self.packs for language in pack.languages)

    def detectors(self, folded: Folded, context: Context) -> Iterator[Rule]:
        """The rules whose detector may find something in this text, for this context."""
        behind = self._behind
        opened = [rule for gate in open_gates(folded) if gate in behind for rule in behind[gate]]
        return (rule for rule in (*self._always, *opened) if rule.applies(context))

    def candidates(self, low: str, context: Context) -> list[list[int]]:
        """The numbers of the patterns that may occur in a text, for this context; a list for each pack that has any."""
        by_pack: dict[str, list[int]] = {}
        rules = self.phrases.rules
        for number in self.phrases.candidates(low):
            if number not in self._choosy or rules[number].applies(context):
                by_pack.setdefault(self._pack_of[number].name, []).append(number)
        return list(by_pack.values())

    def knows(self, language: str) -> bool:
        """Whether any pack reads this language."""
        return language.split("-", maxsplit=1)[0].lower() in self._languages


_PLANS: dict[tuple[int, ...], Plan] = {}


def plan_for(packs: Sequence[Pack]) -> Plan:
    """The plan of these packs, kept for the next text."""
    # by identity: to compare packs would take longer than to read a text; a plan keeps its packs, so no id is reused
    key = tuple(map(id, packs))
    plan = _PLANS.get(key)
    if plan is None:
        if len(_PLANS) >= _MOST:
            _PLANS.clear()
        plan = _PLANS[key] = Plan(packs)
    return plan
