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
        # packs with patterns, and those of them that know an offer
        self.phrased = tuple(pack for pack in self.packs if pack.phrases)
        self.selling = tuple(pack for pack in self.phrased if any(r.family is Family.PROMOTION for r in pack.rules))
        self._languages = frozenset(language for pack in self.packs for language in pack.languages)

    def detectors(self, folded: Folded, context: Context) -> Iterator[Rule]:
        """The rules whose detector may find something in this text, for this context."""
        behind = self._behind
        opened = [rule for gate in open_gates(folded) if gate in behind for rule in behind[gate]]
        return (rule for rule in (*self._always, *opened) if rule.applies(context))

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
