"""A campaign with one message that is ready, and a channel that does as it is told."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from dayroom.apps.outreach.actions.campaigns import keep_brand, open_campaign
from dayroom.apps.outreach.actions.deliveries import deliver
from dayroom.apps.outreach.actions.events import announce_event
from dayroom.apps.outreach.actions.messages import (
    approve,
    ask_for_approval,
    choose_channels,
    comment,
    write_message,
)
from dayroom.apps.outreach.adapters.channels.fitting import fitted
from dayroom.apps.outreach.models import Campaign, Delivery, Message, Subscription
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.queries.messages import current_digest, message_named
from dayroom.apps.outreach.vocabulary.channels import CANNOT_SAY, ChannelKind, Limits, Outgoing, Preview, Sent
from dayroom.apps.outreach.vocabulary.events import EventTold

WORDS = {
    "title": "Measles: two doses protect",
    "body": "Measles spreads easily. Two doses of the vaccine protect most people. Ask your clinic which doses you had. "
            "Source: our clinic, vaccine page, 2026.",
    "interests": "none", "sources": "Our clinic, vaccine page, 2026", "timely_seen": True, "hashtags": ["measles"],
}


class TestChannel:
    """Answers what the test puts in ``does``: a Sent, or an exception to raise."""

    __test__ = False
    label = "A test network"
    kind = ChannelKind.DIRECT
    limits = Limits(text_most=500)

    def __init__(self, *does: Any, found: Any = CANNOT_SAY, gone: bool = False) -> None:
        self.does, self.posts, self.found, self.gone = list(does), [], found, gone

    def ready(self) -> bool:
        return True

    def places(self) -> list[tuple[str, str]]:
        return []

    def preview(self, post: Outgoing) -> Preview:
        return fitted(post, self.limits)

    def send(self, post: Outgoing) -> Sent:
        self.posts.append(post)
        done = self.does.pop(0) if self.does else Sent("https://elsewhere.example/1", "1")
        if isinstance(done, BaseException):
            raise done
        return done

    def find(self, post: Outgoing) -> Any:
        return self.found

    def withdraw(self, post: Outgoing, sent: Sent) -> bool:
        return self.gone


@contextmanager
def plugged(channel: TestChannel, name: str = "test") -> Any:
    CHANNELS._plugs[name] = channel
    try:
        yield channel
    finally:
        del CHANNELS._plugs[name]


def campaign(by: Any, **told: Any) -> Campaign:
    given = {"title": "Measles week", "aim": "More people know their doses.", "starts_on": date(2026, 11, 16),
             "ends_on": date(2026, 11, 30), "hashtags": ["vaccines"]}
    return open_campaign(by=by, told=given | told, now=timezone.now())


def message(by: Any, channels: dict[str, Any] | None = None, *, within: Campaign | None = None, **told: Any) -> Message:
    now = timezone.now()
    row = write_message(author=by, campaign=within, told=WORDS | told, now=now)
    choose_channels(message=row, by=by, chosen=channels or {"news": ("", [])}, now=now)
    return message_named(row.public_id)


def approved(row: Message, *, by: Any, asked_by: Any) -> Message:
    now = timezone.now()
    ask_for_approval(message=row, by=asked_by, now=now)
    row = message_named(row.public_id)
    approve(message=row, by=by, digest=current_digest(row), now=now)
    return message_named(row.public_id)


def only_delivery(row: Message) -> Delivery:
    return row.deliveries.get()


def later(seconds: int) -> Any:
    return timezone.now() + timedelta(seconds=seconds)


@dataclass(slots=True)
class Outreach:
    """What the pages of outreach show: ids for their addresses."""

    campaign: str
    asked: str
    out: str
    hand: str
    own: str
    subscription: Any


def build(oda: Any, sue: Any, now: Any) -> Outreach:
    """A campaign with a message that waits for Sue, one that is out, and one that has to be pasted."""
    place = campaign(oda, kind="CHALLENGE", challenge_rules="Walk ten minutes.", letter="Dear all", letter_to="The city")
    keep_brand(by=oda, told={"name": "Dayroom", "avoid": "guaranteed", "tone": "Kind."}, now=now)
    asked = message(oda, {"news": ("", []), "x": ("Two doses protect.", [])}, within=place, publish_at=now)
    ask_for_approval(message=asked, by=oda, now=now)
    comment(message=asked, by=sue, anchor="body", words="Name the clinic?", now=now)
    told = message(oda, {"news": ("", []), "facebook": ("", []), "linkedin": ("", [])}, within=place)
    announce_event(message=told, by=oda, now=now, told=EventTold(
        now + timedelta(days=9), now + timedelta(days=9, hours=2), "Town hall, 12 Main Street", "https://meet.example/a"))
    out = approved(message_named(told.public_id), by=sue, asked_by=oda)
    for one in out.deliveries.all():
        deliver(one.pk, now=timezone.now())
    own = write_message(author=sue, campaign=None, own=True, told={"title": "Mine", "body": "Walking helps many people.",
                                                                  "interests": "none"}, now=now)
    wish = Subscription.objects.create(email="wish@example.org", asked_at=now)
    return Outreach(place.public_id, asked.public_id, out.public_id,
                    out.deliveries.get(channel="facebook").public_id, own.public_id, wish)
