"""Keep the search index beside the rows, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable

from dayroom.apps.communities.models import Community, Hashtag, Post, PostHashtag, Quote, Topic
from dayroom.apps.communities.vocabulary import PostState, Visibility
from dayroom.platform import markup, search


def tokens_for(post: Post, topic: Topic, community: Community, hashtags: Iterable[str]) -> tuple[str, ...]:
    """Who may read it and where it stands. Anonymous posts carry no author: a filter by author cannot find them."""
    tokens = [f"c{community.pk}", f"t{topic.pk}"]
    open_place = community.visibility == Visibility.PUBLIC or (
        community.visibility == Visibility.HYBRID and topic.pinned
    )
    if open_place and not (post.members_only or topic.members_only):
        tokens.append("vpub")
    if post.author_id is not None and post.byline_number is None and post.persona_id is None:
        tokens.append(f"a{post.author_id}")
    if post.persona_id is not None:
        tokens.append(f"p{post.persona_id}")
    if post.position == 1:
        tokens.append("first")
    return (*tokens, *(f"h{word}" for word in hashtags))


def keep_references(post: Post, quoted_ids: Iterable[int], body: str) -> list[str]:
    """Keep which posts are quoted and which hashtags stand in the words; returns the hashtags."""
    Quote.objects.filter(post=post).delete()
    PostHashtag.objects.filter(post=post).delete()
    Quote.objects.bulk_create(Quote(post=post, quoted_id=quoted) for quoted in quoted_ids)
    words = markup.hashtags(body)
    if words:
        Hashtag.objects.bulk_create((Hashtag(word=word) for word in words), ignore_conflicts=True)
        keys = Hashtag.objects.filter(word__in=words).values_list("pk", flat=True)
        PostHashtag.objects.bulk_create(PostHashtag(post=post, hashtag_id=key) for key in keys)
    return words


def index_post(post: Post, topic: Topic, community: Community, hashtags: Iterable[str]) -> None:
    """Index a live post; forget any other."""
    if post.state != PostState.LIVE or topic.state != PostState.LIVE:
        search.drop([post.pk])
        return
    search.put([
        search.Document(
            id=post.pk, title=topic.title if post.position == 1 else "", body=markup.plain(post.body_html, 20_000),
            tokens=tokens_for(post, topic, community, hashtags),
        )
    ])


def index_topic(topic_id: int) -> int:
    """Index every post of a topic anew (its state, title or pin changed); returns how many."""
    posts = list(Post.objects.filter(topic_id=topic_id).select_related("topic__community"))
    words: dict[int, list[str]] = {}
    for post_id, word in PostHashtag.objects.filter(post__topic_id=topic_id).values_list("post_id", "hashtag__word"):
        words.setdefault(post_id, []).append(word)
    for post in posts:
        index_post(post, post.topic, post.topic.community, words.get(post.pk, ()))
    return len(posts)
