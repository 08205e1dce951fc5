"""The words that stand beside a post: its warning, the place of a meeting, and what its files say."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dayroom.apps.communities.models import Attachment
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.screening.actions import Reading, drawn

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Post

# where a group meets, or the link to its call, is what the field is for
MEETING = frozenset({"ADDRESS", "PLACE", "POSTAL_CODE", "URL"})


def readings_of(post: Post, written: Written, attachment_ids: Collection[str]) -> Iterator[Reading]:
    """What readers meet besides the text as it was typed; the guard reads each of them."""
    yield from drawn(written.body)
    if written.content_warning:
        yield Reading(written.content_warning, _("Please look at the content warning: others read it before your text. "
                                                 "A word or two are enough."), line=True)
    if post.position == 1 and post.topic.meets_where:
        yield Reading(post.topic.meets_where, _("Please look at what you wrote about where you meet: everybody who can "
                                                "read the topic sees it."), line=True, allowed=MEETING)
    files = Attachment.objects.filter(public_id__in=attachment_ids) | Attachment.objects.filter(post=post)
    for file in files.order_by("pk"):
        if file.alt:
            yield Reading(file.alt, _("Please look at the words that describe your picture: they are read aloud to "
                                      "others, and say more than they should."), line=True)
        spoken = "\n\n".join(text for text in (file.transcript, file.captions) if text)
        if spoken:
            yield Reading(spoken, _("Please look at the captions or the written words of your recording: others read "
                                    "them, and they say more than they should."))
