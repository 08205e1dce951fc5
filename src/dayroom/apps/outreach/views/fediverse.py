"""The organization on ActivityPub. Off unless the operator turns it on; and then nothing of members is in it."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.outreach.actions.fediverse import own_key
from dayroom.apps.outreach.adapters.inbox import receive
from dayroom.apps.outreach.queries import fediverse as queries
from dayroom.apps.outreach.rules import fediverse as rules
from dayroom.apps.outreach.vocabulary.fediverse import ACTIVITY_TYPE, BODY_BYTES_MOST, CONTEXT, TAKEN_TYPES, Arrived
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import open_to_all

NODEINFO = "http://nodeinfo.diaspora.software/ns/schema/2.1"
PUBLIC_WORDS = open_to_all("what the organization says to other servers; never what members write")


def _answer(told: dict[str, Any], content_type: str = ACTIVITY_TYPE, status: int = 200) -> HttpResponse:
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=content_type, status=status)
    answer["Cache-Control"] = "public, max-age=180"
    answer["Access-Control-Allow-Origin"] = "*"  # no cookie is read here (RFC 7033 §5)
    return answer


@require_safe
@PUBLIC_WORDS
def webfinger(request: HttpRequest) -> HttpResponse:
    queries.check_federates()
    actor = rules.actor_address(settings.SITE_URL)
    account = f"acct:{settings.FEDERATION_NAME}@{urlsplit(settings.SITE_URL).netloc}"
    asked = request.GET.get("resource", "")
    if not asked:
        return HttpResponse(status=400)
    if asked.lower() != account.lower() and asked != actor:
        raise NotFound()
    return _answer({
        "subject": account, "aliases": [actor],
        "links": [{"rel": "self", "type": ACTIVITY_TYPE, "href": actor},
                  {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html",
                   "href": f"{settings.SITE_URL}{reverse('news-list')}"}],
    }, "application/jrd+json")


@require_safe
@PUBLIC_WORDS
def nodeinfo_index(request: HttpRequest) -> HttpResponse:
    queries.check_federates()
    return _answer({"links": [{"rel": NODEINFO, "href": f"{settings.SITE_URL}{reverse('nodeinfo')}"}]},
                   "application/json")


@require_safe
@PUBLIC_WORDS
def nodeinfo(request: HttpRequest) -> HttpResponse:
    """One account, the organization's: how many members a site has is not told to anybody."""
    queries.check_federates()
    return _answer({
        "version": "2.1", "software": {"name": "dayroom", "version": version("dayroom")},
        "protocols": ["activitypub"], "services": {"inbound": [], "outbound": ["atom1.0", "rss2.0"]},
        "openRegistrations": False, "metadata": {},
        "usage": {"users": {"total": 1}, "localPosts": queries.note_count()},
    }, f'application/json; profile="{NODEINFO}#"')


@require_safe
@PUBLIC_WORDS
def ap_actor(request: HttpRequest) -> HttpResponse:
    queries.check_federates()
    with translation.override(settings.LANGUAGE_CODE):
        summary = _("News of the organization. What members write stays here.")
    return _answer(rules.actor_document(
        site=settings.SITE_URL, name=settings.FEDERATION_NAME, shown=settings.SITE_NAME, summary=summary,
        news=f"{settings.SITE_URL}{reverse('news-list')}", public_pem=own_key(now=timezone.now()).public_pem))


@require_safe
@PUBLIC_WORDS
def ap_outbox(request: HttpRequest) -> HttpResponse:
    queries.check_federates()
    return _answer(rules.outbox_document(site=settings.SITE_URL, total=queries.note_count(),
                                         notes=[row.document for row in queries.newest_notes()]))


@require_safe
@PUBLIC_WORDS
def ap_followers(request: HttpRequest) -> HttpResponse:
    """About how many; never who."""
    queries.check_federates()
    return _answer({"@context": CONTEXT[0], "id": f"{settings.SITE_URL}/ap/followers", "type": "OrderedCollection",
                    "totalItems": queries.follower_count()})


@require_safe
@PUBLIC_WORDS
def ap_note(request: HttpRequest, public_id: str) -> HttpResponse:
    """A note, or in its place a stone that says it was taken down."""
    queries.check_federates()
    row = queries.note_named(public_id)
    if row.deleted_at is not None:
        return _answer({"@context": CONTEXT[0], "id": row.document["id"], "type": "Tombstone"}, status=410)
    return _answer({"@context": list(CONTEXT), **row.document})


@csrf_exempt  # servers have no cookie: what they say is signed, and nothing else counts
@require_POST
@open_to_all("servers of others: whatever is not signed by its actor is turned away")
def ap_inbox(request: HttpRequest) -> HttpResponse:
    queries.check_federates()
    if (request.content_type or "").lower() not in TAKEN_TYPES:
        return HttpResponse(status=415)
    if len(request.body) > BODY_BYTES_MOST:
        return HttpResponse(status=413)
    headers = {name.lower(): value for name, value in request.headers.items()}
    arrived = Arrived("POST", request.get_full_path(), settings.SITE_URL, headers, request.body)
    return HttpResponse(status=receive(
        arrived, sender=request.META.get("REMOTE_ADDR", ""), now=timezone.now()))
