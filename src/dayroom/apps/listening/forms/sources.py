"""What an analyst fills in about a source, and what the columns of a file are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayroom.apps.listening.actions.sources import SourceWords
from dayroom.apps.listening.rules.files import ENCODINGS, NotMapped, check_how, fits, term_and_place
from dayroom.apps.listening.rules.sources import BROUGHT, FETCHED
from dayroom.apps.listening.vocabulary import SourceKind
from dayroom.apps.listening.vocabulary.sources import FIELDS, DateForm, FileForm, How, RowKind, Sniffed
from dayroom.apps.people.vocabulary.places import time_zones
from dayroom.platform.markup import clean_line

KEPT = [
    (90, _("90 days")), (365, _("1 year")), (730, _("2 years")), (1826, _("5 years")), (3653, _("10 years")),
    (7305, _("20 years")),
]  # fmt: skip
OFTEN = [(15, _("every quarter of an hour")), (60, _("every hour")), (360, _("every 6 hours")), (1440, _("once a day"))]
LANGUAGES = [("", _("each post as it is")), *settings.LANGUAGES, ("fr", "Français"), ("pt", "Português"),
             ("de", "Deutsch"), ("it", "Italiano")]  # fmt: skip
HELP = {
    "text": _("Of a post. Names, numbers and addresses of people are taken out before it is kept."),
    "author": _("Only a hash of it is kept, with a key that is thrown away. So one writer counts once."),
    "key": _("So that the same post counts once, however often you bring it."),
    "count": _("Whole numbers from 0 up."),
}  # fmt: skip
EXAMPLE_MOST = 30
Choices = list[tuple[str, Any]]


class SourceForm(forms.Form):
    """One form for every kind; the fields that a kind has no use for are not shown."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("As the desk calls it."))
    address = forms.CharField(label=_("Address"), max_length=500)
    hashtags = forms.CharField(
        label=_("Hashtags"), max_length=600, help_text=_("With spaces between them: flu vaccine longcovid")
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    is_official = forms.BooleanField(
        label=_("A health authority speaks here"), required=False,
        help_text=_("What it says is shown as notices on the map. It is not counted as a voice."),
    )  # fmt: skip
    keep_days = forms.TypedChoiceField(
        label=_("How long posts are kept"), choices=KEPT, coerce=int, initial=730,
        help_text=_("Older posts are not taken, and are deleted. Counts stay."),
    )  # fmt: skip
    every_minutes = forms.TypedChoiceField(label=_("How often it is asked"), choices=OFTEN, coerce=int, initial=60)

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        if kind not in FETCHED:
            del self.fields["address"], self.fields["is_official"]
        if kind in BROUGHT or kind == SourceKind.OWN:
            del self.fields["every_minutes"]
        if kind != SourceKind.MASTODON:
            del self.fields["hashtags"]
        else:
            del self.fields["is_official"]
            self.fields["address"].help_text = _("Of the server, such as https://mastodon.example")
        if kind == SourceKind.CAP:
            del self.fields["is_official"]

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])

    def words(self) -> SourceWords:
        """Read after ``is_valid``."""
        data = dict(self.cleaned_data)
        tags = tuple(one.lstrip("#") for one in str(data.pop("hashtags", "")).replace(",", " ").split())
        official = bool(data.pop("is_official", False)) or self.kind == SourceKind.CAP
        often = 1440 if self.kind == SourceKind.OWN else data.pop("every_minutes", 60)
        return SourceWords(kind=self.kind, hashtags=tags, is_official=official, every_minutes=often, **data)


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"), allow_empty_file=True,
        help_text=_("A table (CSV, any delimiter), JSON with one object per line, Parquet, or an export of Google "
                    "Trends. It is deleted once it is read."),
    )  # fmt: skip


