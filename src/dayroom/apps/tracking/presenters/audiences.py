"""Who sees an item, in words and numbers."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.tracking.vocabulary import Audience
from dayroom.apps.tracking.vocabulary.records import Record


def audience_choices(record: Record, *, child: bool, places: bool, carers: int) -> list[tuple[str, str]]:
    """The lines to choose from, for the owner or a carer who may share."""
    whose = {Audience.ME: _("only me") if record.mine else _("only %(name)s") % {"name": record.handle}}
    if record.whole:
        whose[Audience.ME] = _("nobody else")
    if child:
        return [(Audience.ME, whose[Audience.ME])]
    lines = [
        (str(one), str(whose.get(one, one.label)))
        for one in Audience
        if (one != Audience.PLACE or places) and (one != Audience.NUMBERS or not record.whole)
    ]
    told = ngettext("%(count)s person", "%(count)s people", carers) % {"count": carers}
    return [(one, f"{label} ({told})" if one == Audience.CARERS else label) for one, label in lines]


def will_see(count: int) -> str:
    """The one question before more people see something."""
    return ngettext("%(count)s person will see this.", "%(count)s people will see this.", count) % {"count": count}
