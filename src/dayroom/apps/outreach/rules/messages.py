"""Who may write, approve and stop a message, what an approval belongs to, and what the checks say of a text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.vocabulary.campaigns import (
    BODY_MAX,
    SHORT_NOTICE_HOURS,
    TITLE_MAX,
    AiRole,
    MessageState,
    Voice,
)
from dayroom.apps.outreach.vocabulary.channels import Limits
from dayroom.kernel.errors import Conflict, Invalid, Refused, TooLarge
from dayroom.platform import markup

EDITABLE = frozenset({MessageState.DRAFT, MessageState.ASKED, MessageState.APPROVED, MessageState.STOPPED})
STAFF = frozenset({"COMMUNICATIONS_OFFICER", "STEWARD", "OWNER"})
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
BLOCK_END = re.compile(r"</(?:p|div|li|h[1-6]|tr|ul|ol)\s*>|<br\s*/?>", re.IGNORECASE)
DROPPED = re.compile(r"<(script|style)\b[^<>]{0,2000}>", re.IGNORECASE)
REASON_MAX = 400


class SecondPersonNeeded(Refused):
    """Somebody else approves this: nobody who has written in it can."""


class ChangedSince(Conflict):
    """This was changed while you were reading. Please read it again before you decide."""


class NotNow(Conflict):
    """This message is in another state by now. Please look at it again."""


class NotReady(Invalid):
    """Some points are open before somebody can approve it."""

    def __init__(self, points: Sequence[str]) -> None:
        super().__init__(" ".join(points))
        self.points = tuple(points)


class ReasonNeeded(Invalid):
    """Please say in a sentence why this cannot wait for a second person."""


def check_words(title: str, body: str) -> None:
    if markup.is_blank(title):
        raise Invalid(_("Please give it a title."))
    if len(title) > TITLE_MAX:
        raise TooLarge(_("Please keep the title under 140 characters."))
    if len(body) > BODY_MAX:
        raise TooLarge(_("Please keep the text under 10,000 characters."))


def check_may_edit(state: str) -> None:
    if state not in EDITABLE:
        raise NotNow(_("It is out already. Take it down, or write a new one."))


def check_may_approve(*, by_id: int, editor_ids: Collection[int], roles: Collection[str]) -> None:
    """A steward, an owner or a communications officer who has not written in it."""
    if not STAFF & set(roles):
        raise Refused(_("This is decided by communications officers and stewards."))
    if by_id in editor_ids:
        raise SecondPersonNeeded()


def check_emergency(reason: str) -> None:
    if len(reason.split()) < 3:
        raise ReasonNeeded()


def digest_of(facts: Mapping[str, Any]) -> str:
    """The digest of everything that will be seen: same facts, same digest; any change gives another.

    >>> digest_of({"title": "a", "body": "b"}) == digest_of({"body": "b", "title": "a"})
    True
    """
    words = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def without_markup(text: str) -> str:
    """A text that was pasted from a web page as plain words, with its line breaks. Text without tags stays as it is.

    >>> without_markup("<p>Two <b>doses</b></p><p>2 < 3</p>")
    'Two doses\\n2 < 3'
    """
    if not TAG.search(text):
        return text
    text = _without_dropped(text)
    lines = [markup.plain(line, BODY_MAX * 4) if TAG.search(line) else line
             for line in BLOCK_END.sub("\n", text).split("\n")]
    return "\n".join(line.strip() for line in lines if line.strip())


def _without_dropped(text: str) -> str:
    """Scripts and styles with all that stands in them; one that never ends takes the rest along."""
    pieces, position = [], 0
    low = text.lower()
    for found in DROPPED.finditer(text):
        if found.start() < position:
            continue
        pieces.append(text[position:found.start()])
        end = low.find(f"</{found[1].lower()}", found.end())
        close = text.find(">", end) if end >= 0 else -1
        position = close + 1 if close >= 0 else len(text)
    return "".join([*pieces, text[position:]])


def length_in(text: str, link: str, limits: Limits) -> int:
    """How much of a channel's limit a text takes; a link counts as the network counts it."""
    saved = len(link) - limits.link_length if link and limits.link_length and link in text else 0
    return len(text) - saved


