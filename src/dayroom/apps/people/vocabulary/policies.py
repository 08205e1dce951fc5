"""Policies: whom one asks, and the texts that ship with Dayroom."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary import Role

FOLDER = Path(__file__).parents[1] / "policies"


class Capacity(models.TextChoices):
    """What somebody does here that needs policies read and courses passed."""

    MODERATOR = "MODERATOR", _("moderators")
    PROFESSIONAL = "PROFESSIONAL", _("everybody who speaks as a professional")


# a policy asks capacities and roles; a moderator is no role, because it belongs to a community
AUDIENCES: tuple[tuple[str, object], ...] = (
    *Capacity.choices,
    *((role.value, role.label) for role in Role if role is not Role.MEMBER),
)
AUDIENCE_CODES = frozenset(code for code, _label in AUDIENCES)


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """One policy in one language: the body is Markdown."""

    language: str
    title: str
    body: str
    changes: str = ""


@dataclass(frozen=True, slots=True)
class ShippedPolicy:
    slug: str
    audiences: tuple[str, ...]
    words: tuple[PolicyWords, ...]


@lru_cache(maxsize=1)
def shipped_policies() -> tuple[ShippedPolicy, ...]:
    """The policies that come with Dayroom, by name."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def _read(path: Path) -> ShippedPolicy:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    words = tuple(
        PolicyWords(language, told[language]["title"], told[language]["body"].strip()) for language in ("en", "es")
    )
    return ShippedPolicy(slug=path.stem, audiences=tuple(told["audiences"]), words=words)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do before one may act: read a policy, or pass a course."""

    title: str
    url: str
