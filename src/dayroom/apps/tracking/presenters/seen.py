"""Who looked and who could look, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dayroom.apps.tracking.models import Access
from dayroom.apps.tracking.queries.items import items_seen
from dayroom.apps.tracking.vocabulary import Scope, Way
from dayroom.apps.tracking.vocabulary.items import KIND_NAMES, LOG_NAMES, ItemLine
from dayroom.apps.tracking.vocabulary.records import Record

# ways by which something leaves the site
OUTSIDE = frozenset({Way.LINK, Way.APP})
NO_APPS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class LookLine:
    who: str
    did: str
    what: str
    how: str
    at: datetime
    times: int
    outside: bool


def look_line(row: Access, titles: Mapping[str, str], apps: Mapping[str, str] = NO_APPS) -> LookLine:
    """One line of the log; `apps` are the names that the owner gave to apps, by the public id of their key."""
    verbs = {str(Scope.SEE): _("saw"), str(Scope.ENTER): _("changed"), str(Scope.SHARE): _("changed who sees")}
    outside = row.way in OUTSIDE
    nobody = _("somebody") if outside else _("a person who has left")
    who = row.actor.handle if row.actor else apps.get(row.item, nobody)
    what = titles.get(row.item) or str(LOG_NAMES.get(row.kind, row.kind))
    how = str(Way(row.way).label) if row.way in Way.values else ""
    return LookLine(who, verbs.get(row.scope, ""), what, how, row.last_at, row.times, outside)


def groups_seen(record: Record | None) -> list[tuple[str, list[ItemLine]]]:
    """(heading, lines) of what stands open to these eyes."""
    return [(str(KIND_NAMES[kind]), lines) for kind, lines in items_seen(record)] if record is not None else []
