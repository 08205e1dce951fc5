"""Words of listening: where posts come from, what becomes of a file, what an alarm can be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

SOURCE_KIND = "listening-source"  # subjects of the audit record
INTAKE_KIND = "listening-intake"
TOPIC_KIND = "listening-topic"
ALARM_KIND = "listening-alarm"
SERIES_KIND = "listening-official-series"

# who may open the desk; writing is the analyst's, handing over needs the officer to be there (rules)
DESK_ROLES = ("ANALYST", "COMMUNICATIONS_OFFICER", "STEWARD", "OWNER")
ANALYST_ROLES = ("ANALYST", "OWNER")

LEAST_PEOPLE = 20_000  # of a place that is shown at all (standards §8)
LEAST_AUTHORS = 11  # distinct authors of a place within a window (standards §8)
WINDOW_DAYS = 7  # the window in which authors are counted
QUIET_DAYS = 7  # nothing is raised again about the same topic and place


class SourceKind(models.TextChoices):
    """How a source speaks. Each is one folder of ``adapters``."""

    FEED = "FEED", _("news feed (RSS or Atom)")
    MASTODON = "MASTODON", _("hashtags on a Mastodon server")
    TRENDS = "TRENDS", _("search interest (Google Trends export)")
    FILE = "FILE", _("a file of posts or counts")
    CAP = "CAP", _("warnings (CAP)")
    OWN = "OWN", _("this site's own public communities, as counts")


class Fault(models.TextChoices):
    """Why a source could not be read; a code, never what its server said."""

    NONE = "", _("none")
    SILENT = "SILENT", _("The server did not answer.")
    SLOW = "SLOW", _("The server took too long.")
    ADDRESS = "ADDRESS", _("The address leads to no public place on the internet.")
    STATUS = "STATUS", _("The server refused.")
    BUSY = "BUSY", _("The server asked us to come back later.")
    ROBOTS = "ROBOTS", _("The server asks programs like this one to stay away.")
    FORM = "FORM", _("What came is not in the form we expected.")
    SCHEMA = "SCHEMA", _("The columns have changed since last time.")
    LARGE = "LARGE", _("What came is too large.")


class IntakeState(models.TextChoices):
    """One round of reading: a file, or one visit to a source."""

    MAPPING = "MAPPING", _("waits for somebody to say what its columns are")
    WAITING = "WAITING", _("waiting")
    READING = "READING", _("being read")
    SETTLING = "SETTLING", _("being sorted in")
    DONE = "DONE", _("done")
    STOPPED = "STOPPED", _("stopped by somebody")
    FAILED = "FAILED", _("could not be read")


class Trouble(models.TextChoices):
    """Why a row of a source was not taken, or how it was repaired. Counted, with a sentence."""

    NO_TEXT = "NO_TEXT", _("no text and no count")
    NO_DATE = "NO_DATE", _("no date that can be read")
    FUTURE = "FUTURE", _("a date that has not come yet")
    TOO_OLD = "TOO_OLD", _("older than what this source keeps")
    BAD_COUNT = "BAD_COUNT", _("a count that is negative or not whole")
    BROKEN = "BROKEN", _("a row that is cut off or has too few columns")
    ENCODING = "ENCODING", _("letters that could not be read; kept with a sign in their place")
    TWICE = "TWICE", _("here already")
    TOO_LONG = "TOO_LONG", _("cut to the longest text that is kept")
    FORMULA = "FORMULA", _("a cell that looks like a formula; kept as plain text")
    UNSCREENED = "UNSCREENED", _("could not be checked for names and numbers of people")
    PARTIAL = "PARTIAL", _("a day or week that is not over yet; it comes with the next file")
    BELOW_ONE = "BELOW_ONE", _("“<1”: searched for, but hardly; kept as 0")
    ASKED_NOT = "ASKED_NOT", _("by somebody who asks not to be found by search")
    REHEARSAL = "REHEARSAL", _("an exercise or a test of the warning system")


# taken all the same
REPAIRED = frozenset({Trouble.ENCODING, Trouble.TOO_LONG, Trouble.FORMULA, Trouble.BELOW_ONE})


class Margin(models.TextChoices):
    """Along what a count is taken. One question at a time: no cell crosses two of them."""

    ALL = "ALL", _("everything")
    PLACE = "PLACE", _("by place")
    LANGUAGE = "LANGUAGE", _("by language")
    SOURCE = "SOURCE", _("by source")


class PlaceBasis(models.TextChoices):
    """Where a place comes from. The three are never mixed (standards §8)."""

    MENTION = "MENTION", _("a place that is written about")
    PROFILE = "PROFILE", _("a place in the writer's profile")
    SELF = "SELF", _("a place the writer says they are in")


class AlarmState(models.TextChoices):
    NEW = "NEW", _("new")
    LOOKED = "LOOKED", _("being looked at")
    CONFIRMED = "CONFIRMED", _("confirmed")
    EXPLAINED = "EXPLAINED", _("explained")
    DISMISSED = "DISMISSED", _("dismissed")


class Explanation(models.TextChoices):
    """What was behind an alarm that is not an outbreak."""

    NEWS = "NEWS", _("it was in the news")
    CAMPAIGN = "CAMPAIGN", _("a campaign, or the same text many times")
    BREAK = "BREAK", _("a source changed or broke")
    SEASON = "SEASON", _("it comes every year")
    OTHER = "OTHER", _("something else")
