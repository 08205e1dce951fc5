"""Words of a member's own record: who may see an item, what a carer may do, what stands in a row that is sealed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who sees an item. Only me unless the member says otherwise; only PLACE and NUMBERS count in published sums."""

    ME = "ME", _("only me")
    CARERS = "CARERS", _("my carers")
    CHOSEN = "CHOSEN", _("my carers and people I choose")
    PLACE = "PLACE", _("my carers and members of one community")
    NUMBERS = "NUMBERS", _("only me, and counted in numbers without a name")


# audiences under which a carer who may see does see
SEEN_BY_CARERS = frozenset({Audience.CARERS, Audience.CHOSEN, Audience.PLACE})
# audiences under which an item may be counted in sums, when the member has agreed to counting
COUNTED = frozenset({Audience.PLACE, Audience.NUMBERS})


class Scope(models.TextChoices):
    """What one person may do in another's record. Each is given by itself."""

    SEE = "SEE", _("see")
    ENTER = "ENTER", _("enter")
    SHARE = "SHARE", _("share")


class Authority(models.TextChoices):
    """Why somebody may act for another. Recorded as said; nothing is checked with an office."""

    ASKED = "ASKED", _("the person asked them to")
    PARENT = "PARENT", _("parent of a child")
    GUARDIAN = "GUARDIAN", _("guardian by law")
    PROXY = "PROXY", _("health care proxy or power of attorney")


class ProxyState(models.TextChoices):
    ASKED = "ASKED", _("waiting for an answer")
    STANDING = "STANDING", _("in force")
    ENDED = "ENDED", _("ended")
    REFUSED = "REFUSED", _("refused")


class Certainty(models.TextChoices):
    SUSPECTED = "SUSPECTED", _("I suspect it")
    TESTING = "TESTING", _("being tested")
    DIAGNOSED = "DIAGNOSED", _("diagnosed")
    RULED_OUT = "RULED_OUT", _("ruled out")
    PAST = "PAST", _("over")


class TrackerKind(models.TextChoices):
    """MEASURE: a number with a unit of the engine. SYMPTOM: how bad, 0 to 10. FORM: answers to a questionnaire. NOTE:
    words without a number."""

    MEASURE = "MEASURE", _("measure")
    SYMPTOM = "SYMPTOM", _("symptom")
    FORM = "FORM", _("questionnaire")
    NOTE = "NOTE", _("notes")


class Way(models.TextChoices):
    """How somebody came to see an item, in the log that its owner reads."""

    CARER = "CARER", _("as your carer")
    CHOSEN = "CHOSEN", _("because you chose them")
    PLACE = "PLACE", _("as a member of the community you chose")
    LINK = "LINK", _("by a link and code that you gave")
    CARD = "CARD", _("on a card in a post")
    APP = "APP", _("by an app that you let in")
    FILE = "FILE", _("in a file that you made")


class BatchKind(models.TextChoices):
    APPLE = "APPLE", _("Apple Health export")
    FHIR = "FHIR", _("FHIR R4 bundle")
    TABLE = "TABLE", _("table (CSV)")
    OPEN_MHEALTH = "OPEN_MHEALTH", _("Open mHealth points")


class BatchState(models.TextChoices):
    MAPPING = "MAPPING", _("waiting for you to say what the columns are")
    WAITING = "WAITING", _("waiting to be read")
    READING = "READING", _("being read")
    DONE = "DONE", _("read")
    STOPPED = "STOPPED", _("could not be read to its end")
    UNDONE = "UNDONE", _("taken back")
