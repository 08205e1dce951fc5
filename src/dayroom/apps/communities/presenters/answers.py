"""What the site itself says beside a professional's answer, on the card of the post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dayroom.apps.communities.presenters.words import icon
from dayroom.apps.communities.vocabulary import PostState, TopicKind

if TYPE_CHECKING:
    from dayroom.apps.communities.presenters.posts import Desk
    from dayroom.apps.communities.queries.rows import PostRow


def is_answer(desk: Desk, post: PostRow) -> bool:
    return desk.page.topic.kind == TopicKind.QUESTION and post.position > 1 and bool(post.persona_handle)


def mark(desk: Desk, post: PostRow) -> str:
    if not is_answer(desk, post):
        return ""
    return f'<p><span class="badge badge--verified">{icon("shield")}{desk.words.from_professional}</span></p>'


def general_line(desk: Desk, post: PostRow) -> str:
    """Said with the answer, by the site: nobody has to type it, and nobody can leave it out."""
    return f'<p class="callout callout--info">{desk.words.general}</p>' if is_answer(desk, post) else ""


def take_private(desk: Desk, post: PostRow, *, own: bool) -> str:
    """Between two professionals, in the menu of a post: a dispute goes on away from the page."""
    if own or post.state != PostState.LIVE or not post.persona_handle or not desk.page.standing.is_clinician:
        return ""
    return f'<li><a href="/p/{post.public_id}/take-private">{desk.words.take_private}</a></li>'
