"""Who sees one item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.queries import hidden_from, members_by_handles
from dayroom.apps.screening.actions import examine, house_words
from dayroom.apps.tracking.vocabulary import Audience
from dayroom.apps.tracking.vocabulary.items import READERS_MOST
from dayroom.engines import guard

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dayroom.apps.people.models import Member


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label=_("Who sees it?"), widget=forms.RadioSelect)
    readers = forms.MultipleChoiceField(label=_("People I choose"), required=False,
                                        widget=forms.CheckboxSelectMultiple)
    others = forms.CharField(label=_("Somebody else"), required=False, max_length=600,
                             help_text=_("Their handles, with spaces between."),
                             widget=forms.TextInput(attrs={"autocomplete": "off"}))
    place = forms.TypedChoiceField(label=_("Community"), required=False, coerce=int, empty_value=None)

    def __init__(
        self, *args: Any, writer_id: int, choices: Sequence[tuple[str, str]], near: Sequence[Member],
        places: Mapping[int, str], words: str = "", **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.words = words
        self.writer_id, self.near = writer_id, {one.handle: one for one in near}
        self.fields["audience"].choices = choices  # type: ignore[attr-defined]  # a choice field
        # choice fields: a form knows its fields by name only, and so does the type checker
        self.fields["readers"].choices = [(handle, handle) for handle in self.near]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", "–"), *places.items()]  # type: ignore[attr-defined]
        if not self.near:
            del self.fields["readers"]
        if not places:
            del self.fields["place"]

    def clean_others(self) -> list[int]:
        """Ids; a handle that is nobody's is named, and so is one with whom the writer has a block: to them both are the
        same. Blocks of the owner are not asked here, or a carer would learn of them: whoever is blocked sees nothing,
        chosen or not."""
        words = re.split(r"[\s,;]+", self.cleaned_data["others"])
        typed = [word.lstrip("@") for word in words if word][:READERS_MOST + 1]
        found, hidden = members_by_handles(typed), hidden_from(self.writer_id)
        fit = {key: one for key, one in found.items() if one.pk not in hidden and not one.is_child and one.is_active}
        missing = [word for word in typed if word.lower() not in fit]
        if missing:
            raise forms.ValidationError(_("We know nobody called %(handle)s here.") % {"handle": missing[0]})
        return [one.pk for one in fit.values()]

    def clean(self) -> dict[str, Any]:
        """What others will read goes by the guard first; a house that cannot read it shows it to nobody."""
        data = super().clean() or {}
        if data.get("audience") in (Audience.CHOSEN, Audience.PLACE) and self.words:
            _report, decision = examine(self.words, context=house_words())
            if _report is None or decision is None:
                raise forms.ValidationError(_("We could not check the words just now. Please try again later."))
            if decision.action in (guard.Action.BLOCK, guard.Action.HOLD):
                raise forms.ValidationError(
                    _("The name of this item may say who somebody is, or how to reach them. Please change it first.")
                )
        return data

    def reader_ids(self) -> Collection[int]:
        """Read after `is_valid`."""
        if self.cleaned_data["audience"] != Audience.CHOSEN:
            return set()
        return {self.near[handle].pk for handle in self.cleaned_data.get("readers") or []} | {
            *(self.cleaned_data.get("others") or [])
        }