class MappingForm(forms.Form):
    """What stands where. Prefilled from the names of the columns; a person looks before anything is read."""

    row = forms.ChoiceField(label=_("What is one row?"), choices=RowKind.choices, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, sniffed: Sniffed, guess: How, first: Sequence[Sequence[str]], topics: Sequence[str],
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.sniffed, self._guess = sniffed, guess
        self._topics: Choices = [("", _("None: leave it out")), *((name, name) for name in topics)]
        if sniffed.form == FileForm.TRENDS:
            del self.fields["row"]
            self._add_topics()
            return
        self.fields["row"].initial = guess.row
        columns = [("", _("no column")), *((str(at), _shown(sniffed, first, at)) for at in range(len(sniffed.columns)))]
        for name, label in FIELDS.items():
            picked = guess.picks.get(name, "")
            place = str(sniffed.columns.index(picked)) if picked in sniffed.columns else ""
            self.fields[f"c_{name}"] = forms.ChoiceField(
                label=label, choices=columns, required=name == "at", initial=place, help_text=HELP.get(name, ""),
            )  # fmt: skip
        self._add_common()

    def _add_topics(self) -> None:
        for at, column in enumerate(self.sniffed.columns[1:], start=1):
            if column.casefold() == "ispartial":
                continue
            term, place = term_and_place(column)
            label = _("“%(term)s” in %(place)s speaks of") if place else _("“%(term)s” speaks of")
            same = next((name for name, _label in self._topics if name and name.casefold() == term.casefold()), "")
            self.fields[f"t_{at}"] = forms.ChoiceField(
                label=label % {"term": term, "place": place}, choices=self._topics, required=False,
                initial=self._guess.topics.get(column, same),
            )  # fmt: skip

    def _add_common(self) -> None:
        guess = self._guess
        self.fields["date_form"] = forms.ChoiceField(
            label=_("How are dates written?"), choices=DateForm.choices, initial=guess.date_form)  # fmt: skip
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone of clocks without one"), choices=time_zones, initial=guess.time_zone)  # fmt: skip
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of all rows"), choices=LANGUAGES, required=False, initial=guess.language)  # fmt: skip
        self.fields["topic"] = forms.ChoiceField(
            label=_("Topic of all counts"), choices=self._topics, required=False, initial=guess.topic,
            help_text=_("Only for counts, where no column names the topic."))  # fmt: skip
        if self.sniffed.form != FileForm.PARQUET:
            self.fields["encoding"] = forms.ChoiceField(
                label=_("How letters are written (encoding)"), choices=[(one, one) for one in ENCODINGS],
                initial=guess.encoding, help_text=_("Change it if letters with accents look wrong above."))  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            try:
                check_how(self.how())
            except NotMapped as told:
                raise forms.ValidationError(str(told)) from told
        return data

    def how(self) -> How:
        """Read after ``is_valid``."""
        data, sniffed = self.cleaned_data, self.sniffed
        base = {"form": str(sniffed.form), "delimiter": sniffed.delimiter, "has_head": sniffed.has_head,
                "columns": sniffed.columns}  # fmt: skip
        if sniffed.form == FileForm.TRENDS:
            topics = {sniffed.columns[int(name[2:])]: topic for name, topic in data.items()
                      if name.startswith("t_") and topic}  # fmt: skip
            return How(**base, encoding=sniffed.encoding, row=RowKind.COUNT, topics=topics)
        picks = {name: sniffed.columns[int(data[f"c_{name}"])] for name in FIELDS if data.get(f"c_{name}")}
        return How(
            **base, encoding=data.get("encoding", "utf-8"), row=data["row"], picks=picks, topic=data["topic"],
            date_form=data["date_form"], time_zone=data["time_zone"], language=data["language"],
        )  # fmt: skip


def first_idea(sniffed: Sniffed, guess: How, last: How | None) -> How:
    """What was said last time, where it still fits; else the guess from the names."""
    return last if last is not None and fits(last, sniffed) else guess


def _shown(sniffed: Sniffed, first: Sequence[Sequence[str]], at: int) -> str:
    """The name of a column, and what stands in its first cell."""
    cell = next((row[at] for row in first if at < len(row) and row[at].strip()), "")
    name = sniffed.columns[at] if sniffed.has_head else str(_("Column %(number)s") % {"number": sniffed.columns[at]})
    short = " ".join(cell.split())
    return f"{name} ({short[:EXAMPLE_MOST]}{'…' if len(short) > EXAMPLE_MOST else ''})" if short else name
