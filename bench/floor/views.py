"""Floor (b): raw SQL and a string join. Floor (c): what a tutorial teaches."""

from html import escape

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bench.floor.models import Topic

SQL = (
    "SELECT t.title, p.public_id, p.position, p.body_html, p.made_at, p.reactions, m.handle FROM communities_topic t "
    "JOIN communities_post p ON p.topic_id = t.id LEFT JOIN people_member m ON m.id = p.author_id "
    "WHERE t.public_id = %s AND p.state = 'LIVE' ORDER BY p.position LIMIT 25"
)


def topic_by_hand(request: HttpRequest, public_id: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(SQL, [public_id])
        found = cursor.fetchall()
    posts = "".join(
        f'<article id="post-{position}"><h2>{escape(handle or "")}</h2><time>{made_at}</time>{html}</article>'
        for _title, _key, position, html, made_at, _reactions, handle in found
    )
    title = escape(found[0][0])
    return HttpResponse(
        f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{posts}</body></html>"
    )


def topic_by_template(request: HttpRequest, public_id: str) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.select_related("community"), public_id=public_id)
    posts = topic.posts.filter(state="LIVE").select_related("author").order_by("position")[:25]
    return render(request, "floor/topic.html", {"topic": topic, "posts": posts})
