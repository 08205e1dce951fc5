"""What the guard is asked, and what is done with its answer, before somebody else can read a post."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from dayroom.apps.communities.actions.beside import readings_of
from dayroom.apps.communities.actions.conduct import conduct_facts, keep_permit, permit_for, pictures_of
from dayroom.apps.communities.rules import writing
from dayroom.apps.communities.rules.writing import GuardSpoke, Written
from dayroom.apps.communities.vocabulary import POST_KIND, Visibility
from dayroom.apps.people.actions import remember_stopped
from dayroom.apps.people.queries import Face, face_for, stop_marks
from dayroom.apps.people.vocabulary import Role
from dayroom.apps.screening.actions import keep_conduct, keep_labels, override, screen_text, settle, with_readings
from dayroom.apps.screening.actions.screenings import examine
from dayroom.apps.screening.queries import latest_screening
from dayroom.apps.screening.vocabulary import Screened
from dayroom.engines import guard
from dayroom.kernel.errors import Unavailable
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Community, Post
    from dayroom.apps.people.models import Member, Persona


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


def screen_post(
    post: Post, community: Community, written: Written, *, author: Member, persona: Persona | None,
    overridden: bool, asked: bool, now: datetime, attachment_ids: tuple[str, ...] = (),
) -> Screened:
    """Screen one revision and keep what was said. Raises GuardSpoke when the writer should look again; not when they
    have asked a moderator to look instead. A professional's post may stand on what a patient has signed."""
    text = screened_text(written.title if post.position == 1 else "", written.body)
    face = face_for(author, guard_context(author, persona, community), text, now=now)
    pictures = pictures_of(post, attachment_ids) if persona is not None else []
    permit = permit_for(post, written, pictures, author=author, now=now) if persona is not None else None
    policy = guard.with_authorization() if permit else guard.DEFAULT_POLICY
    typed = screen_text(
        subject=(POST_KIND, post.pk), revision=post.revision, text=text, context=face.context, now=now, policy=policy,
    )
    readings = readings_of(post, written, attachment_ids)
    screened = with_readings(typed, readings, context=face.context, policy=policy)
    if not screened.checked and persona is not None:
        # never fail open: a professional's text is not published unchecked; a patient's own is kept and held
        raise Unavailable()
    screened = settle(screened, text, written.settled, now=now)
    if persona is not None:
        facts = conduct_facts(post, written, pictures, permit, persona=persona, author=author, now=now)
        screened = keep_conduct(screened, text, facts, language=community.language)
        keep_permit(post, written, pictures, permit, by_id=author.pk, now=now)
    # what a patient has signed for is nothing to be stopped under the other name
    marks = stop_marks(author.pk, text, screened.findings) if persona is not None and permit is None else ()
    if not asked:
        # what only another reading shows has no place in the words as they were typed
        elsewhere = screened.decision.sentence not in ("", typed.decision.sentence) and not screened.conduct
        _check(replace(screened, findings=()) if elsewhere else screened, overridden=overridden, face=face, marks=marks)
    if screened.decision.action in (guard.Action.HOLD, guard.Action.BLOCK):
        remember_stopped(marks, now=now)
    if overridden and screened.findings:
        override(screening_id=screened.screening_id, now=now)
    keep_labels(screened, subject=(POST_KIND, post.pk), revision=post.revision, now=now)
    return screened


def _check(screened: Screened, *, overridden: bool, face: Face, marks: tuple[str, ...]) -> None:
    try:
        writing.check_guard(screened.decision, screened.findings, overridden=overridden,
                            conduct_holds=any(one.action is guard.Action.HOLD for one in screened.conduct))
    except GuardSpoke as spoke:
        spoke.conduct = screened.conduct
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


def for_readers(body: str, title: str, screened: Screened) -> str:
    """The body with what nobody may read taken out: a method that was named in a crisis, for instance. The words as
    they were written stay in the row, for the person and for those who help."""
    if screened.decision.action is not guard.Action.HOLD or not screened.decision.must_mask:
        return body
    return _without(body, title, screened.decision.must_mask)


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
    return _without(post.body, title, decision.must_mask)


def _without(body: str, title: str, findings: tuple[guard.Finding, ...]) -> str:
    """Mask what was found in the body; offsets count from the start of title and body together."""
    if not findings:
        return body
    report = guard.Report(findings=findings, tier=guard.Tier.T0, engine_version="", checked=True, language="")
    text = guard.redact(screened_text(title, body), report, only=list(findings))
    return text.partition("\n\n")[2] if title else text
