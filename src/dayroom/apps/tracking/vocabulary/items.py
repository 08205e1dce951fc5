"""Kinds of items in words, and an item as one line."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

READERS_MOST = 50  # chosen for one item: whom one can name, not a public

# the model's lower-case name → the heading of its list; kinds that are not here have no list of their own
KIND_NAMES = {
    "condition": _("Conditions"),
    "treatment": _("Treatments"),
    "lifeevent": _("Events in my life"),
    "tracker": _("What is followed"),
    "formanswer": _("Answers to questionnaires"),
    "treatmentreport": _("Reports about treatments"),
    "goal": _("Goals"),
    "card": _("Cards in posts"),
    "document": _("Documents"),
}
# their audience is chosen on pages of their own, with questions of their own
OWN_PAGES = frozenset({"treatmentreport"})
# how somebody is told what was seen, in the log: also for things that have no audience of their own
LOG_NAMES = {
    "": _("your record"),
    "record": _("your record"),
    "condition": _("a condition"),
    "treatment": _("a treatment"),
    "lifeevent": _("an event"),
    "tracker": _("something you follow"),
    "reading": _("a reading"),
    "formanswer": _("answers to a questionnaire"),
    "treatmentreport": _("a report about a treatment"),
    "goal": _("a goal"),
    "reminder": _("a reminder"),
    "sheet": _("a visit sheet"),
    "visitsheet": _("a visit sheet"),
    "card": _("a card in a post"),
    "document": _("a document"),
    "profile": _("your profile for units and ages"),
    "timeline": _("your timeline"),
    "importbatch": _("a file that was brought along"),
    "taking": _("a file to take along"),
    "healthprofile": _("your year of birth and sex"),
}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of any kind, as far as its title: for the pages about who sees what."""

    kind: str
    public_id: str
    title: str
    audience: str
    place_id: int | None

    @property
    def changes_here(self) -> bool:
        """Its audience is chosen on the page that all kinds share."""
        return self.kind not in OWN_PAGES
