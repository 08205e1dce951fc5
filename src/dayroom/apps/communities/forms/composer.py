"""Read a composer form. Nothing is refused here: what does not fit is said by the rules, with the words given back."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from dayroom.apps.communities.actions.composing import Composed
from dayroom.apps.communities.vocabulary import TopicKind
from dayroom.apps.screening.vocabulary import SETTLED_MOST
from dayroom.kernel.ids import is_public_id

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Draft, Post

DOES = ("send", "mask", "as_is", "ask", "attach", "cards", "preview", "refer", "general", "look")
FILES_MOST = 8  # ids read from a form; the rules allow fewer
OFFER = re.compile(r"[a-z]{1,20}:[A-Z]{1,12}\.[0-9a-z]{20}")


def composed_from(request: HttpRequest) -> Composed:
    """The form as it came."""
    data = request.POST
    do = data.get("do", "send")
    return Composed(
        body=data.get("body", ""), title=data.get("title", ""), kind=data.get("kind", "") or TopicKind.TOPIC,
        seeking=data.get("seeking", ""), specialty=data.get("specialty", ""),
        content_warning=data.get("content_warning", ""),
        anonymous=bool(data.get("anonymous")), speak_as=data.get("speak_as", ""),
        submit_key=data.get("submit_key", "")[:40],
        attachment_ids=tuple(key for key in data.getlist("attachment")[:FILES_MOST] if is_public_id(key)),
        cards=tuple(key for key in data.getlist("card")[:FILES_MOST] if OFFER.fullmatch(key)),
        card_readers=data.get("card_readers", "")[:8],
        meets_at=read_time(data.get("meets_at", "")), meets_where=data.get("meets_where", ""),
        revision=_number(data.get("revision", "")), settled=tuple(data.get("settled", "").split()[:SETTLED_MOST]),
        do=do if do in DOES else "send",
        upload=request.FILES.get("file"), alt=data.get("alt", ""), decorative=bool(data.get("decorative")),
        transcript=data.get("transcript", ""), captions=data.get("captions", ""),
        authorization=data.get("authorization", "")[:40], shows=data.get("shows", "")[:20],
    )


def read_time(text: str) -> datetime | None:
    """A day and a time in the reader's time zone, or None when it cannot be read."""
    try:
        found = parse_datetime(text.strip()) if text else None
    except ValueError:
        return None
    return make_aware(found) if found is not None and is_naive(found) else found


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def new_key() -> str:
    """Names one filling-in of a form: the same form sent twice is one post."""
    return secrets.token_urlsafe(18)


def empty() -> Composed:
    return Composed(submit_key=new_key())


def from_draft(draft: Draft) -> Composed:
    return Composed(
        body=draft.body, title=draft.title, seeking=draft.seeking, content_warning=draft.content_warning,
        anonymous=draft.anonymous, submit_key=new_key(),
        attachment_ids=tuple(draft.attachments.order_by("pk").values_list("public_id", flat=True)),
    )


def from_post(post: Post) -> Composed:
    """For changing a post: its present wording."""
    opening = post.position == 1
    return Composed(
        body=post.body, title=post.topic.title if opening else "", seeking=post.topic.seeking if opening else "",
        content_warning=post.content_warning, anonymous=post.byline_number is not None, submit_key=new_key(),
        revision=post.revision,
    )
