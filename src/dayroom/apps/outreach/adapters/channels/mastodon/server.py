"""What is said to the server of the account, and what its answers mean."""

from __future__ import annotations

import json
from datetime import datetime
from secrets import token_hex
from time import sleep
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from dayroom.apps.outreach.vocabulary.channels import ChannelError, Limits, Shown
from dayroom.platform import outgoing
from dayroom.platform.files import path_of

BUSY = frozenset({408, 425, 429})
SILENT = frozenset({"no-answer", "not-json", "too-large", "nonsense"})  # told, and no answer that says anything
LEARNED = "outreach.mastodon.limits"
LEARNED_SECONDS = 7 * 24 * 3600
MEDIA_LOOKS, MEDIA_WAIT_SECONDS = 5, 1.0  # a picture is ready at once, a video in a few seconds or at the next try
DEFAULT = Limits(
    text_most=500, pictures_most=4, alt_most=1500, video_seconds_most=300, link_length=23, stands="SOCIAL",
    source="docs.joinmastodon.org, entity Instance, from memory",
)


def ask(method: str, path: str, *, told: Any = None, key: str = "") -> Any:
    """What the server says; raises ChannelError for whatever is not a yes."""
    body = json.dumps(told, ensure_ascii=False).encode() if told is not None else b""
    headers = {"Content-Type": "application/json"} if body else {}
    if key:
        headers["Idempotency-Key"] = key
    return _asked(method, path, body, headers).says


def _asked(method: str, path: str, body: bytes, headers: dict[str, str]) -> outgoing.Answer:
    every = {"Authorization": f"Bearer {settings.MASTODON_TOKEN}", "User-Agent": "Dayroom",
             "Accept": "application/json"}
    try:
        answer = outgoing.ask_json(method, f"{settings.MASTODON_SERVER}{path}", headers=every | headers, body=body)
    except outgoing.AddressRefused as fault:
        raise ChannelError("address-refused", permanent=True) from fault
    except outgoing.NotSent as fault:
        raise ChannelError(fault.code, permanent=fault.permanent) from fault
    if 200 <= answer.status < 300:
        return answer
    if answer.status in BUSY or 500 <= answer.status < 600:
        raise ChannelError(f"status-{answer.status}", retry_after_seconds=wait_in(answer, timezone.now()))
    raise ChannelError(f"status-{answer.status}", permanent=True)


def wait_in(answer: outgoing.Answer, now: datetime) -> int | None:
    """Seconds: by Retry-After, or by the moment at which a full account of questions is empty again."""
    if answer.retry_after_seconds is not None:
        return answer.retry_after_seconds
    try:
        again = parse_datetime(answer.headers.get("x-ratelimit-reset", ""))
    except ValueError:
        return None
    if answer.status != 429 or again is None or timezone.is_naive(again):
        return None
    return max(0, int((again - now).total_seconds()) + 1)


def upload(one: Shown) -> str:
    """The number under which the server keeps a picture or video. Raises ChannelError; nothing is seen yet."""
    path = path_of(one.file_name)
    if not path.is_file():
        raise ChannelError("picture-gone", permanent=True)
    border = f"part{token_hex(16)}"
    body = b"".join(_parts(border, one, path.read_bytes()))
    answer = _asked("POST", "/api/v2/media", body, {"Content-Type": f"multipart/form-data; boundary={border}"})
    number = answer.says.get("id") if isinstance(answer.says, dict) else None
    if not (isinstance(number, str) and number.isascii() and number.isalnum()):
        raise ChannelError("media-nonsense")
    if answer.status == 202:
        _wait_for(number)
    return number


def _parts(border: str, one: Shown, content: bytes) -> list[bytes]:
    ending = one.media_type.partition("/")[2].partition("+")[0]
    return [
        f'--{border}\r\nContent-Disposition: form-data; name="description"\r\n\r\n'.encode(), one.alt.encode(),
        f'\r\n--{border}\r\nContent-Disposition: form-data; name="file"; filename="file.{ending}"\r\n'
        f"Content-Type: {one.media_type}\r\n\r\n".encode(), content, f"\r\n--{border}--\r\n".encode(),
    ]


def _wait_for(number: str) -> None:
    for _look in range(MEDIA_LOOKS):
        if _asked("GET", f"/api/v1/media/{number}", b"", {}).status == 200:
            return
        sleep(MEDIA_WAIT_SECONDS)
    raise ChannelError("media-not-ready")


def known_limits() -> Limits:
    """What the server last said of itself, or what most servers allow."""
    if not settings.MASTODON_SERVER:
        return DEFAULT
    found = cache.get(LEARNED)
    return Limits(**found) if isinstance(found, dict) and found else DEFAULT


def learn_limits() -> bool:
    """Ask the server what fits into a post there; what it does not say stays as it was. Returns whether it spoke."""
    if not settings.MASTODON_SERVER:
        return False
    try:
        said = ask("GET", "/api/v2/instance")
    except ChannelError:
        return False
    rules = said.get("configuration") if isinstance(said, dict) else None
    if not isinstance(rules, dict):
        return False
    cache.set(LEARNED, limits_in(rules, timezone.localdate().isoformat()), LEARNED_SECONDS)
    return True


def limits_in(rules: dict[str, Any], as_of: str) -> dict[str, Any]:
    """Fields of Limits out of ``configuration`` of the server; numbers that cannot be are not believed."""
    posts, media = rules.get("statuses"), rules.get("media_attachments")
    posts, media = posts if isinstance(posts, dict) else {}, media if isinstance(media, dict) else {}
    told = {
        "text_most": (posts.get("max_characters"), DEFAULT.text_most),
        "pictures_most": (posts.get("max_media_attachments"), DEFAULT.pictures_most),
        "link_length": (posts.get("characters_reserved_per_url"), DEFAULT.link_length),
        "alt_most": (media.get("description_limit"), DEFAULT.alt_most),
    }
    numbers = {name: said if type(said) is int and 0 < said <= 1_000_000 else usual
               for name, (said, usual) in told.items()}
    return numbers | {"video_seconds_most": DEFAULT.video_seconds_most, "stands": DEFAULT.stands,
                      "source": "/api/v2/instance", "as_of": as_of}
