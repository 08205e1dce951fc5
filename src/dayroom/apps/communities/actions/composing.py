"""From a form to a post: who speaks, what is masked, which files belong to it; and the draft when it is not sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.actions.attachments import store_attachment
from dayroom.apps.communities.actions.cards import CardWish
from dayroom.apps.communities.actions.checking import masked
from dayroom.apps.communities.actions.drafts import keep_draft
from dayroom.apps.communities.actions.editing import check_may_change, edit_post
from dayroom.apps.communities.actions.posts import submit_post, submit_topic
from dayroom.apps.communities.actions.rendering import render_body
from dayroom.apps.communities.actions.sending import Sent
from dayroom.apps.communities.queries.posts import own_post, waiting_attachments
from dayroom.apps.communities.queries.standing import community_for
from dayroom.apps.communities.queries.topics import topic_for
from dayroom.apps.communities.rules import writing
from dayroom.apps.communities.rules.writing import GuardSpoke, Written
from dayroom.apps.communities.vocabulary import OPENED_BY_COMPOSER, Seeking, TopicKind
from dayroom.apps.people.actions import remember_stopped
from dayroom.apps.people.queries import check_ready, persona_for_speaking
from dayroom.apps.people.queries.limits import check_may_write, limits_of
from dayroom.apps.people.vocabulary.policies import Capacity
from dayroom.kernel.errors import DayroomError, Invalid
from dayroom.platform import markup
from dayroom.platform.limits import spend

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Community
    from dayroom.apps.people.models import Member, Persona

PREVIEWS_PER_HOUR = 200


@dataclass(slots=True)
class Composed:
    """A composer form as it arrived: the words untouched, so that they can be given back."""

    body: str = ""
    title: str = ""
    kind: str = TopicKind.TOPIC
    seeking: str = ""
    specialty: str = ""  # of a question to a professional
    content_warning: str = ""
    anonymous: bool = False
    speak_as: str = ""  # public id of a persona; empty: as oneself
    submit_key: str = ""
    attachment_ids: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()  # offers of what can stand in a post: "source:key"
    card_readers: str = ""
    meets_at: datetime | None = None
    meets_where: str = ""
    revision: int | None = None
    settled: tuple[str, ...] = ()  # what the writer has answered while writing: "key:REASON"
    authorization: str = ""  # public id; only with a professional name
    shows: str = ""  # what the pictures show; only with a professional name
    do: str = "send"  # send, mask, as_is, ask, attach, cards, preview
    upload: UploadedFile | None = None
    alt: str = ""
    decorative: bool = False
    transcript: str = ""
    captions: str = ""

    def written(self) -> Written:
        """The words as they are kept. Raises NotText."""
        return Written(
            body=markup.clean(self.body), title=markup.clean_line(self.title),
            seeking=self.seeking if self.seeking in Seeking.values else "",
            content_warning=markup.clean_line(self.content_warning), anonymous=self.anonymous,
            settled=self.settled, authorization=self.authorization, shows=self.shows,
        )


def send_reply(*, author: Member, topic_id: str, composed: Composed, now: datetime) -> Sent:
    """Reply in a topic; when it is not sent, the words are kept as a draft and the reason is raised."""
    topic, _standing = topic_for(author, topic_id)
    with _DraftOnFault(author, f"topic:{topic.public_id}", composed, now):
        persona = _persona(author, composed, now)
        return submit_post(
            author=author, topic=topic, written=_words(author, persona, topic.community, composed, now), now=now,
            persona=persona, overridden=composed.do == "as_is", asks_moderator=composed.do == "ask",
            submit_key=composed.submit_key or None, attachment_ids=_files(author, persona, composed, now),
            limits=limits_of(author), cards=CardWish(composed.cards, composed.card_readers),
        )


def send_topic(*, author: Member, slug: str, composed: Composed, now: datetime) -> Sent:
    """Open a topic; when it is not sent, the words are kept as a draft and the reason is raised."""
    community, _standing = community_for(author, slug)
    with _DraftOnFault(author, f"community:{community.slug}", composed, now):
        if composed.kind not in OPENED_BY_COMPOSER:
            raise Invalid()
        writing.check_meeting(composed.kind, composed.meets_at, now)
        persona = _persona(author, composed, now)
        meets = composed.kind == TopicKind.MEETUP
        return submit_topic(
            author=author, community=community, written=_words(author, persona, community, composed, now), now=now,
            kind=composed.kind, persona=persona, overridden=composed.do == "as_is", asks_moderator=composed.do == "ask",
            submit_key=composed.submit_key or None, attachment_ids=_files(author, persona, composed, now),
            limits=limits_of(author), cards=CardWish(composed.cards, composed.card_readers),
            meets_at=composed.meets_at if meets else None,
            meets_where=markup.clean_line(composed.meets_where)[:200] if meets else "",
        )


def send_edit(*, member: Member, post_id: str, composed: Composed, now: datetime) -> Sent:
    """Send a new wording of one's own post; when it is not sent, the words are kept as a draft."""
    post, standing = own_post(member, post_id)
    with _DraftOnFault(member, f"post:{post.public_id}", composed, now):
        check_may_write(member, now)
        check_may_change(member, post, standing)
        composed.anonymous = post.byline_number is not None
        written = _words(member, post.persona, post.topic.community, composed, now)
        return edit_post(
            member=member, post=post, standing=standing, written=written, now=now, revision=composed.revision,
            overridden=composed.do == "as_is", asks_moderator=composed.do == "ask",
        )


