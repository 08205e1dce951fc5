"""A vaccination week of the demo: messages in every state, told by Oda and Sue through their own actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dayroom.apps.outreach.actions.campaigns import keep_brand, open_campaign
from dayroom.apps.outreach.actions.deliveries import decide_delivery, deliver
from dayroom.apps.outreach.actions.events import announce_event
from dayroom.apps.outreach.actions.messages import (
    approve,
    ask_for_approval,
    choose_channels,
    comment,
    write_message,
)
from dayroom.apps.outreach.actions.own import plan_own
from dayroom.apps.outreach.actions.permits import link_permit
from dayroom.apps.outreach.actions.results import bring_in_results
from dayroom.apps.outreach.queries.messages import current_digest, message_named
from dayroom.apps.outreach.vocabulary.events import EventTold
from dayroom.apps.people.actions.authorizations import enter_authorization, revoke_authorization

if TYPE_CHECKING:
    from dayroom.demo.loading import House

POSTED_AT = "https://facebook.example/dayroom/posts/1"
RESULTS = f"address,reach,likes,shares,comments,questions\n{POSTED_AT},4120,96,31,14,6\n"
SOURCE = "Measles and measles vaccines, our clinic, fact sheet, 2026"
WORDS: dict[str, dict[str, Any]] = {
    "out": {
        "title": "Measles: do you know your doses?",
        "body": "Measles spreads more easily than almost anything else. Two doses of the vaccine protect most people "
                "for life. Look into your vaccine card, or ask your clinic. If you have only one dose, the second one "
                "is never too late.\n\nSide effects are mostly mild: a sore arm, a fever for a day or two. Your clinic "
                "tells you who should not get it.\n\nSource: our clinic, fact sheet, 2026.",
    },
    "planned": {
        "title": "Open evening: questions about vaccines",
        "body": "Come with your questions. A nurse and a doctor answer them, without hurry. Tea is there. Nobody has "
                "to decide anything that evening.",
    },
    "asked": {
        "title": "Lost your vaccine card?",
        "body": "That happens to many. Your clinic can look up your doses, or test whether you are protected. Bring "
                "any paper you have.",
    },
    "draft": {"title": "Vaccines before a journey", "body": "Plan six weeks ahead. Your clinic knows what you need."},
    "stopped": {
        "title": "Why I got my second dose",
        "body": "Rosa tells how she got her second dose at forty. Side effects: a sore arm for a day. Risks are rare, "
                "ask your clinic.\n\nSource: our clinic, fact sheet, 2026.",
    },
}


def tell_outreach(house: House) -> None:
    """After everything else: the week is now."""
    oda, sue, now = house.members["oda"], house.members["sue"], house.now
    keep_brand(by=oda, now=now - timedelta(days=30), told={
        "name": "Dayroom", "tone": "Plain words.\nKind, never loud.\nNo fear to sell a good thing.",
        "avoid": "guaranteed\nmiracle\n100 % safe", "colors": "the green and the sand of this site",
        "boilerplate": "Dayroom is a health community. People talk, ask, and are answered.", "logo_alt": "A lamp"})
    week = open_campaign(by=oda, now=now - timedelta(days=6), told={
        "title": "Measles vaccination week", "aim": "Three in four readers know how many doses they have.",
        "aim_count": 5000, "kind": "AWARENESS", "starts_on": (now - timedelta(days=3)).date(),
        "ends_on": (now + timedelta(days=4)).date(), "hashtags": ["measles", "vaccines"], "cost_cents": 12000,
        "cost_currency": "USD", "work_minutes": 540})
    _out(house, week)
    planned = _written(house, week, "planned", {"news": ("", []), "newsletter": ("", [])},
                       publish_at=now + timedelta(days=2))
    evening = (now + timedelta(days=5)).replace(hour=18, minute=0, second=0, microsecond=0)
    announce_event(message=planned, by=oda, now=now, told=EventTold(
        evening, evening + timedelta(hours=2), "Town hall, 12 Main Street; ramp at the side door"))
    _approved(house, message_named(planned.public_id), now)
    asked = _written(house, week, "asked", {"news": ("", []), "x": (
        "Lost your vaccine card? Your clinic can look up your doses.", [])}, publish_at=now + timedelta(days=3))
    ask_for_approval(message=asked, by=oda, now=now)
    comment(message=asked, by=sue, anchor="body", words="Can we say which number to call?", now=now)
    _written(house, week, "draft", {})
    _stopped(house, week)
    _own(house)


def _written(house: House, week: Any, name: str, channels: dict[str, Any], **told: Any) -> Any:
    oda, then = house.members["oda"], house.now - timedelta(days=4)
    row = write_message(author=oda, campaign=week, now=then, told={
        **WORDS[name], "interests": "none", "sources": SOURCE, "timely_seen": name != "draft", **told})
    if channels:
        choose_channels(message=row, by=oda, chosen=channels, now=then)
    return message_named(row.public_id)


def _approved(house: House, row: Any, now: datetime) -> Any:
    ask_for_approval(message=row, by=house.members["oda"], now=now)
    row = message_named(row.public_id)
    approve(message=row, by=house.members["sue"], digest=current_digest(row), now=now)
    return message_named(row.public_id)


def _out(house: House, week: Any) -> None:
    """On our page, in a community, in the newsletter, pasted on one network; on another one it still waits."""
    now = house.now
    row = _approved(house, _written(house, week, "out", {
        "news": ("", []), "communities": ("", ["long-covid"]), "newsletter": ("", []), "facebook": ("", []),
        "linkedin": ("", [])}), now)
    for one in row.deliveries.order_by("pk"):
        deliver(one.pk, now=now)
    pasted = row.deliveries.get(channel="facebook")
    decide_delivery(delivery=pasted, by_id=house.members["oda"].pk, stands=True, address=POSTED_AT, now=now)
    columns = {name: name for name in RESULTS.split("\n", maxsplit=1)[0].split(",")}
    bring_in_results(content=RESULTS.encode(), columns=columns, by_id=house.members["oda"].pk, now=now)


def _stopped(house: House, week: Any) -> None:
    """A patient took her permission back before the post went out."""
    oda, now = house.members["oda"], house.now
    paper = enter_authorization(member=oda, form=None, now=now - timedelta(days=5), told={
        "label": "The story of a second dose", "description": "How she got her second dose.", "scopes": "TEXT",
        "discloser": "The communications office", "recipients": "Everybody who reads our pages",
        "channels": "HERE WEBSITE SOCIAL", "purpose": "To encourage others", "signed_how": "TYPED",
        "expires_on": (now + timedelta(days=300)).date(), "signer_name": "Rosa Example",
        "signed_on": (now - timedelta(days=6)).date(), "says_revocation": True, "says_conditioning": True,
        "says_redisclosure": True, "in_plain_language": True, "copy_given": True})
    row = _written(house, week, "stopped", {"news": ("", []), "facebook": ("", [])}, publish_at=now + timedelta(days=1))
    link_permit(message=row, member_id=oda.pk, public_id=paper.public_id, now=now - timedelta(days=4))
    _approved(house, message_named(row.public_id), now - timedelta(days=2))
    revoke_authorization(authorization=paper, by_id=house.members["sue"].pk, now=now - timedelta(days=1))


def _own(house: House) -> None:
    """Dr Okoye plans one post for her own account."""
    okoye = house.members.get("ngozi-o")
    if okoye is not None:
        plan_own(member=okoye, message=None, channels=["linkedin"], now=house.now - timedelta(days=1), told={
            "title": "A short walk after dinner", "language": "en", "interests": "none",
            "body": "A short walk after dinner helps some people with their sugar. It is not for everybody: ask your "
                    "own team. Source: our clinic, fact sheet on walking, 2026.",
            "publish_at": house.now + timedelta(days=3)})
