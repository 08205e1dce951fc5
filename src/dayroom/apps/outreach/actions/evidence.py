"""What stands beside a text when somebody decides about it: guard, S1-S17, readability, brand, time, permissions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from dayroom.apps.outreach.actions.deliveries import campaign_context
from dayroom.apps.outreach.actions.permits import uncovered
from dayroom.apps.outreach.models import Message, Variant
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.queries.events import event_of, is_event_over, with_event
from dayroom.apps.outreach.queries.messages import (
    brand_kit,
    hashtags_of,
    lacking_permits,
    outgoing_of,
    text_of,
    variants_of,
)
from dayroom.apps.outreach.rules.messages import brand_points, misfits, open_points, timeliness
from dayroom.apps.outreach.vocabulary.campaigns import CampaignKind
from dayroom.apps.outreach.vocabulary.channels import Preview
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.engines.guard.conduct import AiRole, ImageShows
from dayroom.platform import markup

NO_INTERESTS = ("none", "no ", "ningun", "nada")


@dataclass(frozen=True, slots=True)
class Looked:
    """One text that will be seen (the message's own, or a channel's), and what was said of it."""

    anchor: str
    text: str
    report: guard.Report | None
    decision: guard.Decision
    conduct: tuple[guard.ConductResult, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """``stops`` must be gone before anybody can approve; ``notes`` are for the one who decides."""

    looked: tuple[Looked, ...]
    previews: tuple[tuple[str, str, Preview], ...]  # (channel, label, preview)
    readability: guard.Readability
    stops: tuple[str, ...]
    notes: tuple[str, ...]

    def kept(self) -> dict[str, object]:
        """Codes and counts for the record of an approval; no words."""
        return {
            "texts": len(self.looked), "notes": len(self.notes), "grade": str(self.readability.verdict),
            "guard": [one.decision.action.value for one in self.looked],
            "conduct": sorted({c.id for one in self.looked for c in one.conduct
                               if c.outcome is guard.conduct.Outcome.FAIL}),
        }


def evidence_of(message: Message, *, now: datetime) -> Evidence:
    """Look at everything that will be seen. Nothing is kept here."""
    variants = variants_of(message)
    looked = [_look(message, "body", with_event(message, message.body))]
    looked += [_look(message, f"variant:{one.channel}", one.text) for one in variants if one.text.strip()]
    previews = tuple((one.channel, str(CHANNELS[one.channel].label), _preview(message, one)) for one in variants)
    stops, notes = _points(message, variants, now)
    for one in looked:
        more_stops, more_notes = _said(one)
        stops += more_stops
        notes += more_notes
    for _channel, label, preview in previews:
        stops += [f"{label}: {fault}" for fault in preview.faults]
    return Evidence(
        looked=tuple(looked), previews=previews, readability=guard.readability(message.body, message.language),
        stops=tuple(dict.fromkeys(stops)), notes=tuple(dict.fromkeys(notes)),
    )


def _preview(message: Message, variant: Variant) -> Preview:
    return CHANNELS[variant.channel].preview(outgoing_of(message, variant))


def _look(message: Message, anchor: str, text: str) -> Looked:
    words = markup.clean(f"{message.title}\n\n{text}" if anchor == "body" else text)
    policy = guard.with_authorization() if message.permits.exists() else guard.DEFAULT_POLICY
    report, decision = examine(words, context=campaign_context(message.language), policy=policy)
    conduct = guard.check_conduct(words, report, conduct_facts(message)) if report is not None else ()
    return Looked(anchor=anchor, text=words, report=report, decision=decision, conduct=conduct)


def conduct_facts(message: Message) -> guard.ConductFacts:
    """What the site knows of a message beyond its words."""
    pictures = list(message.pictures.order_by("pk"))
    shows = {one.shows for one in pictures}
    patient = ImageShows.PERSON_AUTHORIZED.value
    said = patient if patient in shows else next(iter(sorted(shows)), "")
    interests = message.interests.strip()
    declared = () if interests.lower().startswith(NO_INTERESTS) else (guard.Conflict(party=interests),)
    foreign = [one for one in pictures if not one.original]
    return guard.ConductFacts(
        persona_is_professional=True, credential_current=True, is_campaign=not message.own, has_image=bool(pictures),
        image_shows=ImageShows(said), authorization_valid=message.permits.exists(),
        image_is_original=not foreign, image_attribution=" ".join(one.attribution for one in foreign),
        image_license=" ".join(one.license for one in foreign),
        image_alt=" ".join(one.alt for one in pictures) if all(one.alt.strip() for one in pictures) else "",
        conflicts=declared if interests else None, ai_role=AiRole(message.ai_role),
        ai_reviewed_by=message.ai_reviewed_by, audience_shown=True, says_own_views=message.own,
    )


def _said(one: Looked) -> tuple[list[str], list[str]]:
    """What the guard and the conduct checks say: what is blocked stops, the rest is for the second person."""
    if one.report is None or not one.report.checked:
        return [_("The guard could not check this just now. Please try again later.")], []
    stops, notes = [], []
    if one.decision.action is guard.Action.BLOCK:
        stops.append(_(one.decision.sentence) if one.decision.sentence else _("The guard stops this text."))
    elif one.decision.action in (guard.Action.HOLD, guard.Action.NUDGE):
        notes += [_(found.sentence) for found in one.report.findings if found.sentence]
    for check in one.conduct:
        if check.sentence:
            (stops if check.action is guard.Action.BLOCK else notes).append(f"{check.id}: {check.sentence}")
    return stops, notes


def _points(message: Message, variants: list[Variant], now: datetime) -> tuple[list[str], list[str]]:
    campaign, kit = message.campaign, brand_kit()
    public = sum(1 for one in variants if CHANNELS[one.channel].limits.public)
    stops = list(open_points(
        interests=message.interests, ai_role=message.ai_role, ai_reviewed_by=message.ai_reviewed_by,
        has_channel=bool(variants), timely_seen=message.timely_seen, body=message.body))
    stops += uncovered(message)
    stops += [_("The permission “%(label)s” does not count any more.") % {"label": label}
              for label in lacking_permits(message, timezone.localdate(now))]
    if is_event_over(message, max(message.publish_at or now, now)):
        stops.append(_("It would go out when its event is over. Change the day of the event, or the time it goes out."))
    notes = list(timeliness(
        publish_at=message.publish_at, true_until=message.true_until, public_channels=public, now=now,
        for_everyone=campaign.for_everyone if campaign else True))
    if kit is not None:
        notes += brand_points(" ".join([message.title, message.body, *(one.text for one in variants)]),
                              avoid=kit.avoid, name=kit.name, boilerplate=kit.boilerplate)
    if campaign and campaign.kind == CampaignKind.EVENT and event_of(message) is None:
        notes.append(_("Its campaign is for an event, and no day stands in this message."))
    if not message.sources.strip():
        notes.append(_("No source is named."))
    return stops, notes


def faults_in(message: Message, variant: Variant) -> tuple[str, ...]:
    """What of this variant does not fit its channel."""
    post = outgoing_of(message, variant)
    pictures = list(message.pictures.order_by("pk"))
    stills = [one for one in pictures if not one.media_type.startswith("video/")]
    videos = [one for one in pictures if one.media_type.startswith("video/")]
    return misfits(
        post.full_text, link=post.link, limits=CHANNELS[variant.channel].limits, hashtags=len(hashtags_of(message)),
        alts=[one.alt for one in stills], videos=[one.captions for one in videos], pictures=len(stills))


__all__ = ["Evidence", "Looked", "conduct_facts", "evidence_of", "faults_in", "text_of"]
