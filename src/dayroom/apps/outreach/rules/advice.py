"""Which channel suits what: a sentence per channel, from what it is good at and from this message (R162, R163).

What the sentences say of the networks is our own summary of the founding documents and of common knowledge
(2026-11-21): a convention, not a measurement. Who reads you where is better learned from your own results.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

GOOD_AT: dict[str, Promise] = {
    "news": _("Stands on our own page and in the feeds. Others link to it; it can be found for years."),
    "communities": _("Reaches people where they already talk. Choose only the communities that it concerns."),
    "newsletter": _("Reaches those who asked for it, today, with room to explain."),
    "push": _("A short sign to those who asked for it. Good when it matters today."),
    "webhook": _("Tells programs of partners, such as a hospital’s own website."),
    "mastodon": _("Short updates in public, in order of time, without a ranking."),
    "fediverse": _("Reaches those who follow us from other servers. Copies may stay there when you take it down."),
    "facebook": _("Many adults of all ages, and local groups. Longer texts and questions work."),
    "instagram": _("Pictures first, many younger adults. A link in the text does not work there."),
    "x": _("Short news and health tips, read by the press and by colleagues."),
    "linkedin": _("Professionals: vacancies, studies, achievements."),
    "tiktok": _("Short videos, many young people. Say one thing, show one thing."),
    "youtube": _("Videos that teach, found by search for years. Captions are read by many."),
}


def advice_for(channel: str, *, text_length: int, has_picture: bool, has_video: bool, public: bool,
               for_everyone: bool, link_works: bool) -> str:
    """What this channel is good at, and what speaks against it for this message."""
    against: Sequence[tuple[bool, str]] = (
        (channel == "instagram" and not (has_picture or has_video), _t("It needs a picture or a video.")),
        (channel in ("tiktok", "youtube") and not has_video, _t("It needs a video.")),
        (channel in ("x", "push") and text_length > 280, _t("Your text is long for it: give it one of its own.")),
        (public and not for_everyone, _t("It shows everything to everybody, and this is not meant for everybody.")),
        (not link_works, _t("Readers cannot follow a link there: say what matters in the text.")),
    )
    return " ".join([str(GOOD_AT.get(channel, "")), *(words for wrong, words in against if wrong)]).strip()