def misfits(text: str, *, link: str, limits: Limits, hashtags: int, alts: Sequence[str], videos: Sequence[str],
            pictures: int) -> tuple[str, ...]:
    """What does not fit this channel, each as a sentence. ``videos``: the captions of each."""
    used = length_in(text, link, limits)
    wanted = (
        (used > limits.text_most, _t("%(over)d characters too many.") % {"over": used - limits.text_most}),
        (hashtags > limits.hashtags_most, _t("At most %(most)d hashtags here.") % {"most": limits.hashtags_most}),
        (pictures > limits.pictures_most, _t("At most %(most)d pictures here.") % {"most": limits.pictures_most}),
        (limits.alt_needed and any(not alt.strip() for alt in alts),
         _t("A picture has no words for those who cannot see it.")),
        (any(len(alt) > limits.alt_most for alt in alts),
         _t("The words of a picture are too long: at most %(most)d characters.") % {"most": limits.alt_most}),
        (limits.captions_needed and any(not words.strip() for words in videos), _t("A video has no captions.")),
        (limits.picture_needed and not pictures and not videos, _t("This channel needs a picture or a video.")),
        (limits.video_needed and not videos, _t("This channel needs a video.")),
    )
    return tuple(sentence for wrong, sentence in wanted if wrong)


def timeliness(*, publish_at: datetime | None, true_until: datetime | None, for_everyone: bool, public_channels: int,
               now: datetime) -> tuple[str, ...]:
    """What speaks against telling this on networks that show it late and to everybody (R168)."""
    points = []
    start = publish_at or now
    if true_until is not None and true_until <= start:
        points.append(_t("It is not true any more when it goes out."))
    elif true_until is not None and public_channels and true_until - start < timedelta(hours=SHORT_NOTICE_HOURS):
        points.append(_t("It is true for less than a day, and public networks show a post to many only later. A mail, "
                         "a notice or a page here reaches people in time."))
    if not for_everyone and public_channels:
        points.append(_t("It is not meant for everybody, and a public network cannot keep it to some. Choose the "
                         "newsletter or a community."))
    return tuple(points)


def brand_points(text: str, *, avoid: str, name: str, boilerplate: str) -> tuple[str, ...]:
    """Where a text does not sound like the house: words to avoid, and the name written in another way (R164)."""
    low = text.casefold()
    words = [line.strip() for line in avoid.splitlines() if line.strip()]
    found = [_t("The brand kit asks to avoid “%(words)s”.") % {"words": one} for one in words if one.casefold() in low]
    if name and name.casefold() in low and name not in text:
        found.append(_t("The name is written “%(name)s”.") % {"name": name})
    return tuple(found)


def open_points(*, interests: str, ai_role: str, ai_reviewed_by: str, has_channel: bool, timely_seen: bool,
                body: str) -> tuple[str, ...]:
    """What the author still has to say before somebody else reads it."""
    wanted = (
        (markup.is_blank(body), _t("There is no text yet.")),
        (not interests.strip(), _t("Say which interests the writer has; “none” is an answer.")),
        (ai_role != AiRole.NONE and not ai_reviewed_by.strip(),
         _t("A machine had a part in it: name the person who checked it.")),
        (not has_channel, _t("Choose at least one channel.")),
        (not timely_seen, _t("Answer: is this timely, and is it for everyone?")),
    )
    return tuple(sentence for wrong, sentence in wanted if wrong)


def small_print(*, interests: str, ai_role: str, ai_model: str, voice: str, disclosure: str,
                attributions: Sequence[str]) -> tuple[str, ...]:
    """What must stand with the text wherever it goes: who pays, interests, what a machine did, whose the picture is."""
    lines = []
    if voice != Voice.OWN and disclosure:
        lines.append({Voice.PARTNER: _t("With a partner: %(who)s"), Voice.INDUSTRY: _t("Advertisement: %(who)s"),
                      Voice.INFLUENCER: _t("Paid: %(who)s")}[Voice(voice)] % {"who": disclosure})
    if interests.strip() and interests.strip().lower() not in ("none", "no", "ninguno", "-"):
        lines.append(_t("Interests: %(what)s") % {"what": interests.strip()})
    if ai_role == AiRole.ASSISTED:
        lines.append(_t("Written with the help of a machine; a person checked it."))
    if ai_role == AiRole.GENERATED:
        lines.append(_t("Written by a machine; a person checked it."))
    lines += [_t("Picture: %(whose)s") % {"whose": one} for one in attributions if one]
    return tuple(lines)
