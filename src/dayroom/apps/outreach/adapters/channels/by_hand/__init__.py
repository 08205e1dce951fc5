"""Networks that let no program in: a pack to paste, and the address written down by hand afterwards.

When one of them opens a way in, it gets a folder of its own beside this one and leaves ``networks.toml``.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from dayroom.apps.outreach.adapters.channels.fitting import fitted
from dayroom.apps.outreach.vocabulary.channels import (
    CANNOT_SAY,
    Asked,
    ChannelError,
    ChannelKind,
    Limits,
    Outgoing,
    Preview,
    Sent,
)

NETWORKS = Path(__file__).parent / "networks.toml"


class HandChannel:
    kind = ChannelKind.BY_HAND

    def __init__(self, label: str, limits: Limits) -> None:
        self.label, self.limits = label, limits

    def ready(self) -> bool:
        return True

    def places(self) -> list[tuple[str, str]]:
        return []

    def preview(self, post: Outgoing) -> Preview:
        return fitted(post, self.limits)

    def send(self, post: Outgoing) -> Sent:
        raise ChannelError("by-hand", permanent=True)  # a person does: it never comes here

    def find(self, post: Outgoing) -> Asked:
        return CANNOT_SAY

    def withdraw(self, post: Outgoing, sent: Sent) -> bool:
        return False


@lru_cache(maxsize=1)
def hand_channels() -> dict[str, HandChannel]:
    """Name → channel, from the table of networks."""
    read: dict[str, Any] = tomllib.loads(NETWORKS.read_text("utf-8"))
    shared = {"source": read.pop("source"), "as_of": read.pop("as_of")}
    return {
        name: HandChannel(facts["label"], Limits(**{k: v for k, v in facts.items() if k != "label"}, **shared))
        for name, facts in read.items()
    }
