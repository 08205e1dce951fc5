"""What the guard is asked, and what is done with its answer, before somebody else can read a post."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from dayroom.apps.communities.actions.beside import Setting, readings_of
from dayroom.apps.communities.actions.conduct import conduct_facts, keep_permit, permit_for, pictures_of
from dayroom.apps.communities.rules import writing
from dayroom.apps.communities.rules.writing import GuardSpoke, Written
from dayroom.apps.communities.vocabulary import POST_KIND, Visibility
from dayroom.apps.people.actions import remember_stopped
from dayroom.apps.people.queries import Face, face_for, stop_marks
from dayroom.apps.people.vocabulary import Role
from dayroom.apps.screening.actions import (
    examine,
    keep_labels,
    keep_read,
    override,
    read_text,
    settle,
    with_conduct,
    with_readings,
)
from dayroom.apps.screening.queries import latest_screening
from dayroom.apps.screening.vocabulary import Read, Screened
from dayroom.engines import guard
from dayroom.kernel.errors import Unavailable
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Attachment, Community, Post
    from dayroom.apps.people.models import Authorization, Member, Persona


def guard_context(author: Member | None, persona: Persona | None, community: Community) -> guard.Context:
    return guard.Context(
        author=guard.Author.PROFESSIONAL if persona else guard.Author.MEMBER,
        # a child's own details are a child's: a person looks before others do (standards 1.3)
        subject=guard.Subject.MINOR if author and author.is_child else guard.Subject.UNKNOWN,
        place=guard.Place.PUBLIC if community.visibility == Visibility.PUBLIC else guard.Place.MEMBERS,
        language=community.language,
        country=(author.country if author else "") or settings.DEFAULT_COUNTRY,
        tags=frozenset(str(word).lower().replace(" ", "-") for word in community.conditions),
    )


def screened_text(title: str, body: str) -> str:
    """The text whose offsets the findings are in: the title is screened with the body of an opening post."""
    return f"{title}\n\n{body}" if title else body


@dataclass(frozen=True, slots=True)
class PostRead:
    """What was found out about a text before it is written down."""

    read: Read
    context: guard.Context
    marks: tuple[str, ...]
    pictures: tuple[Attachment, ...]
    permit: Authorization | None

    @property
    def decision(self) -> guard.Decision:
        return self.read.decision


def read_post(
    setting: Setting, written: Written, *, author: Member, persona: Persona | None, overridden: bool, asked: bool,
    now: datetime, attachment_ids: tuple[str, ...] = (),
) -> PostRead:
    """Read one wording; nothing is kept, and no transaction waits. Raises GuardSpoke when the writer should look again;
    not when they have asked a moderator to look instead. A professional's post may stand on what a patient has
    signed."""
    text = screened_text(written.title if setting.opens else "", written.body)
    face = face_for(author, guard_context(author, persona, setting.community), text, now=now)
    pictures = pictures_of(setting, attachment_ids) if persona is not None else []
    permit = permit_for(setting, written, pictures, author=author, now=now) if persona is not None else None
    policy = guard.with_authorization() if permit else guard.DEFAULT_POLICY
    typed = read_text(text, context=face.context, policy=policy)
    read = with_readings(typed, readings_of(setting, written, attachment_ids), context=face.context, policy=policy)
    if not read.checked and persona is not None:
        # never fail open: a professional's text is not published unchecked; a patient's own is kept and held
        raise Unavailable()
    read = settle(read, written.settled)
    if persona is not None:
        facts = conduct_facts(setting, written, pictures, permit, persona=persona, author=author, now=now)
        read = with_conduct(read, facts, language=setting.community.language)
    # what a patient has signed for is nothing to be stopped under the other name
    marks = stop_marks(author.pk, text, read.findings) if persona is not None and permit is None else ()
    if not asked:
        # what only another reading shows has no place in the words as they were typed
        elsewhere = read.decision.sentence not in ("", typed.decision.sentence) and not read.failed
        _check(replace(read, findings=()) if elsewhere else read, overridden=overridden, face=face, marks=marks)
    return PostRead(read, face.context, marks, tuple(pictures), permit)


def keep_post_read(
    post: Post, seen: PostRead, written: Written, *, author: Member, overridden: bool, now: datetime
) -> Screened:
    """Keep what was read, in the transaction that keeps the words. Raises RevokedAlready where a patient has taken back
    in the meantime what the post stands on."""
    screened = keep_read(seen.read, subject=(POST_KIND, post.pk), revision=post.revision, now=now)
    keep_permit(post, written, seen.pictures, seen.permit, by_id=author.pk, now=now)
    if screened.decision.action in (guard.Action.HOLD, guard.Action.BLOCK):
        remember_stopped(seen.marks, now=now)
    if overridden and screened.findings:
        override(screening_id=screened.screening_id, now=now)
    keep_labels(screened, subject=(POST_KIND, post.pk), revision=post.revision, now=now)
    return screened


def _check(read: Read, *, overridden: bool, face: Face, marks: tuple[str, ...]) -> None:
    try:
        writing.check_guard(read.decision, read.findings, overridden=overridden,
                            conduct_holds=any(one.action is guard.Action.HOLD for one in read.failed))
    except GuardSpoke as spoke:
        spoke.conduct = read.failed
        spoke.why, spoke.marks = face.why, marks if spoke.decision.action is guard.Action.BLOCK else ()
        raise


def masked(
    written: Written, *, author: Member, persona: Persona | None, community: Community, now: datetime
) -> Written:
    """The same words with everything taken out that the guard would point at."""
    text = screened_text(written.title, written.body)
    context = face_for(author, guard_context(author, persona, community), text, now=now).context
    report, decision = examine(text, context=context)
    if report is None:
        raise Unavailable()
    pointed_at = [found for found in report.findings if found.rule_id in decision.reasons]
    text = guard.redact(text, report, only=guard.removable([*pointed_at, *decision.must_mask]))
    title, body = written.title, text
    if written.title:
        title, _, body = text.partition("\n\n")
    return replace(written, body=body, title=markup.clean_line(title))


def for_readers(body: str, title: str, decision: guard.Decision, context: guard.Context) -> str:
    """The body with what nobody may read taken out: a method that was named in a crisis, for instance. The words as
    they were written stay in the row, for the person and for those who help."""
    if decision.action is not guard.Action.HOLD:
        return body
    return _without_drawn(_without(body, title, decision.must_mask), context)


def _without_drawn(body: str, context: guard.Context) -> str:
    """The same where signs stood between the letters: then the words are shown as they are drawn, without the signs."""
    drawn = markup.as_read(body)
    if not drawn:
        return body
    _report, decision = examine(drawn, context=context)
    return _without(drawn, "", decision.must_mask) if decision.must_mask else body


def body_for_readers(post: Post, *, author: Member | None) -> str:
    """The same for a post that was screened earlier, when it is rendered anew."""
    screening = latest_screening(POST_KIND, post.pk)
    if screening is None or screening.action != guard.Action.HOLD.value:
        return post.body
    topic = post.topic
    title = topic.title if post.position == 1 else ""
    text = screened_text(title, post.body)
    context = guard_context(author, post.persona, topic.community)
    if author is not None and author.has_role(Role.CLINICIAN):
        # which rules held when it was written is not known any more: the stricter ones mask more, never less
        context = replace(context, author=guard.Author.PROFESSIONAL)
    _report, decision = examine(text, context=context)
    return _without_drawn(_without(post.body, title, decision.must_mask), context)


def _without(body: str, title: str, findings: tuple[guard.Finding, ...]) -> str:
    """Mask what was found in the body; offsets count from the start of title and body together."""
    if not findings:
        return body
    report = guard.Report(findings=findings, tier=guard.Tier.T0, engine_version="", checked=True, language="")
    text = guard.redact(screened_text(title, body), report, only=list(findings))
    return text.partition("\n\n")[2] if title else text
