"""Words in a form that somebody else will read without their being a post: rules, reasons, notes, sources, labels."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dayroom.apps.screening.actions.readings import LINE_FAMILIES
from dayroom.apps.screening.actions.screenings import examine
from dayroom.apps.screening.rules import settled_action
from dayroom.engines import guard

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEANT = "meant"  # the box of somebody who has looked at it and means it so
# who answers for a place may quote a hurtful word in its rules; what a moderator would hold is asked about
HOUSE_ASKS = frozenset({guard.Action.HOLD})
OWN_ASKS = frozenset({guard.Action.NUDGE, guard.Action.HOLD})
NOTHING_MORE: Mapping[str, StrOrPromise] = {}


def house_words(language: str = "", *, subject: guard.Subject = guard.Subject.UNKNOWN) -> guard.Context:
    """Who writes for a place or a house: its own address and its own people may stand there, a patient's may not."""
    return guard.Context(
        author=guard.Author.ORGANISATION, place=guard.Place.PROFILE, subject=subject,
        language=language or get_language() or settings.LANGUAGE_CODE, country=settings.DEFAULT_COUNTRY,
    )


def look_at_fields(
    form: forms.Form, names: Collection[str], *, context: guard.Context, asks: Collection[guard.Action] = HOUSE_ASKS,
    families: Collection[guard.Family] = LINE_FAMILIES, allowed: Collection[str] = (),
    always: Mapping[str, StrOrPromise] = NOTHING_MORE,
) -> guard.Tier:
    """Put a sentence beside each field whose words should not stand there, and return the highest crisis tier.

    What may stand after a second look is asked about once: a box to say so joins the form. What the action table
    blocks is never let through; words of somebody in danger are never stopped. ``allowed`` are classes that belong
    there, such as the address in a link. ``always`` are classes that this form asks about although the action table
    would let them stand, each with its sentence.
    """
    tier, asked = guard.Tier.T0, False
    for name in names:
        text = str(form.cleaned_data.get(name) or "")
        if not text.strip():
            continue
        report, _decision = examine(text, context=context)
        if report is None:
            # never fail open; nothing was kept, and the words are still in the form
            form.add_error(None, _("We could not check your words just now. Nothing was changed. Please try again "
                                   "later."))
            return guard.Tier.T0
        tier = max(tier, report.tier)
        if report.tier >= guard.Tier.T2:
            continue
        kept = [one for one in report.findings if one.family in families and one.klass not in allowed]
        actions = {one: settled_action(one, context) for one in kept}
        stopped = [one for one in kept if actions[one] is guard.Action.BLOCK]
        asking = [] if form.data.get(MEANT) else [one for one in kept if actions[one] in asks or one.klass in always]
        if stopped or asking:
            own = {one: always[one.klass] for one in asking if actions[one] not in asks}
            form.add_error(name, _sentences(stopped or asking, own))
            asked = asked or not stopped
    if asked:
        form.fields[MEANT] = forms.BooleanField(label=_("I have looked at it, and it is meant so."), required=False)
    return tier


def _sentences(findings: Sequence[guard.Finding], own: Mapping[guard.Finding, StrOrPromise]) -> str:
    """Everything that is asked about, each thing once: who mends the first should not be stopped by the second."""
    return " ".join(dict.fromkeys(str(own.get(one) or _sentence(one)) for one in findings))


def _sentence(found: guard.Finding) -> str:
    """Its own; of harm and selling in words of ours, because here nobody else looks first."""
    if found.family is guard.Family.HARM:
        return _("This could hurt or frighten somebody. Please put it another way.")
    if found.family is guard.Family.PROMOTION:
        return _("This reads like selling, or like a promise nobody can keep. Please put it another way.")
    return _(found.sentence) if found.sentence else _("Please put this another way.")
