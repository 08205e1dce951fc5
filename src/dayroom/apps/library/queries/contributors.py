"""Who stands behind the pages: checked professionals only, with the pages that readers can find."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from dayroom.apps.library.queries.articles import listed
from dayroom.apps.people.queries.personas import verified_personas
from dayroom.apps.people.vocabulary import PROFESSIONS

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Contributor:
    """A professional face as its own page shows it, and how many pages it wrote and checked."""

    name: str
    credentials: str
    interests: str
    url: str
    verified_until: date | None
    wrote: int
    checked: int


def contributors(today: date) -> list[Contributor]:
    """Those whose licence is in force today; whoever did most stands first. Which account it is, is not told."""
    wrote, checked = Counter[int](), Counter[int]()
    for author, reviewer in listed().order_by().values_list("author_id", "clinical_reviewer_id"):
        wrote.update([author] if author else [])
        checked.update([reviewer] if reviewer else [])
    found = []
    for member_id, _pages in (wrote + checked).most_common(SHOWN):
        face = next(iter(verified_personas(member_id, today)), None)
        if face is None:
            continue
        profession = str(PROFESSIONS.get(face.profession, PROFESSIONS["other"]))
        found.append(Contributor(
            name=face.display_name, credentials=f"{profession}, {face.employer}" if face.employer else profession,
            interests=face.interests, url=f"/pro/{face.handle}", verified_until=face.verified_until,
            wrote=wrote[member_id], checked=checked[member_id]))
    return found
