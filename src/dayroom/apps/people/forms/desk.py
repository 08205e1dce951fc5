from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.rules.roles import BY_CREDENTIAL
from dayroom.apps.people.vocabulary import Role


class MemberFindForm(forms.Form):
    handle = forms.CharField(label=_("Handle"), max_length=24,
                             widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "none"}))


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in Role if role not in {*BY_CREDENTIAL, Role.MEMBER}],
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=400, help_text=_("It stands in the record."))
