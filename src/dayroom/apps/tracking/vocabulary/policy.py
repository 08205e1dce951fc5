"""What is done with a record, said once for people and for machines. A changed line needs a new date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from dayroom.apps.people.vocabulary import Purpose

VERSION = "2026-11-21"


@dataclass(frozen=True, slots=True)
class Use:
    """One purpose: which classes of data, on what ground, how long, who gets it. The words are for people."""

    purpose: str
    data: tuple[str, ...]
    consent: str
    words: Any
    ground: Any
    kept: Any
    recipients: Any
    default: Any

    def facts(self) -> dict[str, Any]:
        """Plain values; codes as they are, words as text."""
        words = {name: str(getattr(self, name)) for name in ("words", "ground", "kept", "recipients", "default")}
        return {"purpose": self.purpose, "data": list(self.data), "consent": str(self.consent), **words}


USES = (
    Use("own-record", ("health", "personal"), Purpose.OWN_RECORD, _("Keep what you enter about your health, for you."),
        _("your consent"), _("until you delete it, or your account"), _("only you"), _("off until you say yes")),
    Use("shown-to-people", ("health", "pseudonymous"), "",
        _("Show an item to carers, people or one community that you choose for it."), _("your choice for each item"),
        _("until you change it"), _("whom you choose"), _("only you")),
    Use("counted", ("health",), Purpose.COUNTED, _("Count your reports in published numbers of eleven people or more."),
        _("your consent"), _("you leave the numbers at the next count after you take it back"),
        _("everybody, as numbers without a name"), _("off until you say yes")),
    Use("matched", ("health", "pseudonymous"), Purpose.MATCHING,
        _("Show you to members like you, with what you choose to show."), _("your consent"),
        _("until you take it back"), _("members who agreed to the same"), _("off until you say yes")),
    Use("taken-out", ("health", "personal"), "",
        _("Give a copy to you, to a clinician by your link and code, or to an app you let in."), _("your own act"),
        _("links and permissions end on the day you set"), _("whom you give it to"), _("nobody")),
)
NEVER = (
    ("sold", _("sold")), ("advertising", _("given to advertisers")),
    ("insurers-employers", _("given to insurers or employers")), ("training", _("used to train models")),
    ("ranking", _("used to rank what you are shown")),
)
CLASSES = {
    "health": _("what you enter about your health; encrypted with a key of your own"),
    "personal": _("whose record it is, and when something was entered"),
    "pseudonymous": _("your handle, and random names of items"),
}


def policy_facts(*, site: str, url: str) -> dict[str, Any]:
    """The policy as plain JSON values, in English. The page for people explains the names of the fields."""
    with override("en"):
        return {
            "version": VERSION, "site": site, "human_readable": f"{url}/health/policy",
            "owner_of_the_data": "the member",
            "classes": {name: str(words) for name, words in CLASSES.items()}, "uses": [one.facts() for one in USES],
            "never": [code for code, _words in NEVER],
            "rights": {
                "read": f"{url}/health/me/", "copy": f"{url}/privacy/", "delete": f"{url}/privacy/",
                "who_looked": f"{url}/health/log", "what_others_see": f"{url}/health/seen",
            },
            "protection": {"at_rest": "AES-256-GCM, a key for each person", "erasure": "the person's keys are deleted"},
            "published_numbers": {"fewest_people": 11},
        }
