"""What the gazetteer of the engine knows of a place: the one door of the desk to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dayroom.apps.listening.vocabulary.desk import PlaceFacts


def facts_in(language: str) -> Callable[[str], PlaceFacts]:
    """Facts about a place by its code, named for readers of this language."""
    short = "es" if language.startswith("es") else "en"
    return lambda code: _facts(code, short)


@lru_cache(maxsize=8192)
def _facts(code: str, language: str) -> PlaceFacts:
    """A code that nobody knows has no people: it is never shown, and what was counted there is in the place above."""
    from dayroom.engines.meaning.errors import UnknownPlace  # noqa: PLC0415 - the gazetteer is heavy
    from dayroom.engines.meaning.places.gazetteer import name_of, place  # noqa: PLC0415

    try:
        found = place(code)
    except UnknownPlace:
        return PlaceFacts(code, code)
    return PlaceFacts(
        code=code, name=name_of(code, language), kind=str(found.kind), parent=found.within, people=found.population,
        lat=found.lat, lon=found.lon,
    )
