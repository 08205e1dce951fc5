"""Lines of the directory, with what a reader has to know about their age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from dayroom.apps.library.rules.directory import is_stale
from dayroom.apps.library.vocabulary.directory import ServiceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from dayroom.apps.library.models import Service


@dataclass(frozen=True, slots=True)
class ServiceLine:
    service: Service
    url: str
    kind: StrOrPromise
    languages: list[str]
    conditions: list[str]
    stale: bool

    @property
    def call(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.service.phone if sign.isdigit() or sign == "+")


def service_lines(rows: Iterable[Service], today: date) -> list[ServiceLine]:
    return [service_line(row, today) for row in rows]


def service_line(row: Service, today: date) -> ServiceLine:
    names = dict(settings.LANGUAGES)
    return ServiceLine(
        service=row, url=reverse("service-page", args=[row.public_id]), kind=ServiceKind(row.kind).label,
        languages=[str(names.get(code, code)) for code in row.languages.split()],
        conditions=row.conditions.splitlines(), stale=is_stale(row.checked_on, today),
    )
