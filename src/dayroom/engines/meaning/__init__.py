"""Meaning: what short public posts are about, what they ask, how they sound and where they speak of.

    words = folded("Half my class is out with the flu, is it going around? #flu")
    tokens(words)

Pure: no Django, no network, no clock. It reads posts to count them, never to judge the person who wrote one.
"""

from .errors import BadCounting, BrokenTopic, UnknownConcept, UnknownPlace
from .words import folded, tokens

__all__ = [
    "BadCounting",
    "BrokenTopic",
    "UnknownConcept",
    "UnknownPlace",
    "folded",
    "tokens",
]
