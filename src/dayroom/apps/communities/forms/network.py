"""What the network desk fills in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.forms.communities import JOIN_CHOICES, VISIBILITY_CHOICES, language_choices
from dayroom.apps.communities.rules.network import ADDRESSES_MOST, Template, read_addresses
from dayroom.apps.communities.vocabulary import JoinPolicy, Visibility
from dayroom.apps.screening.actions import house_words, look_at_fields

TABLE_MOST = 1024 * 1024  # bytes; a thousand communities need less than half of it


class TableForm(forms.Form):
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("A CSV file from a spreadsheet."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )
    table = forms.CharField(
        label=_("Or paste it here"), required=False, max_length=TABLE_MOST,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "placeholder": "name,conditions,moderator"}),
        help_text=_(
            "The first line names the columns: name, slug, description, conditions (with ; between), language, "
            "visibility, audience, join_policy, moderator. Only name is needed."
        ),
    )
    description = forms.CharField(
        label=_("Description where the line has none"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("{name} stands for the community's name."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices, initial="en")
    visibility = forms.ChoiceField(label=_("Who can read"), choices=VISIBILITY_CHOICES, initial=Visibility.PUBLIC)
    join_policy = forms.ChoiceField(label=_("How people come in"), choices=JOIN_CHOICES, initial=JoinPolicy.OPEN)
    rules = forms.CharField(
        label=_("Rules"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    welcome = forms.CharField(
        label=_("Welcome"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    crisis_rules = forms.BooleanField(label=_("People here may be in crisis"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload = data.get("file")
        if upload:
            if upload.size > TABLE_MOST:
                raise forms.ValidationError(_("This file is larger than 1 MB. Please send it in parts."))
            try:
                data["table"] = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                raise forms.ValidationError(
                    _("This file is not plain text. Save it as CSV with UTF-8, and try again.")
                ) from None
        look_at_fields(self, ("description", "rules", "welcome"), context=house_words(str(data.get("language", ""))))
        if not data.get("table", "").strip():
            raise forms.ValidationError(_("Choose a file or paste the table."))
        return data

    def template(self) -> Template:
        data = self.cleaned_data
        return Template(
            description=data["description"], rules=data["rules"], welcome=data["welcome"], language=data["language"],
            visibility=data["visibility"], join_policy=data["join_policy"], crisis_rules=data["crisis_rules"],
        )


class RulesForm(forms.Form):
    text = forms.CharField(
        label=_("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("You can use Markdown. Each community keeps its earlier rules as a version."),
    )
    adding = forms.ChoiceField(
        label=_("Where it goes"), initial="1", widget=forms.RadioSelect,
        choices=[("1", _("Below each community's own rules")), ("0", _("In place of them"))],
    )
    whom = forms.ChoiceField(
        label=_("To which communities"), initial="all", widget=forms.RadioSelect,
        choices=[("all", _("All")), ("some", _("Only these"))],
    )
    slugs = forms.CharField(
        label=_("Their addresses"), required=False, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("What stands after /c/ in their links, one on a line."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        look_at_fields(self, ("text",), context=house_words())
        if data.get("whom") == "some" and not self.wanted():
            self.add_error("slugs", _("Name at least one community."))
        return data

    def wanted(self) -> list[str] | None:
        """The addresses named, or None for all."""
        if self.cleaned_data.get("whom") != "some":
            return None
        return list(dict.fromkeys(self.cleaned_data.get("slugs", "").replace(",", " ").split()))


class InviteListForm(forms.Form):
    addresses = forms.CharField(
        label=_("E-mail addresses"), max_length=40_000, widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("One on a line, at most 200. Used once, kept nowhere. Only people who want mail from you."),
    )

    def clean_addresses(self) -> list[str]:
        good, bad = read_addresses(self.cleaned_data["addresses"])
        if bad:
            raise forms.ValidationError(
                _("These lines hold something that is not an e-mail address: %(lines)s."),
                params={"lines": ", ".join(str(number) for number in bad[:20])},
            )
        if not good:
            raise forms.ValidationError(_("There is no address yet."))
        if len(good) > ADDRESSES_MOST:
            raise forms.ValidationError(_("These are more than 200. Please send them in parts."))
        return good


class DeskHandOverForm(forms.Form):
    to = forms.CharField(
        label=_("To whom"), max_length=24, help_text=_("A member's handle. They become the moderator.")
    )
    step_down = forms.BooleanField(label=_("The moderators until now become members"), required=False)
