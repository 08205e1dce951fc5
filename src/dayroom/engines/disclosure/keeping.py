"""Ledgers as plain values, to be kept in a row or a file, and read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .plans import Plan
from .releases import Cohort, Ledger


def as_table(ledger: Ledger) -> dict[str, Any]:
    """The ledger as lists, texts and numbers.

    >>> plan = Plan("t", {"helped": ("yes", "no")}, (("helped",),))
    >>> from_table(as_table(Ledger(plan))) == Ledger(plan)
    True
    """
    plan = ledger.plan
    return {
        "plan": {
            "key": plan.key,
            "columns": [[name, list(values)] for name, values in plan.columns.items()],
            "groups": [list(group) for group in plan.groups],
            "least": plan.least,
        },
        "release": ledger.release,
        "cohorts": [
            {
                "people": cohort.people,
                "blocks": [
                    {"group": list(group), "cells": sorted(map(list, block)), "people": people}
                    for group, blocks in cohort.blocks.items()
                    for block, people in blocks.items()
                ],
            }
            for cohort in ledger.cohorts
        ],
    }


def from_table(table: Mapping[str, Any]) -> Ledger:
    """A kept ledger, read back."""
    row = table["plan"]
    columns = {name: tuple(values) for name, values in row["columns"]}
    plan = Plan(row["key"], columns, tuple(map(tuple, row["groups"])), row["least"])
    return Ledger(plan, table["release"], tuple(_cohort(plan, one) for one in table["cohorts"]))


def _cohort(plan: Plan, row: Mapping[str, Any]) -> Cohort:
    blocks: dict[tuple[str, ...], dict[frozenset[tuple[str, ...]], int]] = {group: {} for group in plan.groups}
    for one in row["blocks"]:
        blocks[tuple(one["group"])][frozenset(map(tuple, one["cells"]))] = one["people"]
    return Cohort(row["people"], blocks)
