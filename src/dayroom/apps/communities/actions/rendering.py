"""Render a post once, when it is written; quotes and mentions are references and are rendered anew when they change."""

from __future__ import annotations

from html import escape

from django.utils.translation import gettext as _

from dayroom.apps.communities.actions.checking import body_for_readers
from dayroom.apps.communities.models import Post, Quote
from dayroom.apps.communities.vocabulary import PostState
from dayroom.apps.people.queries import members_by_handles
from dayroom.platform import markup

QUOTE_MAX = 600  # characters of the quoted post that are shown; the rest is one tap away


def render_body(body: str, *, topic_id: int | None) -> tuple[str, list[int], list[int]]:
    """(html, ids of quoted posts, ids of mentioned members). Only posts of the same topic can be quoted: a quote
    never carries words out of a closed community."""
    handles = markup.mentioned(body)
    members = members_by_handles(handles) if handles else {}
    posts = _quoted_posts(body, topic_id)
    html = markup.render(
        body,
        mention_url=lambda handle: f"/m/{handle}" if handle in members else None,
        quote_html=lambda public_id: quote_html(posts.get(public_id)),
    )
    return html, [post.pk for post in posts.values()], [member.pk for member in members.values()]


def _quoted_posts(body: str, topic_id: int | None) -> dict[str, Post]:
    wanted = markup.quoted(body)
    if not wanted or topic_id is None:
        return {}
    rows = Post.objects.filter(public_id__in=wanted, topic_id=topic_id).select_related("author", "persona")
    return {row.public_id: row for row in rows}


def quote_html(post: Post | None) -> str:
    if post is None or post.state != PostState.LIVE:
        gone = escape(_("The quoted post is no longer here."))
        return f'<blockquote class="quote quote--gone"><p>{gone}</p></blockquote>'
    words = escape(markup.plain(post.body_html, QUOTE_MAX))
    return (
        f'<blockquote class="quote" data-post="{post.public_id}"><cite><a href="/p/{post.public_id}">'
        f"{escape(byline_text(post))}</a></cite><p>{words}</p></blockquote>"
    )


def byline_text(post: Post) -> str:
    if post.byline_number is not None:
        return _("Anonymous %(number)d") % {"number": post.byline_number}
    if post.persona is not None:
        return post.persona.display_name
    if post.author is not None:
        return post.author.handle
    return post.imported_byline or _("a former member")


def render_quotes_of(post_ids: list[int]) -> int:
    """Render anew every post that quotes one of these; returns how many."""
    quoting = Post.objects.filter(pk__in=Quote.objects.filter(quoted_id__in=post_ids).values("post_id"))
    changed = list(quoting.select_related("topic__community", "author", "persona"))
    for post in changed:
        post.body_html = render_body(body_for_readers(post, author=post.author), topic_id=post.topic_id)[0]
    Post.objects.bulk_update(changed, ["body_html"], batch_size=200)
    return len(changed)
