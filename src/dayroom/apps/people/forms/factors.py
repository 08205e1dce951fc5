from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.models import Member


class FactorRemoveForm(forms.Form):
    """Removing the last second factor asks for a password that can stand alone, in the same step."""

    def __init__(self, *args: Any, member: Member, last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        if last:
            self.fields["password1"] = forms.CharField(
                label=_("New password"), strip=False,
                help_text=_("At least 15 characters, because from now on it stands alone. A few words in a row work "
                            "well."),
                widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            )

    def clean_password1(self) -> str:
        alone = copy(self.member)
        alone.has_factor_cached = False
        password = self.cleaned_data["password1"]
        validate_password(password, alone)
        return password
