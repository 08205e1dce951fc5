"""Words for how a community is doing: measures by element, with what each says and does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LEAST_PEOPLE_SHOWN = 11
FEW = "few"  # it would speak of fewer than eleven people
MOST_WAIT = "most wait"  # fewer than half have been answered: there is no median yet


class Person(models.TextChoices):
    """Who somebody is in a talk; one each, the first that fits."""

    CLINICIAN = "CLINICIAN", _("professionals")
    TEAM = "TEAM", _("moderators and peer supporters")
    CARER = "CARER", _("carers")
    MEMBER = "MEMBER", _("members")


class Element(models.TextChoices):
    """The four essential elements, then what stands beside them."""

    INTERACTIVITY = "INTERACTIVITY", _("Do people answer each other?")
    DIVERSITY = "DIVERSITY", _("Do different people speak?")
    SPACE = "SPACE", _("Is there one place where people meet?")
    MEMBERSHIP = "MEMBERSHIP", _("Do people stay?")
    WAITING = "WAITING", _("Does anybody wait in vain?")
    WORRIES = "WORRIES", _("What may harm")


class Unit(models.TextChoices):
    SHARE = "SHARE", _("percent")
    HOURS = "HOURS", _("hours")
    NUMBER = "NUMBER", _("number")
    THOUSAND = "THOUSAND", _("per 1,000 posts")


@dataclass(frozen=True, slots=True)
class Measure:
    name: str
    element: Element
    unit: Unit
    label: StrOrPromise
    says: StrOrPromise


@dataclass(frozen=True, slots=True)
class Measures:
    """Values by measure; what is withheld, with the reason."""

    values: Mapping[str, float]
    withheld: Mapping[str, str]


_E, _U = Element, Unit
MEASURES: tuple[Measure, ...] = (
    Measure(
        "replies_per_topic",
        _E.INTERACTIVITY,
        _U.NUMBER,
        _("Answers per topic"),
        _("Answers by somebody else, for each topic of these 28 days."),
    ),
    Measure(
        "talks_of_three",
        _E.INTERACTIVITY,
        _U.SHARE,
        _("Topics with three people or more"),
        _("A talk, not only a question and one answer."),
    ),
    Measure("share_member", _E.DIVERSITY, _U.SHARE, _("Writers who are members"), _("Patients and others.")),
    Measure("share_carer", _E.DIVERSITY, _U.SHARE, _("Writers who care for somebody"), _("By the role they chose.")),
    Measure(
        "share_clinician",
        _E.DIVERSITY,
        _U.SHARE,
        _("Writers who are professionals"),
        _("People who wrote as a checked professional."),
    ),
    Measure(
        "share_team",
        _E.DIVERSITY,
        _U.SHARE,
        _("Writers who look after this place"),
        _("Moderators and peer supporters."),
    ),
    Measure(
        "writers_evenly",
        _E.DIVERSITY,
        _U.NUMBER,
        _("As if so many people wrote equally"),
        _("Far below the number of writers: a few do most of the talking."),
    ),
    Measure(
        "gini",
        _E.DIVERSITY,
        _U.NUMBER,
        _("How uneven posts are spread"),
        _("0 is even; near 1 means that one person writes nearly everything."),
    ),
    Measure(
        "posts_of_top_1",
        _E.DIVERSITY,
        _U.SHARE,
        _("Posts of the busiest 1 in 100 writers"),
        _("Told from about 1,000 writers on: fewer would be fewer than eleven people."),
    ),
    Measure("posts_of_next_9", _E.DIVERSITY, _U.SHARE, _("Posts of the next 9 in 100 writers"), ""),
    Measure(
        "in_one_circle",
        _E.SPACE,
        _U.SHARE,
        _("Writers tied by topics they share"),
        _("The largest circle. When it is small, people talk past each other."),
    ),
    Measure(
        "staying_28d",
        _E.MEMBERSHIP,
        _U.SHARE,
        _("Still seen 28 days after joining"),
        _("Of those who joined in the last year and agreed to be counted. Reading counts."),
    ),
    Measure(
        "staying_90d",
        _E.MEMBERSHIP,
        _U.SHARE,
        _("Still seen 90 days after joining"),
        _("Leaving is no failure: some people have found what they came for."),
    ),
    Measure("wrote_again", _E.MEMBERSHIP, _U.SHARE, _("Writers of last month who wrote again"), ""),
    Measure(
        "daily_of_monthly_writers",
        _E.MEMBERSHIP,
        _U.SHARE,
        _("Writers of a day, of those of the month"),
        _("Not a goal: nobody should have to write every day."),
    ),
    Measure(
        "readers_only",
        _E.MEMBERSHIP,
        _U.SHARE,
        _("People who only read"),
        _("Reading helps too. Only people who agreed to be counted."),
    ),
    Measure(
        "first_reply_hours",
        _E.WAITING,
        _U.HOURS,
        _("Time to the first answer"),
        _("Half of all topics had one by then. Those that still wait count as waiting."),
    ),
    Measure("first_reply_by_members_hours", _E.WAITING, _U.HOURS, _("The same without moderators"), ""),
    Measure("unanswered_24h", _E.WAITING, _U.SHARE, _("Without an answer after a day"), ""),
    Measure("unanswered_72h", _E.WAITING, _U.SHARE, _("Without an answer after three days"), ""),
    Measure("worry_flags", _E.WORRIES, _U.THOUSAND, _("Posts that people reported"), ""),
    Measure("worry_privacy", _E.WORRIES, _U.THOUSAND, _("Privacy lost"), _("Posts that gave a person away.")),
    Measure("worry_selling", _E.WORRIES, _U.THOUSAND, _("People targeted by sellers"), _("Selling and spam.")),
    Measure("worry_hurt", _E.WORRIES, _U.THOUSAND, _("Hurtful words"), ""),
    Measure("worry_health", _E.WORRIES, _U.THOUSAND, _("What could mislead about health"), ""),
    Measure(
        "worry_crisis",
        _E.WORRIES,
        _U.THOUSAND,
        _("Words of somebody in danger"),
        _("Not bad in itself: it is where help was shown."),
    ),
)
BY_NAME = {one.name: one for one in MEASURES}
