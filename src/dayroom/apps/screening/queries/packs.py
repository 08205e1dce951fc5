"""Which rules this site reads with."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from dayroom.engines import guard


@cache
def chosen_packs() -> tuple[guard.Pack, ...]:
    """The packs of this process; read once. Raises guard.BrokenPack."""
    return guard.choose_packs(settings.GUARD_PACKS)
