"""What a member follows, and what else stands on the page of a condition: asked of whoever knows it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.text import slugify

from dayroom.apps.library.ports import FOLLOWED, HUB_PARTS, HubLine

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def followed_conditions(member: Member) -> list[tuple[str, list[str]]]:
    """(name of the place, slugs of its conditions); places without a condition say nothing about anybody."""
    found = []
    for _key, asked in FOLLOWED:
        for name, conditions in asked.conditions(member.pk):
            slugs = [slug for slug in map(slugify, conditions) if slug]
            if slugs:
                found.append((name, slugs))
    return found


def hub_parts(*, slug: str, names: Collection[str], reader_id: int | None) -> list[tuple[str, list[HubLine]]]:
    """(heading, lines) of everything that is not an article; parts with nothing to say are left out."""
    parts = [part.lines(slug=slug, names=names, reader_id=reader_id) for _key, part in HUB_PARTS]
    return [(heading, lines) for heading, lines in parts if lines]
