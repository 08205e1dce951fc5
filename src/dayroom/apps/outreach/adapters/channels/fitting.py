"""What every channel's preview shares: the text as it will be posted, and what of it does not fit."""

from __future__ import annotations

from dayroom.apps.outreach.rules.messages import length_in, misfits
from dayroom.apps.outreach.vocabulary.channels import Limits, Outgoing, Preview


def fitted(post: Outgoing, limits: Limits, *, text: str | None = None) -> Preview:
    words = post.full_text if text is None else text
    stills = [one for one in post.shown if not one.media_type.startswith("video/")]
    videos = [one.captions for one in post.shown if one.media_type.startswith("video/")]
    return Preview(
        text=words, used=length_in(words, post.link, limits), limits=limits,
        faults=misfits(words, link=post.link, limits=limits, hashtags=len(post.hashtags), pictures=len(stills),
                       alts=[one.alt for one in stills], videos=videos),
    )
