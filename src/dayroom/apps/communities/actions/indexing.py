"""Keep the search index beside the rows, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from dayroom.apps.communities.models import Community, Hashtag, Post, PostHashtag, Quote, Topic
from dayroom.apps.communities.rules import searching
from dayroom.apps.communities.vocabulary import PostState, Visibility
from dayroom.platform import markup, search

IDS_PER_QUESTION = 1000  # SQLite takes a bounded number of parameters


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
    tokens += searching.month_tokens(post.made_at)
    return (*tokens, *(f"h{word}" for word in hashtags))


def keep_references(post: Post, quoted_ids: Iterable[int], body: str) -> list[str]:
    """Keep which posts are quoted and which hashtags stand in the words; returns the hashtags."""
    if post.revision > 1:
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
    return reindex_posts(list(Post.objects.filter(topic_id=topic_id).select_related("topic__community")))


def reindex_all() -> Iterator[int]:
    """Index every post anew, oldest first, in batches of their own; yields how many are done. Safe to run again."""
    done = last = 0
    while True:
        rows = Post.objects.filter(pk__gt=last).select_related("topic__community").order_by("pk")
        posts = list(rows[:IDS_PER_QUESTION])
        if not posts:
            return
        with transaction.atomic():
            done += reindex_posts(posts)
        last = posts[-1].pk
        yield done


def reindex_posts(posts: list[Post]) -> int:
    """Index some posts anew, loaded with their topic and community; returns how many."""
    words: dict[int, list[str]] = {}
    ids = [post.pk for post in posts]
    for start in range(0, len(ids), IDS_PER_QUESTION):
        tagged = PostHashtag.objects.filter(post_id__in=ids[start : start + IDS_PER_QUESTION])
        for post_id, word in tagged.values_list("post_id", "hashtag__word"):
            words.setdefault(post_id, []).append(word)
    for post in posts:
        index_post(post, post.topic, post.topic.community, words.get(post.pk, ()))
    return len(posts)
