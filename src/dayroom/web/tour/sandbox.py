"""A real post that is taken back: Ann writes, Carl quotes her, and the visitor presses the button.

All plays share one topic, so that the community's list is not flooded. Which post is the visitor's own stands in a
signed cookie: two public ids and a word, nothing about the visitor. When nobody plays any more, the stage is swept: the
topic is taken back, and no notice of it stays with anybody.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dayroom.apps.communities.actions import Written
from dayroom.apps.communities.actions.following import unfollow_topic
from dayroom.apps.communities.actions.posts import submit_post, submit_topic
from dayroom.apps.communities.actions.withdrawing import undo_withdraw, withdraw_post
from dayroom.apps.communities.queries.communities import Filters, Place, place_for, topics_of
from dayroom.apps.communities.queries.posts import own_post
from dayroom.apps.communities.queries.topics import PostRow, topic_for, topic_page
from dayroom.apps.communities.vocabulary import POST_KIND, TOPIC_KIND, UNDO_SECONDS, PostState
from dayroom.apps.notices.actions import forget_subject
from dayroom.apps.notices.queries import lines_of, notices_of
from dayroom.kernel.errors import NotFound
from dayroom.platform import search
from dayroom.web.tour.places import OPEN_PLACE, Said, said

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Post, Topic
    from dayroom.apps.people.models import Member

PLAY_SECONDS = 1200  # a play is over after so long: a quarter of an hour to change one's mind, and some minutes
TITLE = "The tour plays here: things we left on the bus"
OPENING = "Visitors who take the tour write here, and take their words back. Please do not mind the gaps."
ANN_SAYS = "@carl I left my {word} on the bus after clinic. If you hear of a lonely {word}, it is mine and I miss it."
CARL_SAYS = "I will ask at the depot tomorrow."
WORDS = (
    "accordion", "birdcage", "candlestick", "doorknob", "eiderdown", "footstool", "gramophone", "hourglass", "jigsaw",
    "kettledrum", "lampshade", "marmalade", "nutcracker", "parasol", "quilt", "rhubarb", "saucepan", "teapot",
    "umbrella", "weathercock", "xylophone", "yardstick",
)


@dataclass(frozen=True, slots=True)
class Play:
    """One visitor's play, as the cookie holds it."""

    ann_post: str
    carl_post: str
    word: str

    def as_text(self) -> str:
        return ".".join((self.ann_post, self.carl_post, self.word))

    @classmethod
    def from_text(cls, text: str) -> Play | None:
        parts = text.split(".")
        return cls(*parts) if len(parts) == 3 and all(parts) else None


@dataclass(frozen=True, slots=True)
class Traces:
    """Where Ann's words stand right now, read from the tables each time."""

    word: str
    is_withdrawn: bool
    can_undo: bool
    in_topic: Said
    in_quote: Said
    in_search: int
    notice: str  # how Carl's notice names the post; empty when it names nothing any more
    has_notice: bool


def begin(*, ann: Member, carl: Member, now: datetime) -> Play:
    """Ann writes and Carl quotes her, each through the same action as everybody."""
    sweep(ann=ann, carl=carl, now=now)
    topic, word = stage(carl, now), secrets.choice(WORDS)
    first = submit_post(author=ann, topic=topic, written=Written(body=ANN_SAYS.format(word=word)), now=now)
    quote = f"[[quote:{first.post.public_id}]]\n\n{CARL_SAYS}"
    second = submit_post(author=carl, topic=first.topic, written=Written(body=quote), now=now + timedelta(seconds=1))
    for player in (ann, carl):
        # whoever writes follows; of the plays of others nobody needs to be told
        unfollow_topic(member=player, topic=first.topic)
    return Play(first.post.public_id, second.post.public_id, word)


def stage(carl: Member, now: datetime) -> Topic:
    """The topic of the plays; made when there is none."""
    place = place_for(carl, OPEN_PLACE)
    for topic in _stages(place, carl, now):
        return topic
    written = Written(title=TITLE, body=OPENING)
    return submit_topic(author=carl, community=place.community, written=written, now=now).topic


