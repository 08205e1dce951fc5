"""Pictures, video and sound of a post: served by our own authorising view, never fetched before they are wanted."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dayroom.apps.communities.presenters.words import Words
    from dayroom.apps.communities.queries.rows import MediaRow


def figure(row: MediaRow, words: Words) -> str:
    address = f"/media/{row.public_id}"
    if row.kind == "IMAGE":
        size = f' width="{row.width}" height="{row.height}"' if row.width and row.height else ""
        alt = "" if row.decorative else escape(row.alt)
        return f'<figure><img src="{address}" alt="{alt}"{size} loading="lazy" decoding="async"></figure>'
    tag = "video" if row.kind == "VIDEO" else "audio"
    name = f' aria-label="{escape(row.alt)}"' if row.alt else ""
    track = f'<track kind="captions" src="{address}/captions" default>' if row.captions else ""
    said = (
        f'<details class="fold"><summary>{words.transcript}</summary><div class="prose"><p>'
        f"{escape(row.transcript).replace(chr(10), '<br>')}</p></div></details>"
        if row.transcript else ""
    )
    caption = f"<figcaption>{escape(row.alt)}</figcaption>" if row.alt else ""
    return (
        f'<figure><{tag} controls preload="metadata"{name}><source src="{address}" type="{escape(row.media_type)}">'
        f"{track}</{tag}>{caption}{said}</figure>"
    )
