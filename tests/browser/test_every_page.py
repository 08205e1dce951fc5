"""Every page of the house: no axe violation in light or dark, no sideways scrolling at 360 px, nothing from elsewhere."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from playwright.sync_api import BrowserContext

from dayroom.apps.communities.actions.posts import submit_topic
from dayroom.apps.communities.models import Bookmark, Community, Invitation, Membership, Post, Reaction
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import MembershipState, Visibility
from dayroom.apps.listening.actions.community import count_weeks
from dayroom.apps.moderation.models import Case
from dayroom.apps.notices.queries import token_for
from dayroom.apps.outreach.models import SurveyQuestion
from dayroom.apps.outreach.queries import letters
from dayroom.apps.people.forms.guardians import ChildForm, GuardianAskForm, GuardianCheckForm
from dayroom.apps.people.models import Credential, GuardianConsent, Member, Persona
from dayroom.apps.people.vocabulary.guardians import guardian_text
from dayroom.apps.tracking.models import VisitSheet
from dayroom.apps.tracking.presenters.sheets import drawn_sheet
from dayroom.apps.tracking.queries.sheets import choice_of, eyes_of
from dayroom.kernel.errors import TooMany, Unavailable
from tests import cast
from tests.browser import axe
from tests.browser.inside import HOST, Inside
from tests.guards.tree import templates
from tests.integration import (
    alert_scene,
    asking,
    checked_facts,
    feedback_scene,
    health_scene,
    learning_scene,
    library_scene,
    papers,
    scene,
)
from tests.integration.listening import alarm_scene, source_scene
from tests.integration.listening import desk_scene as listening_scene
from tests.integration.moderation import desk_scene
from tests.integration.outreach import campaign_scene
from tests.integration.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PASSWORD = "a quiet room with a lamp"
EXTENDS = re.compile(r"\{%\s*extends\s+\"")
EXCUSED = {
    "400.html": "the same page as errors/400.html", "403.html": "errors/403.html", "403_csrf.html": "errors/403.html",
    "404.html": "errors/404.html", "429.html": "errors/429.html", "500.html": "errors/500.html", "503.html": "errors/503.html",
    "account/base_page.html": "a frame", "account/base_reauthenticate.html": "a frame", "tour/_base.html": "a frame",
    "allauth/layouts/base.html": "a frame",
    "account/password_set.html": "only for accounts without a password; the site makes none",
    "account/signup_closed.html": "sign-up cannot be closed by a setting yet",
    "account/verified_email_required.html": "no view asks for it: nobody signs in without a confirmed address",
    "account/email.html": "allauth draws email_change.html, because one member has one address",
    "mfa/webauthn/authenticator_confirm_delete.html": "drawn by our own view in its place",
    "account/password_reset_from_key_done.html": "the view leads on to the sign-in page",
}  # fmt: skip
# drawn from the demo's people: looked at by the stories against the running demo
IN_THE_DEMO = {
    "demo/demo_page.html", "tour/alert.html", "tour/answer.html", "tour/card.html", "tour/channels.html", "tour/myth.html", "tour/sight.html", "tour/withdraw.html",
    "tour/worry.html",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    role: str
    path: Callable[[World], str] | str
    sent: Callable[[World], dict[str, Any]] | dict[str, str] | None = None
    made: Callable[[], HttpResponse] | None = None
    status: int = 200


@dataclass(slots=True)
class World:
    scene: Scene
    desk: desk_scene.Desk = field(init=False)
    closed: str = ""
    expired: str = ""
    persona: str = ""
    credential: str = ""
    held: str = ""
    reset: str = ""
    asking: Any = None  # tests.integration.asking.Asking
    facts: Any = None  # tests.integration.checked_facts.Facts
    papers: Any = None  # tests.integration.papers.Papers
    shelf: Any = None  # tests.integration.library_scene.Shelf
    learning: Any = None  # tests.integration.learning_scene.Learning
    alerts: Any = None  # tests.integration.alert_scene.Alerts
    feedback: Any = None  # tests.integration.feedback_scene.Feedback
    outreach: Any = None  # tests.integration.outreach.campaign_scene.Outreach
    health: Any = None  # tests.integration.health_scene.Health
    alarms: Any = None  # tests.integration.listening.alarm_scene.Looks
    listening: Any = None  # tests.integration.listening.desk_scene.Desk
    sources: Any = None  # tests.integration.listening.source_scene.Sources


def world_made() -> World:
    made = World(scene.build())
    now, it = timezone.now(), made.scene
    hybrid = Community.objects.create(
        slug="half-open",
        name="Half open",
        description="Partly public.",
        made_at=now,
        visibility=Visibility.HYBRID,
        join_policy="ASK",
    )
    Membership.objects.create(community=hybrid, member=it.mo, since=now, role="MODERATOR")
    dora = cast.member("dora", about="I knit.")
    Membership.objects.create(
        community=it.place, member=dora, since=now, state=MembershipState.ASKED, asked_note="May I come in?"
    )
    made.closed = submit_topic(
        author=it.mo, community=hybrid, now=now, written=Written(title="Behind the door", body="For members.")
    ).topic.public_id
    made.held = submit_topic(
        author=it.ann,
        community=it.place,
        now=now,
        asks_moderator=True,
        written=Written(title="Wait", body="Please look."),
    ).post.public_id
    Post.objects.filter(pk=it.post.pk).update(content_warning="needles")
    Invitation.objects.create(
        community=it.place, token="e" * 32, made_by=it.mo, made_at=now, expires_at=now - timedelta(days=1)
    )
    Bookmark.objects.create(member=it.ann, post=it.post, made_at=now)
    Reaction.objects.create(member=it.mo, post=it.post, kind="SAME_HERE", made_at=now)
    persona = Persona.objects.create(
        member=it.ann,
        handle="dr-ann",
        display_name="Dr Ann Lee",
        profession="PHYSICIAN",
        interests="None.",
        made_at=now,
        verified_until=(now + timedelta(days=400)).date(),
    )
    credential = Credential.objects.create(
        persona=persona, register="NPI", country="US", number="1234567893", checksum_ok=True, claimed_at=now
    )
    for person in (it.ann, it.sue):
        person.set_password(PASSWORD)
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    made.asking = asking.build(it.ann, it.sue)
    made.papers = papers.build(made.asking.okoye, it.sue, now)
    made.facts = checked_facts.build(it.post, it.reply, it.sue, it.ann, now)
    made.shelf = library_scene.build(made.asking.okoye, it.ann, it.sue, now)
    made.alerts = alert_scene.build(it.mo, it.sue, now)
    made.feedback = feedback_scene.build(it.mo, it.sue, now)
    made.learning = learning_scene.build(it.ann, it.sue, it.mo, now)
    made.outreach = campaign_scene.build(cast.oda(), it.sue, now)
    made.health = health_scene.build(it.ann, it.mo, now)
    made.alarms = alarm_scene.looks(it.sue)
    made.listening = listening_scene.looks(made.alarms.topic, it.sue)
    made.sources = source_scene.build(it.sue)
    count_weeks(now)
    made.desk = desk_scene.build(it.topic, it.ann, it.mo, it.sue, now)
    made.persona, made.credential = persona.public_id, credential.public_id
    Authenticator.objects.create(user=it.sue, type="totp", data={"secret": get_adapter().encrypt("JBSWY3DPEHPK3PXP")})
    Authenticator.objects.create(
        user=it.sue, type="recovery_codes", data={"seed": get_adapter().encrypt("5eed" * 10), "used_mask": 0}
    )
    Authenticator.objects.create(
        user=it.sue, type="webauthn", data={"name": "Key", "passwordless": True, "credential": {}}
    )
    return made


def fault_page(fault: Exception) -> Callable[[], HttpResponse]:
    def draw() -> HttpResponse:
        status = getattr(fault, "status", 500)
        return render(None, f"errors/{status}.html", {"sentence": str(fault)}, status=status)  # type: ignore[arg-type]

    return draw


def plain(name: str, status: int) -> Callable[[], HttpResponse]:
    return lambda: render(None, name, status=status)  # type: ignore[arg-type]  # pages that need no request


def guardian_page() -> HttpResponse:
    """Switched off on the site of these tests, like on every site whose operator has not chosen it."""
    text, places = guardian_text("en"), [(1, "Young sensors")]
    row = GuardianConsent(state="CHECKED", asked_at=cast.NOW, text_version=text.version)
    return render(None, "people/guardian_page.html", {  # type: ignore[arg-type]  # as above
        "form": GuardianAskForm(None, places=places, text=text), "text": text, "places": places,
        "lines": [{"row": row, "place": "Young sensors", "may_open": True, "may_end": True}],
    })


def guardian_step() -> HttpResponse:
    return render(None, "people/guardian_step.html", {  # type: ignore[arg-type]  # as above
        "title": "Open the account", "button": "Open the account", "form": ChildForm(),
        "lead": "Best done together. You can see and end this account at any time.",
    })


def desk_guardians() -> HttpResponse:
    row = GuardianConsent(guardian=Member(handle="ann", email="ann@example.org"), confirmed_at=cast.NOW)
    return render(None, "people/desk_guardians.html", {  # type: ignore[arg-type]  # as above
        "waiting": [row], "decided": [], "form": GuardianCheckForm(),
    })


def opened_sheet() -> HttpResponse:
    """What stands behind the code: opened by a cookie, which a look does not bring along."""
    row = VisitSheet.objects.get()
    return render(None, "tracking/shared_sheet.html", {  # type: ignore[arg-type]  # as above
        "drawn": drawn_sheet(eyes_of(row), choice_of(row)), "token": "t", "made": cast.NOW.date(),
    })


def confirm_page() -> HttpResponse:
    address = SimpleNamespace(email="ann@example.org", user=SimpleNamespace(handle="ann"))
    confirmation = SimpleNamespace(key="k:1:x", email_address=address)
    return render(None, "account/email_confirm.html", {"confirmation": confirmation, "can_confirm": True})  # type: ignore[arg-type]


LOOKS = [
    *(Look("visitor", path) for path in (
        "/", "/communities/", "/c/diabetes/", "/c/diabetes/about", "/help/now", "/about", "/accessibility", "/components",
        "/search?q=sensor", "/tour", "/tour/plain", "/tour/reply", "/account/login/", "/account/signup/", "/account/password/reset/",
        "/account/password/reset/done/", "/account/confirm-email/", "/account/inactive/", "/privacy/",
        "/account/password/reset/key/zz-zz/", "/account/confirm-email/zz/",
    )),
    Look("visitor", lambda w: f"/t/{w.scene.topic.public_id}/"),
    Look("visitor", lambda w: f"/t/{w.closed}/"),
    Look("visitor", lambda w: f"/p/{w.scene.reply.public_id}/history"),
    Look("visitor", "/nowhere", status=404),
    Look("visitor", "/privacy/export", sent={}, status=401),
    Look("visitor", lambda w: f"/t/{w.scene.topic.public_id}/reply", sent={"body": "I was signed out."}, status=401),
    Look("visitor", "/invite/" + "t" * 32),
    Look("visitor", "/invite/" + "e" * 32, status=410),
    Look("visitor", "/account/signup/", sent={"email": "no", "handle": "a b"}, status=422),
    Look("visitor", "/account/login/", sent={"login": "sue@example.org", "password": PASSWORD}),
    Look("visitor", lambda w: f"/notices/unsubscribe/{token_for(w.scene.ann.public_id)}"),
    Look("visitor", "/search?q="),
    Look("visitor", "/!429", made=fault_page(TooMany()), status=429),
    Look("visitor", "/!500", made=fault_page(ValueError()), status=500),
    Look("visitor", "/!503", made=fault_page(Unavailable()), status=503),
    Look("visitor", "/!400", made=plain("errors/400.html", 400), status=400),
    Look("visitor", "/!later", made=plain("people/signup_later.html", 200)),
    Look("visitor", "/!confirm", made=confirm_page),
    Look("member", "/!guardian", made=guardian_page),
    Look("member", "/!guardian-step", made=guardian_step),
    Look("steward", "/!guardians", made=desk_guardians),
    *(Look("member", path) for path in (
        "/", "/help-wanted", "/c/diabetes/", "/c/diabetes/new", "/me/drafts", "/me/bookmarks", "/me/", "/me/following",
        "/me/blocked", "/m/mo", "/m/ann", "/me/professional/", "/me/professional/claim", "/notices/", "/notices/settings",
        "/messages/", "/messages/to/mo", "/privacy/", "/privacy/leave", "/flags/", "/account/security/", "/account/email/",
        "/account/password/change/", "/account/2fa/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/", "/account/sessions/", "/account/logout/", "/c/diabetes/leave", "/c/half-open/ask",
        "/pro/dr-ann", "/search?q=sensor",
    )),
    Look("member", "/desk/audit/", status=403),
    Look("member", lambda w: f"/t/{w.scene.topic.public_id}/"),
    Look("member", lambda w: f"/t/{w.scene.topic.public_id}/same-here"),
    Look("member", lambda w: f"/t/{w.scene.topic.public_id}/reply", sent={"body": "My NHS number is 943 476 5919."}, status=422),
    Look("member", "/t/zzzzzzzzzzzzzzzzzzzz/reply", sent={"body": "Where did it go?"}, status=404),
    Look("member", lambda w: f"/p/{w.scene.reply.public_id}/edit"),
    Look("member", lambda w: f"/p/{w.scene.reply.public_id}/withdraw"),
    Look("member", lambda w: f"/p/{w.held}/sent"),
    Look("member", lambda w: f"/me/professional/{w.persona}"),
    Look("member", "/privacy/export", sent={}),
    Look("member", lambda w: f"/decisions/{w.scene.decision.public_id}"),
    Look("moderator", lambda w: f"/flag/post/{w.scene.post.public_id}"),
    Look("moderator", lambda w: f"/flag/post/{w.scene.post.public_id}", sent={"reason": "SAFETY", "note": ""}, status=201),
    *(Look("moderator", path) for path in (
        "/c/diabetes/settings", "/c/diabetes/announce", "/c/diabetes/people", "/c/diabetes/people/ann/remove",
        "/c/diabetes/invitations", "/desk/", "/desk/cases/", "/desk/appeals/", "/desk/on-call/", "/desk/care/",
        "/desk/second-looks/",
    )),
    Look("moderator", lambda w: f"/desk/cases/{w.scene.case.public_id}"),
    Look("moderator", lambda w: f"/desk/cases/{w.desk.hard}"),
    Look("moderator", "/desk/cases/together", sent=lambda w: {"case": w.desk.waiting}),
    Look("moderator", lambda w: f"/desk/together/{w.desk.together}"),
    Look("moderator", "/desk/care/debrief", sent={"answer": "HEAVY"}),
    Look("moderator", lambda w: f"/desk/cases/{w.scene.case.public_id}/decide", sent={"verdict": "RELEASE"}),
    *(Look("steward", path) for path in (
        "/communities/new", "/desk/", "/desk/network/", "/desk/network/open", "/desk/network/rules", "/desk/network/diabetes/",
        "/desk/audit/", "/desk/credentials/", "/desk/people/", "/desk/people/ann", "/desk/helplines/",
        "/account/2fa/", "/account/2fa/totp/deactivate/", "/account/2fa/recovery-codes/", "/account/2fa/recovery-codes/generate/",
        "/account/2fa/webauthn/", "/account/security/",
    )),
    *(Look("steward", path) for path in (
        "/desk/on-call/", "/desk/reasons/", "/desk/reasons/new", "/desk/reasons/SELLING", "/desk/seconds/", "/desk/reports/",
    )),
    Look("steward", lambda w: f"/desk/second-looks/{w.desk.look}"),
    Look("visitor", "/transparency/"),
    Look("member", "/decisions/"),
    Look("steward", "/desk/audit/check", sent={}),
    Look("steward", lambda w: f"/desk/credentials/{w.credential}"),
    Look("steward", lambda w: f"/desk/appeals/{w.scene.appeal.public_id}"),
    Look("visitor", "/faq/"),
    Look("visitor", "/faq/?q=nothing+like+it"),
    Look("visitor", lambda w: f"/faq/{w.asking.faq}/"),
    Look("visitor", "/faq/collections/sugar/"),
    Look("visitor", lambda w: f"/t/{w.asking.answered}/"),
    Look("member", "/ask/"),
    Look("member", "/c/diabetes/ask-a-professional"),
    Look("member", lambda w: f"/q/{w.asking.waiting}/"),
    Look("member", lambda w: f"/q/{w.asking.answered}/again"),
    Look("member", lambda w: f"/t/{w.asking.answered}/"),
    Look("clinician", "/pro/questions/"),
    Look("clinician", lambda w: f"/pro/questions/{w.asking.waiting}/"),
    Look("clinician", lambda w: f"/pro/questions/{w.asking.taken}/"),
    Look("clinician", lambda w: f"/pro/questions/{w.asking.taken}/answer", sent={"body": "Many are.", "do": "refer"}),
    Look("clinician", lambda w: f"/pro/questions/{w.asking.taken}/hand-over"),
    Look("clinician", lambda w: f"/pro/talks/{w.asking.talk}/"),
    Look("clinician", lambda w: f"/p/{w.asking.answer}/take-private"),
    Look("clinician", "/desk/faq/new"),
    *(Look("steward", path) for path in ("/desk/faq/", "/desk/faq/collections/", "/desk/faq/collections/sugar/")),
    Look("steward", lambda w: f"/desk/faq/{w.asking.proposed}/"),
    *(Look("moderator", path) for path in ("/policies/", "/policies/moderators/", "/training/", "/training/privacy/")),
    Look("moderator", "/training/privacy/", sent={f"q{at}": "0" for at in range(5)}, status=422),
    *(Look("steward", path) for path in (
        "/desk/policies/", "/desk/policies/new", "/desk/policies/moderators/", "/desk/policies/moderators/readers",
        "/desk/authorizations/", "/desk/authorizations/all/html",
    )),
    Look("steward", lambda w: f"/desk/authorizations/{w.papers.taken_back}"),
    Look("clinician", "/me/authorizations/"),
    Look("clinician", "/me/authorizations/new"),
    Look("clinician", lambda w: f"/me/authorizations/{w.papers.counts}"),
    Look("clinician", lambda w: f"/me/authorizations/{w.papers.lacks}"),
    Look("visitor", lambda w: f"/fact-checks/{w.facts.accepted}/"),
    Look("visitor", "/tour/ask"),
    Look("visitor", "/tour/plain", sent={"text": "Patients should administer 15 grams of carbohydrates orally."}),
    Look("visitor", "/tour/ask", sent={"text": "Take 4 more units of insulin tonight.", "do": "send"}),
    Look("visitor", "/tour/ask", sent={"text": "Ask your own nurse.", "do": "helped"}),
    Look("member", "/check"),
    Look("member", "/check", sent={"text": "My card is 4111111111111111", "author": "ORGANISATION", "place": "PUBLIC",
                                   "language": "en"}),
    Look("member", lambda w: f"/true/post/{w.scene.reply.public_id}/"),
    *(Look("steward", path) for path in (
        "/desk/fact-checks/", "/desk/fact-checks/?state=ACCEPTED", "/desk/fact-checks/new", "/desk/fact-checks/import",
        "/desk/true/", "/desk/api-keys/",
    )),
    Look("steward", "/desk/api-keys/", sent={"name": "Leaflets"}),
    Look("steward", lambda w: f"/desk/fact-checks/{w.facts.accepted}/"),
    Look("steward", lambda w: f"/desk/fact-checks/{w.facts.waiting}/"),
    Look("steward", lambda w: f"/desk/true/{w.facts.question}/"),
    Look("steward", "/check/reply"),
    Look("steward", "/check/reply", sent={"text": "We are sorry about your visit.", "language": "en"}, status=422),
    *(Look("visitor", path) for path in ("/ask/library/", "/learn/", "/learn/is-it-true/", "/words/", "/services/", "/services/?q=none")),
    Look("visitor", lambda w: f"/learn/certificates/{w.learning.certificate}/"),
    Look("visitor", lambda w: f"/services/{w.learning.service}/"),
    Look("member", lambda w: f"/learn/is-it-true/lesson/{w.learning.lesson}/", sent={"q0": "0", "q1": "0"}),
    Look("member", "/learn/is-it-true/questions/after/", sent={f"q{at}": "0" for at in range(5)}),
    Look("member", "/learn/is-it-true/certificate/"),
    *(Look("steward", path) for path in (
        "/desk/courses/", "/desk/courses/new/", "/desk/courses/is-it-true/", "/desk/words/new/", "/desk/services/",
        "/desk/services/new/",
    )),
    Look("steward", lambda w: f"/desk/services/{w.learning.service}/"),
    *(Look("visitor", path) for path in ("/library/news/", "/library/news/?tier=1")),
    Look("member", "/library/news/suggest"),
    *(Look("steward", path) for path in ("/desk/news/", "/desk/news/sources/new")),
    Look("steward", lambda w: f"/desk/news/sources/{w.learning.news_source}/"),
    *(Look("visitor", path) for path in (
        "/library/", "/library/?q=sugar", "/library/?q=nothing", "/library/conditions/", "/library/conditions/type-2-diabetes",
    )),
    Look("visitor", lambda w: f"/library/{w.shelf.slug}"),
    Look("visitor", lambda w: f"/library/{w.shelf.slug}/unclear", sent={"text": ""}, status=422),
    Look("visitor", "/library/people"),
    Look("member", "/library/for-me"),
    *(Look("steward", path) for path in (
        "/desk/library/", "/desk/library/new", "/desk/library/due", "/desk/library/feedback", "/desk/library/recordings",
    )),
    *(Look("steward", lambda w, name=name: f"/desk/library/articles/{getattr(w.shelf, name)}") for name in (
        "live", "waiting", "begun",
    )),
    Look("visitor", "/outreach/news/"),
    Look("visitor", lambda w: f"/outreach/news/{w.outreach.out}/"),
    Look("member", "/outreach/newsletter/"),
    Look("visitor", lambda w: f"/outreach/newsletter/confirm/{letters.token_for(w.outreach.subscription, letters.CONFIRM_SALT)}"),
    Look("visitor", lambda w: f"/outreach/newsletter/leave/{letters.token_for(w.outreach.subscription, letters.LEAVE_SALT)}"),
    *(Look("steward", path) for path in (
        "/desk/outreach/", "/desk/outreach/brand", "/desk/outreach/calendar", "/desk/outreach/calendar?as=list",
        "/desk/outreach/campaigns/new", "/desk/outreach/messages/new", "/desk/outreach/posts/",
        "/desk/outreach/newsletter", "/desk/outreach/webhooks", "/desk/outreach/results", "/outreach/own/",
        "/outreach/own/new",
    )),
    Look("steward", lambda w: f"/desk/outreach/campaigns/{w.outreach.campaign}/"),
    Look("steward", lambda w: f"/desk/outreach/messages/{w.outreach.asked}/"),
    Look("steward", lambda w: f"/desk/outreach/messages/{w.outreach.out}/"),
    Look("steward", lambda w: f"/desk/outreach/messages/{w.outreach.asked}/channels"),
    Look("steward", lambda w: f"/desk/outreach/messages/{w.outreach.asked}/event"),
    Look("steward", "/desk/outreach/campaigns/"),
    Look("steward", lambda w: f"/desk/outreach/posts/{w.outreach.hand}/"),
    Look("steward", lambda w: f"/outreach/own/{w.outreach.own}/"),
    *(Look("visitor", path) for path in ("/alerts/", "/alerts/asked/", "/alerts/map")),
    Look("visitor", lambda w: f"/alerts/{w.alerts.live}/"),
    Look("member", "/alerts/areas/"),
    *(Look("steward", path) for path in (
        "/desk/alerts/", "/desk/alerts/new/?from=heat", "/desk/alerts/cap/", "/desk/alerts/areas/", "/desk/rumours/",
    )),
    Look("steward", lambda w: f"/desk/alerts/{w.alerts.draft}/"),
    Look("steward", lambda w: f"/desk/alerts/{w.alerts.draft}/links/"),
    Look("steward", lambda w: f"/desk/alerts/{w.alerts.live}/report/"),
    Look("steward", lambda w: f"/desk/rumours/{w.alerts.rumour}/"),
    *(Look("visitor", path) for path in ("/health-map/", "/health-map/frame")),
    *(Look("moderator", f"/desk/communities/how/{path}") for path in ("", "diabetes/")),
    *(Look("steward", path) for path in (
        "/desk/listening/alarms/", "/desk/listening/alarms/summary/", "/desk/listening/thresholds/",
        "/desk/listening/how-wrong/",
    )),
    Look("steward", lambda w: f"/desk/listening/alarms/{w.alarms.open}/"),
    Look("steward", lambda w: f"/desk/listening/alarms/{w.alarms.open}/", sent={"after": "EXPLAINED"}, status=422),
    Look("steward", lambda w: f"/desk/listening/alarms/{w.alarms.confirmed}/"),
    Look("steward", lambda w: f"/desk/listening/alarms/{w.alarms.confirmed}/hand-over/"),
    Look("steward", lambda w: f"/desk/listening/thresholds/{w.alarms.topic}/?place=US-CA"),
    *(Look("steward", f"/desk/listening/{path}") for path in (
        "", "topics/", "topics/new/", "questions/", "official/", "official/new/",
    )),
    *(Look("steward", lambda w, path=path: f"/desk/listening/topics/{w.alarms.topic}/{path}")  # type: ignore[misc]  # bound now
      for path in ("", "?place=US-CA", "judge/", "years/")),
    Look("steward", lambda w: f"/desk/listening/topics/{w.alarms.topic}/edit/", sent={
        "name": "Measles", "about": "", "terms_en": "measles", "do": "look"}),
    Look("steward", lambda w: f"/desk/listening/official/{w.listening.official.public_id}/"),
    Look("steward", lambda w: f"/desk/listening/official/{w.listening.official.public_id}/{w.alarms.topic}/"),
    *(Look("steward", f"/desk/listening/sources/{path}") for path in (
        "", "new/feed", "new/mastodon", "new/trends", "new/file", "new/cap", "new/own",
    )),
    Look("steward", lambda w: f"/desk/listening/sources/{w.sources.feed}/"),
    Look("steward", lambda w: f"/desk/listening/sources/{w.sources.feed}/edit", sent={"name": ""}, status=422),
    Look("steward", lambda w: f"/desk/listening/sources/{w.sources.feed}/try", sent={}),
    Look("steward", lambda w: f"/desk/listening/sources/{w.sources.file}/"),
    Look("steward", lambda w: f"/desk/listening/sources/rounds/{w.sources.waiting}/columns"),
    Look("steward", lambda w: f"/desk/listening/sources/rounds/{w.sources.waiting}/columns",
         sent=lambda _w: source_scene.COLUMNS),
    Look("steward", lambda w: f"/desk/listening/sources/rounds/{w.sources.reading}/"),
    Look("steward", lambda w: f"/desk/listening/sources/rounds/{w.sources.done}/"),
    Look("steward", lambda w: f"/desk/listening/sources/rounds/{w.sources.failed}/"),
    *(Look("visitor", path) for path in ("/reviews/", "/feedback/", "/vacancies/")),
    Look("visitor", lambda w: f"/reviews/{w.feedback.place}/"),
    Look("visitor", lambda w: f"/reviews/{w.feedback.place}/write/"),
    Look("visitor", lambda w: f"/reviews/{w.feedback.place}/write/", sent={
        "stars": "2", "body": "It took a long time.", "relation": "PATIENT"}),
    Look("visitor", lambda w: f"/reviews/own/{w.feedback.review}/{w.feedback.secret}/"),
    Look("visitor", lambda w: f"/feedback/{w.feedback.survey}/"),
    Look("visitor", lambda w: f"/vacancies/{w.feedback.vacancy}/"),
    Look("visitor", lambda w: f"/feedback/{w.feedback.survey}/", sent=lambda w: {
        f"q{SurveyQuestion.objects.filter(kind='SCALE').values_list('pk', flat=True)[0]}": "4"}),
    *(Look("steward", path) for path in (
        "/desk/reviews/", "/desk/reviews/places/new/", "/desk/surveys/", "/desk/surveys/new/", "/desk/vacancies/",
        "/desk/vacancies/new/",
    )),
    Look("steward", lambda w: f"/desk/reviews/{w.feedback.review}/"),
    Look("steward", lambda w: f"/desk/reviews/places/{w.feedback.place}/codes/", sent={"count": "3"}),
    Look("steward", lambda w: f"/desk/reviews/places/{w.feedback.place}/import/"),
    Look("steward", lambda w: f"/desk/surveys/{w.feedback.survey}/"),
    Look("steward", lambda w: f"/desk/surveys/{w.feedback.survey}/codes/", sent={"count": "3"}),
    Look("steward", lambda w: f"/desk/vacancies/{w.feedback.vacancy}/"),
    *(Look("member", path) for path in (
        "/health/me/", "/health/agree", "/health/me/trackers/", "/health/me/check-in", "/health/me/about-me",
        "/health/me/forms/", "/health/me/forms/benefits/", "/health/me/forms/phq-9/answers/",
    )),
    *(Look("visitor", path) for path in (
        "/health/treatments/", "/health/treatments/metformin/", "/health/treatments/walking/",
        "/health/treatments/compare/?a=metformin&b=semaglutide&for=type-2-diabetes", "/health/conditions/type-2-diabetes/",
    )),
    Look("member", "/health/me/bring"),
    Look("member", lambda w: f"/health/me/bring/{w.health.batch}"),
    Look("member", lambda w: f"/health/me/bring/{w.health.table}/columns", status=422, sent={
        "look": "1", "date": "Day", "value": "Sugar", "date_form": "ISO", "measure": "glucose", "unit": "u:kg"}),
    Look("member", "/health/me/bring/sources"),
    Look("member", "/health/me/take"),
    Look("member", "/health/me/delete"),
    Look("member", lambda w: f"/health/me/take/{w.health.taking}"),
    Look("member", "/health/me/apps", sent={"name": "Diary", "scopes": "Observation", "days": "30"}),
    Look("member", "/health/me/documents", sent={"make": "1"}),
    Look("visitor", "/!handed-in", made=plain("tracking/hand_in_done.html", 200)),
    Look("visitor", lambda w: f"/health/hand-in/{w.health.receive}"),
    *(Look("member", path) for path in (
        "/health/me/conditions/", "/health/me/treatments/", "/health/me/timeline", "/health/me/story", "/health/seen",
        "/health/log", "/health/carers/", "/health/carers/ask", "/health/carers/kept/new",
    )),
    Look("visitor", "/health/policy"),
    Look("member", "/health/me/conditions/new", sent={"text": "asth", "look_up": "1"}),
    Look("member", "/health/me/events/new", sent={"title": "", "on_year": "19"}, status=422),
    Look("member", lambda w: f"/health/me/conditions/{w.health.condition}"),
    Look("member", lambda w: f"/health/me/audience/condition/{w.health.condition}", sent=lambda w: {
        "audience": "CARERS"}),
    Look("member", lambda w: f"/health/carers/{w.health.proxy}/change"),
    Look("member", lambda w: f"/health/carers/kept/{w.health.kept}/delete"),
    Look("member", lambda w: f"/health/carers/kept/{w.health.kept}/link", sent={"make": "1"}),
    Look("member", lambda w: f"/health/take-over/{w.health.take_over}"),
    Look("member", "/health/like-me/"),
    Look("member", "/health/like-me/card"),
    Look("member", "/health/me/reports/"),
    Look("member", "/health/me/reports/new"),
    Look("member", lambda w: f"/health/me/reports/{w.health.report}/"),
    Look("member", lambda w: f"/health/me/reports/{w.health.report}/step/helped", sent={"text_0": ""}, status=422),
    Look("member", lambda w: f"/health/me/reports/{w.health.report}/step/effects"),
    Look("member", lambda w: f"/health/me/reports/{w.health.report}/step/share"),
    Look("member", lambda w: f"/health/me/reports/{w.health.report}/words", sent={"words": "I had bad nausea and quit."}),
    Look("member", lambda w: f"/health/me/trackers/{w.health.tracker}/?span=365"),
    Look("member", lambda w: f"/health/me/trackers/{w.health.symptom}/enter", sent={"value": "11"}, status=422),
    Look("member", lambda w: f"/health/me/trackers/{w.health.tracker}/enter", status=422, sent={
        "value": "205", "part": "125", "unit": "mm[Hg]"}),
    Look("member", lambda w: f"/health/me/trackers/{w.health.symptom}/edit"),
    Look("member", lambda w: f"/health/me/trackers/{w.health.symptom}/delete"),
    Look("member", lambda w: f"/health/me/readings/{w.health.reading}/"),
    Look("member", lambda w: f"/health/me/readings/{w.health.danger}/help"),
    Look("member", "/health/me/check-in", sent={"note": "I want to end my life tonight."}),
    Look("member", lambda w: f"/health/me/answers/{w.health.answer}/"),
    *(Look("steward", path) for path in ("/desk/forms/", "/desk/forms/new/")),
    Look("steward", lambda w: f"/desk/forms/{w.health.draft}/"),
    *(Look("member", path) for path in (
        "/health/me/goals/", "/health/me/goals/programmes/quit-smoking", "/health/me/reminders/", "/health/me/sheets/",
        "/health/me/reminders/new", "/health/me/shown/",
    )),
    Look("member", "/health/me/goals/new", sent={"what": ""}, status=422),
    Look("member", lambda w: f"/health/me/goals/{w.health.goal}/"),
    Look("member", lambda w: f"/health/me/goals/{w.health.goal}/delete"),
    Look("member", lambda w: f"/health/me/goals/{w.health.walked}/"),
    Look("member", "/health/me/sheets/new", sent={"since_on": ""}, status=422),
    Look("member", lambda w: f"/health/me/sheets/{w.health.sheet}/"),
    Look("visitor", lambda w: f"/shared/{w.health.shared}/", sent={"code": "12"}, status=403),
    Look("visitor", "/!opened", made=opened_sheet),
    Look("stale", "/account/2fa/totp/activate/"),  # asks for the password first
    Look("stale steward", "/account/2fa/recovery-codes/generate/"),
    Look("stale steward", "/account/2fa/reauthenticate/"),
    Look("stale steward", "/account/2fa/webauthn/reauthenticate/"),
    Look("steward", lambda w: f"/account/2fa/webauthn/keys/{key_of(w)}/edit/"),
]  # fmt: skip


def key_of(world: World) -> int:
    return int(Authenticator.objects.get(user=world.scene.sue, type="webauthn").pk)


def enter(inside: Inside, world: World, role: str) -> None:
    people = {
        "member": world.scene.ann,
        "moderator": world.scene.mo,
        "steward": world.scene.sue,
        "clinician": world.asking.okoye,
        "stale": world.scene.ann,
        "stale steward": world.scene.sue,
    }
    inside.client.logout()
    if role in people:
        inside.client.force_login(people[role], backend=scene.BACKEND)
        at = time.time() - (7200 if role.startswith("stale") else 0)
        session = inside.client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": at, "email": people[role].email, "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(people[role].pk)
        session.save()


def faults(page: Any, inside: Inside) -> list[str]:
    found = axe.violations(page)
    page.emulate_media(color_scheme="dark")
    found += [f"dark {line}" for line in axe.violations(page, colors_only=True)]
    page.emulate_media(color_scheme="light")
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"scrolls sideways by {wide} px at 360 px")
    if inside.elsewhere:
        found.append(f"asked {inside.elsewhere}")
    return found


@pytest.mark.timeout(600)
def test_every_page_is_accessible_narrow_and_by_itself(
    context: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One test, because one coverage: which templates were drawn is known only at the end."""
    # a passkey that a test can make up has no key in it; the page around it is what is looked at
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.begin_authentication", lambda user=None: {})
    context.add_init_script(axe.source())  # sent to the browser once, instead of half a megabyte for every page
    world, inside, page = world_made(), Inside(context), context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    wrong, complaints = [], []
    page.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
    for look in LOOKS:
        path = look.path if isinstance(look.path, str) else look.path(world)
        enter(inside, world, look.role)
        form = look.sent(world) if callable(look.sent) else look.sent
        inside.sent = {path: form} if form is not None else {}
        inside.made = {path: look.made} if look.made else {}
        page.goto(HOST + path)
        status = next((code for asked, code, _size in reversed(inside.answers) if asked == path), 0)
        if status != look.status:
            wrong.append(f"{look.role} {path}: status {status}")
        wrong += [f"{look.role} {path}: {fault}" for fault in faults(page, inside)]
    assert not wrong, "\n".join(wrong)
    assert not complaints, "\n".join(complaints)
    missing = undrawn(inside)
    assert not missing, "\n".join(missing)


def undrawn(inside: Inside) -> list[str]:
    pages = {
        str(path).split("/templates/", 1)[1]
        for path in templates()
        if EXTENDS.search(path.read_text(encoding="utf-8")) and "/templates/" in str(path)
    }
    return sorted(pages - inside.templates - set(EXCUSED) - IN_THE_DEMO)


def test_no_excuse_is_left_over() -> None:
    known = {str(path).split("/templates/", 1)[1] for path in templates()}
    assert sorted((set(EXCUSED) | IN_THE_DEMO) - known) == []


def test_cases_are_there_to_be_looked_at() -> None:
    world_made()
    assert Case.objects.count() >= 2
