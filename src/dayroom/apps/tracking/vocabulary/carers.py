"""Limits of acting for somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

PROXY_KIND = "proxy"
ASKED_PER_DAY = 10  # requests of one member; more is no family
KEPT_MOST = 10  # people without an account in the care of one member
LINK_GOOD = timedelta(days=14)
NAME_MOST = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """What must be known of two people before one may act for the other."""

    same: bool = False
    blocked: bool = False
    contacts: bool = False
    owner_teen: bool = False  # 13 to 17
    owner_child: bool = False  # under 13
    carer_adult: bool = True
    carer_child: bool = False
    asked_by_owner: bool = False
