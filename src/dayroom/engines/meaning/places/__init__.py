"""Places: their codes, what lies in what, and which of them a text, a profile or a writer names.

    find_places("Measles in Lubbock, Texas")      # MENTION: what the text speaks of
    place_of_profile("London, ON")                # PROFILE: what the location field says
    self_report("I live in Lubbock")              # SELF: where the writer says to be

The three are never mixed: a mention is not where somebody is. No place is smaller than a city of 20,000 people.
"""

from .finding import Basis, Found, find_many, find_places, resolve
from .gazetteer import Kind, Place, ancestors, country_of, name_of, parent, place, places
from .profiles import place_of_profile, self_report

__all__ = [
    "Basis",
    "Found",
    "Kind",
    "Place",
    "ancestors",
    "country_of",
    "find_many",
    "find_places",
    "name_of",
    "parent",
    "place",
    "place_of_profile",
    "places",
    "resolve",
    "self_report",
]