def preview(*, author: Member, composed: Composed, topic_id: int | None, now: datetime) -> str:
    """The HTML that the words would become. Nothing is kept. Raises TooLarge, NotText, TooMany."""
    body = composed.written().body
    writing.check_length(body)
    spend(what="preview", who=str(author.pk), most=PREVIEWS_PER_HOUR, per_seconds=3600, now=now)
    return render_body(body, topic_id=topic_id)[0]


def attach(*, author: Member, composed: Composed, now: datetime) -> Composed:
    """Keep the chosen file for the post that is being written; returns the form with it. Raises 413, 415, 422."""
    if composed.upload is None:
        raise Invalid(_("Choose a file first."))
    persona = _persona(author, composed, now)
    return replace(composed, attachment_ids=_files(author, persona, composed, now), upload=None, alt="", transcript="",
                   captions="", decorative=False)


def _persona(author: Member, composed: Composed, now: datetime) -> Persona | None:
    check_may_write(author, now)
    if not composed.speak_as:
        return None
    persona = persona_for_speaking(author, composed.speak_as, localdate(now))
    check_ready(author, Capacity.PROFESSIONAL, now)
    return persona


def _words(
    author: Member, persona: Persona | None, community: Community, composed: Composed, now: datetime
) -> Written:
    written = composed.written()
    if composed.do == "mask":
        return masked(written, author=author, persona=persona, community=community, now=now)
    return written


def _files(author: Member, persona: Persona | None, composed: Composed, now: datetime) -> tuple[str, ...]:
    """The files already sent up, and the one in this form."""
    ids = [row.public_id for row in waiting_attachments(author.pk, list(composed.attachment_ids))]
    if composed.upload is not None:
        writing.check_files(len(ids) + 1, files_allowed=limits_of(author).images_allowed)
        row = store_attachment(
            uploader=author, upload=composed.upload, alt=composed.alt, decorative=composed.decorative,
            transcript=composed.transcript, captions=composed.captions, now=now,
        )
        ids.append(row.public_id)
        # from here on the file is in the house: a refused form need not bring it again
        composed.attachment_ids, composed.upload = tuple(ids), None
    writing.check_files(len(ids), files_allowed=limits_of(author).images_allowed)
    return tuple(ids)


class _DraftOnFault:
    """What was refused is not lost: the words are kept on the server before the reason is shown."""

    def __init__(self, member: Member, place: str, composed: Composed, now: datetime) -> None:
        self.member, self.place, self.composed, self.now = member, place, composed, now

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, tb: object) -> None:
        if isinstance(fault, GuardSpoke):
            remember_stopped(fault.marks, now=self.now)
        if isinstance(fault, DayroomError):
            save_draft(member=self.member, place=self.place, composed=self.composed, now=self.now)


def save_draft(*, member: Member, place: str, composed: Composed, now: datetime) -> None:
    """Keep a form as the draft of its place; what cannot be kept as text is left out rather than refused."""
    try:
        written = composed.written()
        keep_draft(member=member, place=place, written=written, now=now, attachment_ids=composed.attachment_ids)
    except Invalid:
        return
