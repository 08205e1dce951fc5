"""The register of the demo: most entries are accepted, one subject still waits for Sue, one question is open."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from dayroom.apps.communities.vocabulary import POST_KIND
from dayroom.apps.screening.actions import accept_many, ask_if_true, load_claims
from dayroom.apps.screening.queries import names_of
from dayroom.apps.screening.vocabulary import CheckOrigin
from dayroom.engines import guard

if TYPE_CHECKING:
    from dayroom.demo.loading import House

STILL_WAITING = "pain"  # the subject that nobody has read yet, so that the desk has something to do
BEFORE_DAYS = 40


def fill_register(house: House) -> None:
    """Before anybody speaks: the entries that came with Dayroom, read and accepted by Sue."""
    claims = guard.shipped_claims()
    written = max(one.checked for one in claims if one.checked)
    # nobody accepts what is not written yet
    morning = datetime.combine(written, time(8), tzinfo=house.now.tzinfo)
    at = max(house.now - timedelta(days=BEFORE_DAYS), min(morning, house.now))
    sue = house.members["sue"]
    load_claims(claims, origin=CheckOrigin.SHIPPED, by_id=sue.pk, now=at)
    names = [name for topic, name in names_of() if topic != STILL_WAITING]
    accept_many(names, by_id=sue.pk, byline="sue", now=at)
    house.say(f"{len(names)} fact checks")


def ask_one(house: House) -> None:
    """Afterwards: somebody would like to know."""
    post = house.posts.get(("cinnamon", 5))
    if post is not None:
        ask_if_true(subject=(POST_KIND, post.pk), member_id=house.members["ann"].pk,
                    now=house.now - timedelta(hours=20))
