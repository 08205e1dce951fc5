"""Reading a topic, and the small things one can do with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from dayroom.apps.communities.actions.cards import note_cards
from dayroom.apps.communities.actions.following import follow_topic
from dayroom.apps.communities.actions.reading import mark_read
from dayroom.apps.communities.forms import composer as forms
from dayroom.apps.communities.presenters.posts import cards
from dayroom.apps.communities.presenters.questions import topic_strip
from dayroom.apps.communities.presenters.topics import calendar, topic_words
from dayroom.apps.communities.queries import topics
from dayroom.apps.communities.queries.drafts import draft_by_id
from dayroom.apps.communities.queries.questions import question_of
from dayroom.apps.communities.queries.standing import may_join
from dayroom.apps.communities.rules.writing import JoinFirst
from dayroom.apps.communities.views.composing import composer_words, for_page
from dayroom.apps.communities.views.who import reader_of
from dayroom.apps.communities.vocabulary import TopicKind
from dayroom.apps.screening.actions import note_seen
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.gates import members_only, open_to_all
from dayroom.platform.keyset import BadPlace


@open_to_all("public topics are for anyone; the query hides the others")
@require_safe
def topic_page(request: HttpRequest, public_id: str) -> HttpResponse:
    now = timezone.now()
    reader = reader_of(request)
    page = topics.topic_page(
        reader, public_id, after=_position(request.GET.get("after")), before=_position(request.GET.get("before"))
    )
    given: dict[str, Any] = topic_words(page)
    if not page.open:
        return render(request, "communities/topic_closed.html", given)
    given["cards"] = cards(page, now=now)
    if page.topic.kind == TopicKind.QUESTION:
        given["question"] = _question(page)
    given["empty"] = not page.posts
    given["has_cards"] = bool(page.cards)
    if page.cards:
        note_cards([key for held in page.cards.values() for key, _html in held], reader and reader.pk, now=now)
    if reader is not None:
        given["may_join"] = not page.standing.is_member and may_join(page.standing, page.topic.community_id)
        if given["may_write"]:
            given |= _composer(request, page)
        if page.last > (page.reader.read_position or 0):
            mark_read(member_id=reader.pk, topic_id=page.topic.id, position=page.last, now=now)
        if page.truth:
            shown = [card for found in page.truth.values() for card in found.shown()]
            note_seen(reader.pk, [(card.fact_check_id, card.version) for card in shown])
    return render(request, "communities/topic_page.html", given)


def _question(page: topics.TopicPage) -> dict[str, Any] | None:
    question = question_of(page.topic.id)
    return topic_strip(
        question, public_id=page.topic.public_id, is_asker=page.wrote_topic, is_clinician=page.standing.is_clinician
    ) if question else None


def _position(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadPlace()
    return int(text)


def _composer(request: HttpRequest, page: topics.TopicPage) -> dict[str, Any]:
    """The reply form at the foot of the page: the draft if there is one, and the quoted post of ``?quote=``."""
    draft = draft_by_id(request.user.pk, page.reader.draft_id) if page.reader.draft_id else None
    composed = forms.from_draft(draft) if draft else forms.empty()
    quote = request.GET.get("quote", "")
    if is_public_id(quote) and f"[[quote:{quote}]]" not in composed.body:
        composed.body = f"{composed.body}\n\n[[quote:{quote}]]\n\n".lstrip("\n")
    return composer_words(request, for_page(page), composed, draft=draft)


@open_to_all("as the topic page")
@require_GET
def topic_calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    page = topics.topic_page(reader_of(request), public_id, limit=1)
    if page.topic.meets_at is None or not page.open:
        raise NotFound()
    answer = HttpResponse(calendar(page.topic, timezone.now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="meet-up.ics"'
    return answer


@members_only
@require_POST
def topic_follow(request: HttpRequest, public_id: str) -> HttpResponse:
    topic, _standing = topics.topic_for(request.user, public_id)
    follows = follow_topic(member=request.user, topic=topic, now=timezone.now())
    messages.success(request, _("You follow this topic. We tell you about new replies.") if follows
                     else _("You no longer follow this topic."))
    return redirect("topic-page", public_id=topic.public_id)


@members_only
@require_GET
def topic_same_here(request: HttpRequest, public_id: str) -> HttpResponse:
    topic, standing = topics.topic_for(request.user, public_id)
    if not standing.is_member:
        raise JoinFirst(_("Join this community first. Then you can see who said “same here”."))
    rows = topics.same_here(request.user.pk, topic)
    return render(request, "communities/topic_same_here.html", {"topic": topic, "people": rows})
