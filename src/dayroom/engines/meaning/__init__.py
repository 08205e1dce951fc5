"""Meaning: what short public posts are about, what they ask, how they sound and where they speak of.

    words = folded("Half my class is out with the flu, is it going around? #flu")
    tokens(words)

Pure: no Django, no network, no clock. It reads posts to count them, never to judge the person who wrote one.
"""

from .concepts import Concept, codes_in, codes_in_many, concept, concepts
from .emerging import Phrases, Rising, phrases, rising
from .errors import BadCounting, BrokenTopic, UnknownConcept, UnknownPlace
from .likeness import Groups, Likeness, distance, sketch, sketch_many
from .mentions import Kind, Mention, health_mention, health_mention_many
from .questions import asks_about, is_question, is_question_many
from .topics import TopicDefinition, TopicPattern, check_topic, compile_topic, topic_from_dict, topic_from_json
from .words import folded, tokens

__all__ = [
    "BadCounting",
    "BrokenTopic",
    "Concept",
    "Groups",
    "Kind",
    "Likeness",
    "Mention",
    "Phrases",
    "Rising",
    "TopicDefinition",
    "TopicPattern",
    "UnknownConcept",
    "UnknownPlace",
    "asks_about",
    "check_topic",
    "codes_in",
    "codes_in_many",
    "compile_topic",
    "concept",
    "concepts",
    "distance",
    "folded",
    "health_mention",
    "health_mention_many",
    "is_question",
    "is_question_many",
    "phrases",
    "rising",
    "sketch",
    "sketch_many",
    "tokens",
    "topic_from_dict",
    "topic_from_json",
]
