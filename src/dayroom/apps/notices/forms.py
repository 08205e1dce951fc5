from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.notices.ports import Scope
from dayroom.apps.notices.vocabulary import Mode

EVERYTHING = "everything"
PLACE = "place-"


class ChoicesForm(forms.Form):
    """One choice for everything, and one for each place: the same as everything, or its own."""

    def __init__(self, scopes: list[Scope], chosen: Mapping[int | None, str], default: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields[EVERYTHING] = forms.ChoiceField(
            label=_("For everything"), choices=Mode.choices, initial=chosen.get(None, default),
            widget=forms.RadioSelect,
        )
        for scope in scopes:
            self.fields[PLACE + scope.public_id] = forms.ChoiceField(
                label=scope.name, choices=[("", _("the same as for everything")), *Mode.choices], required=False,
                initial=chosen.get(scope.id, ""),
            )

    def places(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(PLACE)]

    def modes(self) -> dict[str, str]:
        """Public id of the place ("" for everything) → mode; call it on a valid form only."""
        return {
            "" if name == EVERYTHING else name.removeprefix(PLACE): mode for name, mode in self.cleaned_data.items()
        }
