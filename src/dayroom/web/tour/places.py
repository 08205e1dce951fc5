"""Scenes from the made-up communities, read by the same queries as every page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dayroom.apps.communities.queries.communities import Filters, Place, place_for, topics_of
from dayroom.apps.communities.queries.directory import Sought, directory_for
from dayroom.apps.communities.queries.lines import TopicLine
from dayroom.apps.communities.queries.topics import PostRow, TopicPage, topic_page
from dayroom.apps.communities.vocabulary import PostState
from dayroom.apps.people.queries import member_by_handle
from dayroom.kernel.errors import NotFound
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

OPEN_PLACE = "diabetes"
HYBRID_PLACE = "chronic-pain"
QUESTIONS_MOST = 3
QUOTATION_BEGINS = re.compile(r'<blockquote class="quote[^>]*>')
LOOK_INTO_MOST = 4  # topics that are opened to find one where a post waits


@dataclass(frozen=True, slots=True)
class Said:
    """A post as the tour shows it: who, when, the words; no buttons, no links."""

    name: str
    at: datetime
    text: str
    waits: bool = False
    gone: bool = False
    helped: int = 0


def said(post: PostRow) -> Said:
    return Said(
        name=_name_of(post), at=post.made_at, text=_with_quotations(post.body_html),
        waits=post.state == PostState.HELD, gone=post.state == PostState.WITHDRAWN,
        helped=post.reactions.get("HELPED_ME", 0),
    )


def _with_quotations(html: str) -> str:
    """The words of a post and of what it quotes; a quotation begins with the name of its author."""
    return markup.plain(QUOTATION_BEGINS.sub("<blockquote>", html).replace("</cite>", ": </cite>"), 1200)


def _name_of(post: PostRow) -> str:
    if post.byline_number is not None:
        return _("Anonymous %(number)s") % {"number": post.byline_number}
    return post.persona_name or post.handle or post.imported_byline or _("a former member")


# --- A question finds its answer ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a question."""

    when: str
    sentence: str
    post: Said | None = None


def answered_questions(now: datetime) -> list[TopicLine]:
    """A few questions of the open community whose answer is marked; newest movement first."""
    place = place_for(None, OPEN_PLACE)
    lines = topics_of(place, None, filters=Filters(seeking="INFORMATION"), after="", now=now).topics
    return [line for line in lines if line.answer_id and line.replies_count > 1][:QUESTIONS_MOST]


def events_of(public_id: str) -> list[Event]:
    """What happened to a question, from its rows, in the order of time."""
    page = topic_page(None, public_id)
    asked, replies = page.posts[0], [post for post in page.posts[1:] if post.state == PostState.LIVE]
    told = [Event(_("The beginning"), _("Somebody asks."), said(asked))]
    for number, post in enumerate(replies):
        if post.id == page.topic.answer_id:
            told.append(_reply(asked, post, _("Another reply comes.") if number else _("The first reply comes.")))
            told.append(_marked(post))
            break
        told.append(_reply(asked, post, _("The first reply comes.") if number == 0 else _("Somebody else writes.")))
    same = page.topic.same_here_count
    if same:
        told.insert(1, Event(_("Meanwhile"), ngettext(
            "%(count)s person says “same here”. Nobody needs words for that.",
            "%(count)s people say “same here”. Nobody needs words for that.", same) % {"count": same}))
    return told


def _reply(asked: PostRow, post: PostRow, sentence: str) -> Event:
    return Event(_("%(time)s later") % {"time": timesince(asked.made_at, post.made_at, depth=1)}, sentence, said(post))


def _marked(post: PostRow) -> Event:
    sentence = _("The person who asked marks this as the answer, for all who come later.")
    helped = post.reactions.get("HELPED_ME", 0)
    if helped:
        sentence += " " + ngettext(
            "%(count)s person says it helped them too.", "%(count)s people say it helped them too.", helped
        ) % {"count": helped}
    return Event(_("The end"), sentence)


# --- Who sees what -----------------------------------------------------------------------------------------------

EYES: dict[str, Promise] = {
    "visitor": gettext_lazy("A visitor"),
    "member": gettext_lazy("Ann, a member"),
    "author": gettext_lazy("The writer of a post that waits"),
    "moderator": gettext_lazy("Mo, a moderator"),
}


@dataclass(frozen=True, slots=True)
class Sight:
    """What one pair of eyes sees of a community."""

    name: str
    description: str
    titles: list[str]
    communities: int
    topic_title: str
    is_open: bool
    posts: list[Said]

    @property
    def waiting(self) -> int:
        return sum(post.waits for post in self.posts)


def sight_of(eyes: str, *, ann: Member, mo: Member, now: datetime) -> Sight:
    """The hybrid community through somebody's eyes; every line comes from the query of the real page."""
    waiting = _topic_with_a_waiting_post(mo, now)
    reader = {"visitor": lambda: None, "member": lambda: ann, "moderator": lambda: mo,
              "author": lambda: member_by_handle(_writer_of(waiting))}[eyes]()
    place = place_for(reader, HYBRID_PLACE)
    page = topic_page(reader, waiting.topic.public_id)
    return Sight(
        name=place.community.name, description=place.community.description, titles=_titles(place, reader, now),
        communities=len(directory_for(reader, Sought()).cards), topic_title=page.topic.title, is_open=page.open,
        posts=[said(post) for post in page.posts],
    )


def _titles(place: Place, reader: Member | None, now: datetime) -> list[str]:
    found = topics_of(place, reader, filters=Filters(), after="", now=now)
    return list(dict.fromkeys(line.title for line in [*found.pinned, *found.meetups, *found.topics]))


def _topic_with_a_waiting_post(mo: Member, now: datetime) -> TopicPage:
    """Positions that were given and are not replies are posts that wait, or were taken back. Raises NotFound."""
    lines = topics_of(place_for(mo, HYBRID_PLACE), mo, filters=Filters(), after="", now=now).topics
    for line in [line for line in lines if line.positions_given > line.replies_count + 1][:LOOK_INTO_MOST]:
        page = topic_page(mo, line.public_id)
        if any(post.state == PostState.HELD and post.handle for post in page.posts):
            return page
    raise NotFound()


def _writer_of(page: TopicPage) -> str:
    return next(post.handle for post in page.posts if post.state == PostState.HELD and post.handle)
