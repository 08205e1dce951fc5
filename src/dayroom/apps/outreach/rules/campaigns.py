"""What a campaign must say of itself before anything goes out in its name. No queries, no clock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.vocabulary.campaigns import CampaignKind, Voice
from dayroom.kernel.errors import Invalid

# what a challenge is asked before somebody hurts themselves for a video (R171); our own choice, 2026-11-21
SAFETY_QUESTIONS: dict[str, Promise] = {
    "HARM": _("Nobody can be hurt by doing it, also not by doing it badly."),
    "BODY": _("It does not ask anybody to eat less, weigh themselves, hold their breath or stop a medicine."),
    "SKIP": _("Whoever cannot or does not want to take part loses nothing, and it says so."),
    "CHILD": _("It is safe if a child copies it."),
    "NAME": _("Nobody has to show their face or tell of their illness to take part."),
    "HELP": _("It says where to get help."),
}


class CampaignInvalid(Invalid):
    """Something about this campaign does not fit."""

    def __init__(self, field: str, sentence: object) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """Everything that decides whether a campaign may run."""

    kind: str
    voice: str
    disclosure: str
    starts_on: date
    ends_on: date
    interests: Sequence[str] = ()
    countries: Sequence[str] = ()
    challenge_rules: str = ""
    challenge_checked: Collection[str] = ()
    letter: str = ""
    letter_to: str = ""
    fundraising_url: str = ""


def check_campaign(facts: CampaignFacts) -> None:
    """Dates in order; whoever pays is named, and cannot choose whom to reach; each kind brings what it needs."""
    if facts.ends_on < facts.starts_on:
        raise CampaignInvalid("ends_on", _("The last day comes before the first one."))
    _check_voice(facts)
    _check_kind(facts)


def _check_voice(facts: CampaignFacts) -> None:
    if facts.voice == Voice.OWN:
        return
    if not facts.disclosure.strip():
        raise CampaignInvalid("disclosure", _("Readers must be told who speaks or pays. Please write it in one line."))
    if facts.interests or facts.countries:
        raise CampaignInvalid("interests", _("A partner, a company or a paid person cannot choose whom to reach here: "
                                             "this campaign goes to everybody."))


def _check_kind(facts: CampaignFacts) -> None:
    if facts.kind == CampaignKind.CHALLENGE:
        if not facts.challenge_rules.strip():
            raise CampaignInvalid("challenge_rules", _("Please write what people are asked to do."))
        if set(SAFETY_QUESTIONS) - set(facts.challenge_checked):
            raise CampaignInvalid("challenge_checked", _("A challenge needs a yes to every safety question. Change it "
                                                         "until all are true."))
    if facts.kind == CampaignKind.ADVOCACY and not (facts.letter.strip() and facts.letter_to.strip()):
        raise CampaignInvalid("letter", _("Please add the letter, and whom people can write to."))
    if facts.kind == CampaignKind.FUNDRAISING and not facts.fundraising_url.startswith("https://"):
        raise CampaignInvalid("fundraising_url", _("Please add the address (https) where people can give. No money "
                                                   "passes through this site."))


def audience_words(interests: Sequence[str], countries: Sequence[str]) -> str:
    """The sentence that says what was used to choose readers, and what was not.

    >>> audience_words([], [])
    'It goes to everybody. Nothing about any person was used.'
    """
    used = []
    if interests:
        used.append(_t("the interests they chose (%(which)s)") % {"which": ", ".join(interests)})
    if countries:
        used.append(_t("the country they stated (%(which)s)") % {"which": ", ".join(countries)})
    if not used:
        return _t("It goes to everybody. Nothing about any person was used.")
    return _t("It goes to people by %(used)s. Nothing was concluded from what anybody wrote, read or measures.") % {
        "used": get_text_list(used, _t("and"))
    }