def _stages(place: Place, carl: Member, now: datetime) -> list[Topic]:
    """The topic of the plays; more than one only in a database from before the stage was swept."""
    lines = topics_of(place, carl, filters=Filters(), after="", now=now).topics
    return [topic_for(carl, line.public_id)[0] for line in lines if line.title == TITLE]


def sweep(*, ann: Member, carl: Member, now: datetime) -> int:
    """Take back what plays have left that nobody looks at any more; returns how many posts."""
    over = now - timedelta(seconds=PLAY_SECONDS)
    return sum(_sweep(topic, ann, carl, over, now) for topic in _stages(place_for(carl, OPEN_PLACE), carl, now))


def _sweep(topic: Topic, ann: Member, carl: Member, over: datetime, now: datetime) -> int:
    live = _live(topic)
    done = [row for row in live if row.position > 1 and row.made_at < over]
    if len(done) == len(live) - 1 and live[0].made_at < over:
        done += live[:1]  # the last play is over: the curtain falls
    for row in done:
        _drop(carl if row.handle == carl.handle else ann, row.public_id, now)
    forget_subject(subject=(TOPIC_KIND, topic.pk))
    return len(done)


def _live(topic: Topic) -> list[PostRow]:
    found: list[PostRow] = []
    after, more = 0, True
    while more:
        page = topic_page(None, topic.public_id, after=after)
        found += [row for row in page.posts if row.state == PostState.LIVE]
        after, more = page.last, page.has_later
    return found


def _drop(member: Member, public_id: str, now: datetime) -> None:
    post = own_post(member, public_id)[0]
    if post.state == PostState.LIVE:
        withdraw_post(member=member, post=post, now=now)
    forget_subject(subject=(POST_KIND, post.pk))


def take_back(play: Play, *, ann: Member, now: datetime) -> None:
    post = _ann_post(play, ann)
    if post.state == PostState.LIVE:
        withdraw_post(member=ann, post=post, now=now)


def put_back(play: Play, *, ann: Member, now: datetime) -> None:
    post = _ann_post(play, ann)
    if _can_undo(post, now):
        undo_withdraw(member=ann, post=post, now=now)


def clear(play: Play, *, ann: Member, carl: Member, now: datetime) -> None:
    """Leave nothing behind: both posts are taken back, and with the last play the topic."""
    topic = _ann_post(play, ann).topic
    _drop(ann, play.ann_post, now)
    _drop(carl, play.carl_post, now)
    live = _live(topic)
    if len(live) == 1 and live[0].position == 1:
        _drop(carl, live[0].public_id, now)
    forget_subject(subject=(TOPIC_KIND, topic.pk))


def traces(play: Play, *, ann: Member, carl: Member, now: datetime) -> Traces:
    """Raises NotFound when the demo was made anew since."""
    post = _ann_post(play, ann)
    carls = own_post(carl, play.carl_post)[0]
    # as a visitor reads the page: nobody's own view of their own post
    page = topic_page(None, post.topic.public_id, after=post.position - 1)
    shown = {row.public_id: said(row) for row in page.posts}
    if not {play.ann_post, play.carl_post} <= set(shown):
        raise NotFound()
    found = search.find([play.word], all_of=[["vpub"], [f"t{post.topic_id}"]])
    notice = [row for row in notices_of(carl.pk).rows if (row.subject_kind, row.subject_id) == (POST_KIND, post.pk)]
    lines = lines_of(notice, carl.pk)
    return Traces(
        word=play.word, is_withdrawn=post.state == PostState.WITHDRAWN, can_undo=_can_undo(post, now),
        in_topic=shown[play.ann_post], in_quote=shown[play.carl_post],
        in_search=len({post.pk, carls.pk} & set(found)), notice=lines[0].title if lines else "", has_notice=bool(lines),
    )


def _ann_post(play: Play, ann: Member) -> Post:
    return own_post(ann, play.ann_post)[0]


def _can_undo(post: Post, now: datetime) -> bool:
    return (
        post.state == PostState.WITHDRAWN and post.withdrawn_at is not None
        and now - post.withdrawn_at < timedelta(seconds=UNDO_SECONDS)
    )
