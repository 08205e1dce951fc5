"""The form of an article in the editor: short lists of people, words for conditions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from dayroom.apps.library.vocabulary.articles import WRITER_ROLES, Reader

PEOPLE = ("author", "clinical_reviewer", "plain_reviewer")
CONDITIONS_MOST = 20


class AudienceField(forms.MultipleChoiceField):
    """Words between spaces in the row, boxes in the form."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> list[str]:
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return " ".join(sorted(super().clean(value)))


def slugs_of(conditions: str) -> str:
    """``" type-2-diabetes lada "``: with a space on both sides, so that one can be looked for whole.

    >>> slugs_of("Type 2 diabetes\\nLADA")
    ' type-2-diabetes lada '
    """
    slugs = [slugify(line)[:60] for line in conditions.splitlines()[:CONDITIONS_MOST]]
    return f" {' '.join(dict.fromkeys(slug for slug in slugs if slug))} " if any(slugs) else ""


class ArticleForm(WagtailAdminPageForm):
    audience = AudienceField(choices=Reader.choices, required=False, label=_("For whom it is written"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        holders = Q()
        for role in WRITER_ROLES:
            holders |= Q(roles_cached__contains=role)
        # whoever is named already stays on the list, with another role or none
        named = [getattr(self.instance, f"{name}_id") for name in PEOPLE]
        staff = get_user_model().objects.filter(holders | Q(pk__in=[one for one in named if one]))
        for name in PEOPLE:
            if name in self.fields:
                self.fields[name].queryset = staff.order_by("handle").prefetch_related("personas")
                self.fields[name].label_from_instance = lambda person: person.get_full_name()
        if "authorization" in self.fields:
            mine = self.for_user.pk if self.for_user is not None else None
            own = Q(made_by_id=mine) | Q(pk=self.instance.authorization_id)
            self.fields["authorization"].queryset = self.fields["authorization"].queryset.filter(own)
        if "conditions" in self.fields:
            self.fields["conditions"].help_text = _("One per line, as people say it: type 2 diabetes")

    def save(self, commit: bool = True) -> Any:
        self.instance.condition_slugs = slugs_of(self.instance.conditions)
        return super().save(commit=commit)
