"""Six collections of common questions in the demo: proposed by those who look after them, accepted by the steward."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dayroom.apps.communities.actions import GuardSpoke
from dayroom.apps.communities.actions.faq import FaqWords, decide_entry, propose_entry
from dayroom.apps.communities.actions.faq_collections import CollectionWords, keep_collection, place_entry

if TYPE_CHECKING:
    from dayroom.apps.communities.models import FaqVersion
    from dayroom.demo.loading import House

FILE = Path(__file__).parent / "content" / "library" / "faq.toml"
SPECIALTIES = {"diabetes": "FOOD", "pain": "MOVEMENT", "mind-and-sleep": "MIND", "medicines": "MEDICINES"}
PROPOSED_DAYS_AGO = 40


def tell_faq(house: House) -> None:
    """Collections first, then each answer into its own."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    sue, at = house.members["sue"], house.now - timedelta(days=PROPOSED_DAYS_AGO)
    made = {
        one["slug"]: keep_collection(
            by=sue, now=at, words=CollectionWords(title=one["title"], language=one["language"], slug=one["slug"],
                                                  conditions="\n".join(one["conditions"])))
        for one in told["collection"]
    }
    for entry in told["entry"]:
        version = _proposed(house, entry, made[entry["collection"]].language)
        decide_entry(by=sue, version=version, accept=True, note="", now=at + timedelta(days=1))
        place_entry(by=sue, collection=made[entry["collection"]], entry=version.entry, now=at + timedelta(days=1))


def _proposed(house: House, entry: dict[str, Any], language: str) -> FaqVersion:
    owner = house.members[entry["owner"]]
    words = FaqWords(question=entry["ask"], answer=entry["answer"], sources=entry["sources"], language=language,
                     review_by=entry["review_by"], specialty=SPECIALTIES.get(entry["collection"], "GENERAL"))
    persona = next((one for one in house.personas.values() if one.member_id == owner.pk), None)
    try:
        # what the guard asks about in general advice has been weighed: these texts are for everybody
        return propose_entry(by=owner, persona=persona, words=words, overridden=True,
                             now=house.now - timedelta(days=PROPOSED_DAYS_AGO))
    except GuardSpoke as spoke:
        raise LookupError(f"demo: the answer to {entry['ask']!r} is stopped by {spoke.decision.reasons}") from spoke
