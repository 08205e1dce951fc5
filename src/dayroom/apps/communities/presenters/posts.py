"""Post cards by string join: the words of members were rendered and sanitised when they were written, everything else
is escaped here. A template loop over 25 posts costs several times as much (docs/performance.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING
from zlib import crc32

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from dayroom.apps.communities.presenters import answers, media
from dayroom.apps.communities.presenters.claims import claim_words, notes_under
from dayroom.apps.communities.presenters.words import Words, day_in, icon, minute_in, profession_in, words_in
from dayroom.apps.communities.vocabulary import BOOKMARKED, UNDO_SECONDS, MembershipRole, PostState
from dayroom.apps.people.vocabulary import TrustLevel

if TYPE_CHECKING:
    from dayroom.apps.communities.queries.rows import PostRow, TopicPage

NEW_HERE_DAYS = 30  # how long "new here" stands beside a handle: an invitation to be kind, not a label for good
FORM = "act"  # one form at the foot of the page; the buttons of all cards send it to their own address
QUOTED = re.compile(r'<blockquote class="quote" data-post="([0-9a-z]{20})">.*?</blockquote>', re.DOTALL)


@dataclass(slots=True)
class Desk:
    """What every card of one page is made with."""

    page: TopicPage
    words: Words
    language: str
    now: datetime
    me: int | None
    can_react: bool
    can_write: bool
    read_position: int
    spoken: str  # the language of the words, where it is not the reader's; the direction is each text's own

    def is_own(self, post: PostRow) -> bool:
        return self.page.is_own(post)


def desk_for(page: TopicPage, *, now: datetime) -> Desk:
    language = get_language() or "en"
    standing = page.standing
    inside = standing.is_member and page.topic.closed_at is None
    return Desk(
        page=page, words=words_in(language), language=language, now=now, me=standing.member_id, can_react=inside,
        can_write=inside and (not page.topic.locked or standing.may_moderate),
        # who comes for the first time has no "new": everything is
        read_position=page.reader.read_position or 0,
        spoken=' dir="auto"' + ("" if page.topic.language == language else f' lang="{escape(page.topic.language)}"'),
    )


def cards(page: TopicPage, *, now: datetime) -> SafeString:
    """Every post of the page, in order."""
    desk = desk_for(page, now=now)
    parts: list[str] = []
    marked = not desk.read_position
    for post in page.posts:
        if not marked and post.position > desk.read_position and not desk.is_own(post):
            parts.append(f'<p class="new-from" id="new"><span>{desk.words.since_last}</span></p>')
            marked = True
        parts.append(card(desk, post))
    return mark_safe("".join(parts))


def card(desk: Desk, post: PostRow) -> str:
    own = desk.is_own(post)
    if post.state == PostState.WITHDRAWN:
        return _gap(desk, post, own)
    if _is_hidden(desk, post):
        return f'<article class="post post--gone" id="post-{post.position}"><p>{desk.words.hidden_person}</p></article>'
    live = post.state == PostState.LIVE
    unread = desk.read_position and post.position > desk.read_position and not own
    kind = "post" if live else "post post--held"
    return (
        f'<article class="{kind}{" post--unread" if unread else ""}" id="post-{post.position}"'
        f' aria-labelledby="by-{post.position}">{_head(desk, post, own)}'
        f"{'' if live else _state_line(desk, post)}{answers.mark(desk, post)}{_body(desk, post)}"
        f"{answers.general_line(desk, post)}{_truth(desk, post)}{foot(desk, post)}</article>"
    )


def _truth(desk: Desk, post: PostRow) -> str:
    found = desk.page.truth.get(post.id)
    return notes_under(found, desk.language) if found and post.state == PostState.LIVE else ""


def _is_hidden(desk: Desk, post: PostRow) -> bool:
    """Only what stands under the handle is folded. A fold on an anonymous post or on a professional persona's would
    tell the reader who is behind it."""
    return post.author_id in desk.page.hidden and post.byline_number is None and post.persona_handle is None


def _gap(desk: Desk, post: PostRow, own: bool) -> str:
    words = desk.words
    former = post.author_id is None and post.byline_number is None and not post.imported_byline
    undo = ""
    if own and post.withdrawn_at and desk.now - post.withdrawn_at < timedelta(seconds=UNDO_SECONDS):
        undo = (f' <button class="btn btn--small" form="{FORM}" formaction="/p/{post.public_id}/undo">{words.undo}'
                "</button>")
    said = words.former_gap if former else words.taken_back
    return f'<article class="post post--gone" id="post-{post.position}"><p>{said}{undo}</p></article>'


def _state_line(desk: Desk, post: PostRow) -> str:
    words = desk.words
    said = {
        PostState.HELD: words.held, PostState.KEPT: words.kept, PostState.HIDDEN: words.hidden,
        PostState.REMOVED: words.removed,
    }
    return f'<p class="callout callout--warn">{said[PostState(post.state)]}</p>'


def hue(handle: str) -> int:
    """The colour of the letter tile: from the public handle only."""
    return crc32(handle.encode()) % 8


def _head(desk: Desk, post: PostRow, own: bool) -> str:
    words, at = desk.words, f'by-{post.position}'
    if post.byline_number is not None:
        tile = '<span class="avatar avatar--anon" aria-hidden="true">?</span>'
        name = words.anonymous % post.byline_number
        who = f'<span class="byline__name" id="{at}">{name}</span>{_marks(desk, post, own)}'
    elif post.persona_handle:
        tile = _tile(post.persona_name or post.persona_handle)
        who = (f'<a class="byline__name" id="{at}" href="/pro/{escape(post.persona_handle)}">'
               f"{escape(post.persona_name or post.persona_handle)}</a>{_verified(desk, post)}")
    elif post.handle:
        tile = _tile(post.handle)
        handle = escape(post.handle)
        who = f'<a class="byline__name" id="{at}" href="/m/{handle}">{handle}</a>{_marks(desk, post, own)}'
    else:
        name = escape(post.imported_byline) or words.former
        tile, who = _tile(post.imported_byline or "·"), f'<span class="byline__name" id="{at}">{name}</span>'
    return (
        f'<header class="post__head">{tile}<div class="byline">{who}'
        f'<span class="byline__meta">{_when(desk, post)}</span></div></header>{_interests(desk, post)}'
    )


def _tile(name: str) -> str:
    return f'<span class="avatar hue-{hue(name)}" aria-hidden="true">{escape(name[:1])}</span>'


def _marks(desk: Desk, post: PostRow, own: bool) -> str:
    """Small words beside the name. Beside "Anonymous" stands nothing that narrows down who it is; "you" is shown to
    the writer alone."""
    words, out = desk.words, ""
    if own:
        out += f' <span class="badge">{words.you}</span>'
    if post.byline_number is not None or post.author_id is None:
        return out
    role = desk.page.roles.get(post.author_id)
    if role == MembershipRole.MODERATOR:
        out += f' <span class="badge badge--staff">{words.moderator}</span>'
    elif role == MembershipRole.PEER_SUPPORTER or post.peer_supporter:
        out += f' <span class="badge badge--ok">{words.supporter}</span>'
    elif (
        post.trust_level == TrustLevel.NEW and post.joined_at
        and desk.now - post.joined_at < timedelta(days=NEW_HERE_DAYS)
    ):
        out += f' <span class="badge badge--warm">{words.new_here}</span>'
    return out


def _verified(desk: Desk, post: PostRow) -> str:
    until = post.verified_until
    if isinstance(until, date) and until >= localtime(desk.now).date():
        said = desk.words.verified % (profession_in(desk.language, post.profession or ""), until.year)
        return f' <span class="badge badge--verified">{icon("shield")}{said}</span>'
    return f' <span class="badge">{desk.words.check_over}</span>'


def _interests(desk: Desk, post: PostRow) -> str:
    if not post.persona_handle:
        return ""
    words, parts = desk.words, []
    if post.employer:
        parts.append(f"{words.works_for} {escape(post.employer)}.")
        if post.own_views:
            parts.append(words.own_views)
    if post.interests:
        parts.append(f"{words.interests} {escape(post.interests)}")
    return f'<p class="small muted post__interests">{" ".join(parts)}</p>' if parts else ""


def _when(desk: Desk, post: PostRow) -> str:
    at = localtime(post.made_at)
    said = f"{day_in(desk.language, at.year, at.month, at.day)}, {minute_in(desk.language, at.hour, at.minute)}"
    out = f'<a href="/p/{post.public_id}"><time datetime="{at:%Y-%m-%dT%H:%M%z}">{said}</time></a>'
    if post.edited_at:
        out += f' · <a href="/p/{post.public_id}/history">{desk.words.edited}</a>'
    if post.members_only:
        out += f" · {desk.words.members_only}"
    return out


def _body(desk: Desk, post: PostRow) -> str:
    html = post.body_html
    if desk.page.hidden_quotes:
        html = _without_hidden_quotes(desk, html)
    inside = f'<div class="prose"{desk.spoken}>{html}</div>' + "".join(
        media.figure(row, desk.words) for row in desk.page.media.get(post.id, ())
    ) + _cards(desk, post)
    if post.content_warning:
        return (
            f'<details class="fold"><summary>{icon("eye-off")}{desk.words.warning} {escape(post.content_warning)}'
            f"</summary><div>{inside}</div></details>"
        )
    return inside


def _cards(desk: Desk, post: PostRow) -> str:
    """What the writer put in from elsewhere, drawn for this reader a moment ago; who wrote can take it out."""
    out = ""
    for key, html in desk.page.cards.get(post.id, ()):
        end = (f'<p class="post-card__end"><button class="btn btn--small" form="{FORM}"'
               f' formaction="/p/{post.public_id}/cards/{key}/end">{desk.words.card_end}</button></p>'
               ) if desk.is_own(post) else ""
        out += f'<div class="post-card">{html}{end}</div>'
    return out


def _without_hidden_quotes(desk: Desk, html: str) -> str:
    def fold(found: re.Match[str]) -> str:
        if found[1] not in desk.page.hidden_quotes:
            return found[0]
        return f'<blockquote class="quote quote--gone"><p>{desk.words.hidden_person}</p></blockquote>'

    return QUOTED.sub(fold, html)


def foot(desk: Desk, post: PostRow) -> str:
    """What one can do with a post; for visitors only the counts, if there are any."""
    mine = desk.page.mine.get(post.id) or set()
    answer = (
        f'<p class="post__answer"><span class="badge badge--ok">{icon("ok")}{desk.words.answer_badge}</span></p>'
        if post.id == desk.page.topic.answer_id else ""
    )
    own = desk.is_own(post)
    if desk.me is None or not desk.can_react or post.state != PostState.LIVE:
        acts = _reaction_counts(desk, post) + (_tools(desk, post, own, mine) if desk.me is not None else "")
    else:
        acts = _reaction_counts(desk, post) if own else _reaction_buttons(desk, post, mine)
        acts += _tools(desk, post, own, mine)
    return f'{answer}<footer class="post__foot" id="foot-{post.position}">{acts}</footer>' if acts else answer


def _reaction_counts(desk: Desk, post: PostRow) -> str:
    given = [f"{said} <b>{post.reactions[kind]}</b>" for kind, said in desk.words.reactions if post.reactions.get(kind)]
    return f'<p class="reactions small muted">{" · ".join(given)}</p>' if given else ""


def _reaction_buttons(desk: Desk, post: PostRow, mine: set[str]) -> str:
    buttons = []
    for kind, said in desk.words.reactions:
        count = post.reactions.get(kind)
        pressed = "true" if kind in mine else "false"
        buttons.append(
            f'<button class="reaction" form="{FORM}" formaction="/p/{post.public_id}/react" name="kind" value="{kind}"'
            f' aria-pressed="{pressed}">{said}{f" <b>{count}</b>" if count else ""}</button>'
        )
    return f'<div class="reactions" role="group" aria-label="{desk.words.react}">{"".join(buttons)}</div>'


def _tools(desk: Desk, post: PostRow, own: bool, mine: set[str]) -> str:
    """Quote and bookmark in the open, the rarer things in a menu that works without script."""
    words, pid, topic = desk.words, post.public_id, desk.page.topic
    live = post.state == PostState.LIVE
    out, menu = "", ""
    if live and desk.can_write:
        out += (f'<a class="btn btn--quiet btn--small" href="/t/{topic.public_id}/?quote={pid}#reply"'
                f' data-quote="{pid}">{words.quote}</a>')
    if live:
        kept = BOOKMARKED in mine
        out += (f'<button class="btn btn--quiet btn--small" form="{FORM}" formaction="/p/{pid}/bookmark"'
                f' aria-pressed="{"true" if kept else "false"}">'
                f"{words.bookmarked if kept else words.bookmark}</button>")
    if live and desk.page.wrote_topic and post.position > 1:
        said = words.not_answer if post.id == topic.answer_id else words.answers
        menu += _menu_button(f"/p/{pid}/answer", said)
    if own and post.state != PostState.REMOVED:
        menu += f'<li><a href="/p/{pid}/edit">{words.edit}</a></li>'
        menu += f'<li><a href="/p/{pid}/withdraw">{words.take_back}</a></li>'
    elif not own:
        menu += f'<li><a href="/flag/post/{pid}">{words.flag}</a></li>'
        if live and pid and post.id not in desk.page.truth:
            menu += f'<li><a href="/true/post/{pid}/">{claim_words(desk.language).ask}</a></li>'
    menu += answers.take_private(desk, post, own=own)
    if menu:
        out += (f'<details class="menu menu--up" data-menu><summary class="btn btn--quiet btn--small">{words.more}'
                f'</summary><ul class="menu__list">{menu}</ul></details>')
    return f'<div class="toolbar">{out}</div>' if out else ""


def _menu_button(address: str, said: str) -> str:
    return f'<li><button form="{FORM}" formaction="{address}">{said}</button></li>'
