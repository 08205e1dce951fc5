"""Words of the news: who is read, how far they are trusted, and what becomes of a link."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

NEWS_KIND = "news"  # subjects of audit
NEWS_SOURCE_KIND = "news_source"
NEWS_ROLES = ("COMMUNICATIONS_OFFICER", "STEWARD", "OWNER")
SHOWN = 30  # on one page
KEPT_DAYS = 90  # news older than that is history, unless somebody kept it; our own choice, 2026-11-21
ITEMS_MOST = 100  # of one fetch; a feed that holds more is an archive
SUGGESTIONS_A_DAY = 5
SOURCES_A_ROUND = 10  # of one job; each is asked once an hour, and a round comes every five minutes
REST_HOURS_MOST = 24  # the longest rest after faults in a row


class Tier(models.IntegerChoices):
    """Who is behind a source. Of two that speak of one thing, the lower number is nearer to the evidence."""

    AUTHORITY = 1, _("health authority")
    PROFESSION = 2, _("professional body, journal or hospital")
    OTHERS = 3, _("press and others")


class FeedKind(models.TextChoices):
    """In what form it speaks; links only means that members may suggest what stands there."""

    RSS = "RSS", _("RSS")
    ATOM = "ATOM", _("Atom")
    CAP = "CAP", _("alerts (CAP in Atom)")
    LINKS = "LINKS", _("no feed, single links only")


class NewsOrigin(models.TextChoices):
    FEED = "FEED", _("from its feed")
    MEMBER = "MEMBER", _("suggested by a member")


class NewsState(models.TextChoices):
    HELD = "HELD", _("waits for a person")
    LIVE = "LIVE", _("shown")
    REFUSED = "REFUSED", _("not shown")


class Fault(models.TextChoices):
    """Why a source could not be read, as the desk is told."""

    NONE = "", ""
    ADDRESS = "ADDRESS", _("The address does not lead to the public internet.")
    NAME = "NAME", _("There is no server of that name.")
    SILENT = "SILENT", _("The server did not answer.")
    SLOW = "SLOW", _("The server was too slow.")
    LARGE = "LARGE", _("The feed is larger than one megabyte.")
    REDIRECTS = "REDIRECTS", _("The address leads on and on.")
    PACKED = "PACKED", _("The server sends it packed, and we asked for it plain.")
    STATUS = "STATUS", _("The server refused, or it has no such page.")
    NOT_FEED = "NOT_FEED", _("What came is not a feed.")
    BROKEN = "BROKEN", _("The feed is broken in one place. What could be read is shown.")
    SKIPPED = "SKIPPED", _("Some entries had no title or no usable link. They were left out.")
    FUTURE = "FUTURE", _("Some entries were dated in the future. They carry the day they came.")
