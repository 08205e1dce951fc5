"""What is said and read on ActivityPub: plain dictionaries out of plain facts. No context of a stranger is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

from dayroom.apps.outreach.vocabulary.channels import Outgoing
from dayroom.apps.outreach.vocabulary.fediverse import ACTOR_TYPES, ADDRESS_MAX, CONTEXT, PUBLIC, RemoteActor

PEM_MOST = 4096


class NotAnActor(Exception):
    """What was found there does not describe the one who signs."""


# --- what we say --------------------------------------------------------------------------------------------------
def actor_address(site: str) -> str:
    return f"{site}/ap/actor"


def key_address(site: str) -> str:
    return f"{actor_address(site)}#main-key"


def actor_document(*, site: str, name: str, shown: str, summary: str, news: str, public_pem: str) -> dict[str, Any]:
    """The organization. It follows nobody, and nobody's posts here are its posts."""
    actor = actor_address(site)
    return {
        "@context": [CONTEXT[0], "https://w3id.org/security/v1"], "id": actor, "type": "Organization",
        "preferredUsername": name, "name": shown, "summary": f"<p>{escape(summary)}</p>", "url": news,
        "inbox": f"{site}/ap/inbox", "outbox": f"{site}/ap/outbox", "followers": f"{site}/ap/followers",
        "endpoints": {"sharedInbox": f"{site}/ap/inbox"}, "manuallyApprovesFollowers": False, "discoverable": True,
        "publicKey": {"id": key_address(site), "owner": actor, "publicKeyPem": public_pem},
    }


def note_document(post: Outgoing, *, site: str, public_id: str, published: str) -> dict[str, Any]:
    """One message as it is said there: its words, what must stand beside them, its pictures and their words."""
    html = note_html(post)
    return {
        "id": note_address(site, public_id), "type": "Note", "attributedTo": actor_address(site), "to": [PUBLIC],
        "cc": [f"{site}/ap/followers"], "published": published, "url": post.address, "sensitive": False,
        "content": html, "contentMap": {post.language: html},
        "tag": [{"type": "Hashtag", "name": f"#{word}", "href": post.address} for word in post.hashtags],
        "attachment": [{"type": "Document", "mediaType": one.media_type, "url": one.address, "name": one.alt}
                       for one in post.shown],
    }


def note_address(site: str, public_id: str) -> str:
    return f"{site}/ap/notes/{public_id}"


def note_html(post: Outgoing) -> str:
    """Paragraphs of the text; nothing of it is markup, and only the way to us is a link."""
    link = escape(post.link)
    shown = f'<a href="{link}" rel="nofollow noopener">{link}</a>'
    parts = [escape(part.strip()).replace("\n", "<br>") for part in post.full_text.split("\n\n") if part.strip()]
    return "".join(f"<p>{part.replace(link, shown) if link else part}</p>" for part in parts)


def create_of(note: dict[str, Any]) -> dict[str, Any]:
    return _whole(note["id"] + "#create", "Create", note["attributedTo"], note,
                  to=note["to"], cc=note["cc"], published=note["published"])


def delete_of(note: dict[str, Any]) -> dict[str, Any]:
    return _whole(note["id"] + "#delete", "Delete", note["attributedTo"],
                  {"id": note["id"], "type": "Tombstone"}, to=note["to"], cc=note["cc"])


def accept_of(*, site: str, public_id: str, follow_id: str, actor: str) -> dict[str, Any]:
    follow = {"id": follow_id, "type": "Follow", "actor": actor, "object": actor_address(site)}
    return _whole(f"{actor_address(site)}#accept-{public_id}", "Accept", actor_address(site), follow, to=[actor])


def _whole(name: str, kind: str, actor: str, about: object, **more: object) -> dict[str, Any]:
    return {"@context": list(CONTEXT), "id": name, "type": kind, "actor": actor, "object": about, **more}


def outbox_document(*, site: str, total: int, notes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"@context": list(CONTEXT), "id": f"{site}/ap/outbox", "type": "OrderedCollection", "totalItems": total,
            "orderedItems": [without_context(create_of(note)) for note in notes]}


def without_context(activity: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in activity.items() if name != "@context"}


def rounded(count: int) -> int:
    """Down to a full ten: a count that moves by one tells of one."""
    return count // 10 * 10


# --- what we read -------------------------------------------------------------------------------------------------
def actor_in(document: object, *, key_name: str) -> RemoteActor:
    """The actor that this key belongs to. Raises NotAnActor: the key names its owner, the owner names its key, and all
    of it is on one host."""
    found = document if isinstance(document, dict) else {}
    actor, inbox = _address(found.get("id")), _address(found.get("inbox"))
    keys = found.get("publicKey")
    key = next((one for one in (keys if isinstance(keys, list) else [keys]) if isinstance(one, dict)
                and one.get("id") == key_name), {})
    pem = key.get("publicKeyPem")
    ends = found.get("endpoints")
    shared = _address(ends.get("sharedInbox")) if isinstance(ends, dict) else ""
    whole = (found.get("type") in ACTOR_TYPES and bool(actor) and bool(inbox) and key.get("owner") == actor
             and isinstance(pem, str) and len(pem) <= PEM_MOST)
    if not whole or not one_host([actor, inbox, key_name]):
        raise NotAnActor()
    return RemoteActor(actor, inbox, shared if shared and one_host([actor, shared]) else "", key_name, str(pem))


def _address(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= ADDRESS_MAX and value.startswith("http") else ""


def one_host(addresses: Iterable[str]) -> bool:
    """Whether all of them lie on one host, with the same scheme and port."""
    try:
        places = {(urlsplit(one).scheme, urlsplit(one).netloc.lower()) for one in addresses}
    except ValueError:
        return False
    return len(places) == 1 and all(scheme in ("http", "https") and host for scheme, host in places)


def id_of(value: object) -> str:
    """The name of an object that is given by its name or as a whole; empty where it has none."""
    if isinstance(value, dict):
        value = value.get("id")
    return value if isinstance(value, str) and len(value) <= ADDRESS_MAX else ""
