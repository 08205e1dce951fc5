"""The words that stand beside a post: its warning, the place of a meeting, and what its files say."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dayroom.apps.communities.models import Attachment, Community, Post, Topic
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.screening.actions import Reading, drawn

# where a group meets, or the link to its call, is what the field is for
MEETING = frozenset({"ADDRESS", "PLACE", "POSTAL_CODE", "URL"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text will stand; it is read before there is a row for it.

    topic  the topic it answers, or is part of; None for a new one
    post   the post whose wording it changes; None for a new one
    """

    community: Community
    topic: Topic | None = None
    post: Post | None = None
    meets_where: str = ""

    @property
    def opens(self) -> bool:
        """Whether it is, or will be, the first of its topic: its title is read with it."""
        return self.post.position == 1 if self.post else self.topic is None

    def files(self, attachment_ids: Collection[str]) -> QuerySet[Attachment]:
        """Those that stand with the post, and those that will."""
        waiting = Q(public_id__in=attachment_ids)
        return Attachment.objects.filter(waiting | Q(post=self.post) if self.post else waiting).order_by("pk")


def of_post(post: Post) -> Setting:
    return Setting(post.topic.community, topic=post.topic, post=post, meets_where=post.topic.meets_where)


def readings_of(setting: Setting, written: Written, attachment_ids: Collection[str]) -> Iterator[Reading]:
    """What readers meet besides the text as it was typed; the guard reads each of them."""
    yield from drawn(written.body)
    if written.content_warning:
        yield Reading(written.content_warning, _("Please look at the content warning: others read it before your text. "
                                                 "A word or two are enough."), line=True)
    if setting.opens and setting.meets_where:
        yield Reading(setting.meets_where, _("Please look at what you wrote about where you meet: everybody who can "
                                                "read the topic sees it."), line=True, allowed=MEETING)
    for file in setting.files(attachment_ids):
        if file.alt:
            yield Reading(file.alt, _("Please look at the words that describe your picture: they are read aloud to "
                                      "others, and say more than they should."), line=True)
        spoken = "\n\n".join(text for text in (file.transcript, file.captions) if text)
        if spoken:
            yield Reading(spoken, _("Please look at the captions or the written words of your recording: others read "
                                    "them, and they say more than they should."))
