"""Who may write what, and what the guard's answer makes of it. No queries, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dayroom.apps.communities.vocabulary import (
    BODY_MAX,
    TITLE_MAX,
    WARNING_MAX,
    PostState,
    Standing,
    TopicKind,
)
from dayroom.engines.guard import Action, ConductResult, Decision, Finding, Tier
from dayroom.kernel.errors import Invalid, Refused, TooLarge
from dayroom.platform import markup


class JoinFirst(Refused):
    """Join this community first, then you can write here."""


class TopicLocked(Refused):
    """This topic is closed for new replies."""


class TopicNotOpen(Refused):
    """This topic is not open for replies: it was taken back, or it waits to be looked at."""


class CommunityClosed(Refused):
    """This community is closed. You can still read it."""


class NotYours(Refused):
    """Only the person who wrote this can do that."""


class SpeaksAsClinician(Refused):
    """Professionals speak under their own name: an anonymous post cannot carry a professional persona."""


class NothingWritten(Invalid):
    """There is nothing to send yet. Write a few words first."""


class NoTitle(Invalid):
    """Give your topic a short title, so that others can find it."""


class TooManyLinks(Invalid):
    """There are more links in this than you can post for now."""


class TooManyFiles(Invalid):
    """There are more files in this than one post can hold."""


class NoMeetingTime(Invalid):
    """Say when you meet: a day and a time that are still to come."""


class GuardSpoke(Invalid):
    """Please look at this before you send it."""

    def __init__(self, decision: Decision, findings: tuple[Finding, ...], *, checked: bool = True) -> None:
        super().__init__(decision.sentence)
        self.decision = decision
        self.findings = findings
        self.why = ""  # why stricter rules hold than those of the name it was sent under
        self.marks: tuple[str, ...] = ()  # keyed digests of what a professional was asked to look at
        self.checked = checked
        self.conduct: tuple[ConductResult, ...] = ()  # the conduct checks that failed


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wants to say, cleaned (platform.markup.clean), before anyone has looked at it."""

    body: str
    title: str = ""
    seeking: str = ""
    content_warning: str = ""
    anonymous: bool = False
    settled: tuple[str, ...] = ()  # the guard's questions that were answered while writing: "key:REASON"
    authorization: str = ""  # public id of what a patient has signed, of a professional's post
    shows: str = ""  # what a professional says that the pictures show


def check_written(written: Written, *, needs_title: bool) -> None:
    check_length(written.body)
    if markup.is_blank(written.body):
        raise NothingWritten()
    if needs_title and markup.is_blank(written.title):
        raise NoTitle()
    if len(written.title) > TITLE_MAX:
        raise TooLarge(_("Please keep the title under 140 characters."))
    if len(written.content_warning) > WARNING_MAX:
        raise TooLarge(_("Please keep the content warning under 80 characters."))


def check_length(body: str) -> None:
    if len(body) > BODY_MAX:
        raise TooLarge(_("This is longer than one post can be (40,000 characters). Please send it in parts."))


def check_face(written: Written, *, speaks_as_professional: bool) -> None:
    """A professional speaks under the name that was checked, or speaks as a member."""
    if written.anonymous and speaks_as_professional:
        raise SpeaksAsClinician()


def check_member_can_post(
    standing: Standing, *, community_closed: bool, topic_locked: bool, kind: str = TopicKind.TOPIC
) -> None:
    if community_closed:
        raise CommunityClosed()
    if standing.is_banned or not (standing.is_member or standing.is_steward):
        raise JoinFirst()
    if topic_locked and not standing.may_moderate:
        raise TopicLocked()
    if kind == TopicKind.ANNOUNCEMENT and not (standing.may_moderate or standing.is_speaker):
        raise Refused(_("Announcements are written by the people who look after this community, or who speak for "
                        "this site."))


def check_topic_takes_replies(state: str) -> None:
    """Nobody answers below what others cannot see: not its author, and not those who look after the place."""
    if state != PostState.LIVE:
        raise TopicNotOpen()


def first_state(decision: Decision, *, overridden: bool, crisis_rules: bool, asked: bool = False) -> PostState:
    """The state of a post once the guard has spoken. Blocked and nudged texts get here only when their writer has asked
    a moderator to look (``check_guard``)."""
    if asked or decision.action in (Action.HOLD, Action.BLOCK):
        return PostState.HELD
    if crisis_rules and decision.tier >= Tier.T2:
        return PostState.HELD
    return PostState.LIVE


def check_guard(
    decision: Decision, findings: tuple[Finding, ...], *, overridden: bool, conduct_holds: bool = False
) -> None:
    """Raises GuardSpoke when the writer should look again; the row is then not kept, the draft is. A professional whose
    text would be held for a conduct check is told what would mend it, and may ask for the look instead."""
    if decision.action is Action.BLOCK or (conduct_holds and decision.tier < Tier.T2):
        raise GuardSpoke(decision, findings)
    if decision.action is Action.NUDGE and not (overridden and decision.may_override):
        raise GuardSpoke(decision, findings)


def check_links(links: int, *, links_allowed: int) -> None:
    """Few links at first: it is how sellers are kept out, not a judgement of the person."""
    if links > links_allowed:
        raise TooManyLinks(
            ngettext(
                "While you are new here, one post can hold %(count)d link. Take some out, and send it again.",
                "One post of yours can hold %(count)d links for now. Take some out, and send it again.",
                links_allowed,
            ) % {"count": links_allowed}
        )


def check_files(files: int, *, files_allowed: int) -> None:
    if files and not files_allowed:
        raise TooManyFiles(_("Pictures, video and sound stay out here. Words are enough."))
    if files > files_allowed:
        raise TooManyFiles(
            ngettext(
                "While you are new here, one post can hold %(count)d file.",
                "One post of yours can hold %(count)d files.", files_allowed,
            ) % {"count": files_allowed}
        )


def check_meeting(kind: str, meets_at: datetime | None, now: datetime) -> None:
    """A meet-up has a day, and the day is still to come."""
    if kind == TopicKind.MEETUP and (meets_at is None or meets_at < now):
        raise NoMeetingTime()


def needs_case(decision: Decision, state: PostState) -> bool:
    return state == PostState.HELD or decision.tier >= Tier.T2
