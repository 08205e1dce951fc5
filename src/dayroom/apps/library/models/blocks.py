"""The building blocks of an article: health-content patterns, each with what makes it readable for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from dayroom.apps.library.vocabulary.articles import Urgency

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LINE_MOST = 400  # characters of a line in a list


def _lines(label: StrOrPromise) -> blocks.ListBlock:
    return blocks.ListBlock(blocks.CharBlock(max_length=LINE_MOST), label=label)


class TextBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    markdown = blocks.TextBlock(label=_("Text"), help_text=_("Plain text; Markdown for lists and links."))


class CareBlock(blocks.StructBlock):
    urgency = blocks.ChoiceBlock(choices=Urgency.choices, label=_("How soon"))
    title = blocks.CharBlock(max_length=120, label=_("What happens"))
    text = blocks.TextBlock(label=_("What to do"))


class NowBlock(blocks.StructBlock):
    items = blocks.ListBlock(CareBlock(), label=_("What to do now, by urgency"))


class DosBlock(blocks.StructBlock):
    do = _lines(_("Do"))
    dont = _lines(_("Try not to"))


class ItemsBlock(blocks.StructBlock):
    items = _lines(_("Lines"))


class HelperBlock(blocks.StructBlock):
    who = blocks.CharBlock(max_length=120, label=_("Who"))
    does = blocks.CharBlock(max_length=LINE_MOST, label=_("What they help with"))
    reach = blocks.CharBlock(required=False, max_length=LINE_MOST, label=_("When to go, and how to get there"))


class TeamBlock(blocks.StructBlock):
    people = blocks.ListBlock(HelperBlock(), label=_("Who helps with what, in the order in which people meet them"))


class NoteBlock(blocks.StructBlock):
    markdown = blocks.TextBlock(label=_("Text"))


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    decorative = blocks.BooleanBlock(required=False, label=_("Only decoration: says nothing of its own"))
    alt = blocks.CharBlock(
        required=False, max_length=300, label=_("In words"), help_text=_("For people who cannot see the picture.")
    )
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption, and whose picture it is"))


class InfographicBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(required=False, max_length=300, label=_("In one sentence"))
    twin = blocks.TextBlock(required=False, label=_("The same in words"), help_text=_("Everything the picture says."))


class RecordingField(blocks.FieldBlock):
    """One of the recordings on the desk, by its public name."""

    def __init__(self, required: bool = True, help_text: StrOrPromise = "", **options: object) -> None:
        self.field = forms.CharField(required=required, help_text=help_text, max_length=40)
        super().__init__(**options)


class RecordingBlock(blocks.StructBlock):
    recording = RecordingField(
        label=_("Name of the recording"), help_text=_("As it stands on the desk of the library, under Recordings.")
    )
    title = blocks.CharBlock(max_length=120, label=_("Title"))


class SourceBlock(blocks.StructBlock):
    body = blocks.CharBlock(max_length=160, label=_("Who published it"))
    title = blocks.CharBlock(max_length=300, label=_("Title"))
    year = blocks.IntegerBlock(min_value=1900, max_value=2100, label=_("Year"))
    doi = blocks.CharBlock(required=False, max_length=120, label="DOI")
    pmid = blocks.CharBlock(required=False, max_length=20, label="PMID")
    tier = blocks.ChoiceBlock(
        choices=[
            ("1", _("1: government, university or accredited hospital")),
            ("2", _("2: vetted charity or journal")),
            ("3", _("3: a licensed professional")),
        ],
        label=_("How far it is trusted"),
    )
    checked = blocks.BooleanBlock(required=False, label=_("Somebody here has read it and it says so"))


def day_input() -> forms.DateInput:
    """The browser's own calendar: the editor's needs a script inside the page, which no page of this site has."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DayBlock(blocks.DateBlock):
    @cached_property
    def field(self) -> forms.DateField:
        return forms.DateField(widget=day_input(), **self.field_options)


class EditionBlock(blocks.StructBlock):
    date = DayBlock(label=_("Day"))
    what = blocks.CharBlock(max_length=300, label=_("What changed"))


BODY = [
    ("text", TextBlock(label=_("Text"))),
    ("now", NowBlock(label=_("What to do now"))),
    ("dos", DosBlock(label=_("Do and do not"))),
    ("facts", ItemsBlock(label=_("Key facts"))),
    ("questions", ItemsBlock(label=_("Questions to ask"))),
    ("team", TeamBlock(label=_("Who helps with what"))),
    ("note", NoteBlock(label=_("Note"))),
    ("picture", PictureBlock(label=_("Picture"))),
    ("infographic", InfographicBlock(label=_("Infographic"))),
    ("recording", RecordingBlock(label=_("Video or podcast"))),
]
SOURCES = [("source", SourceBlock(label=_("Source")))]
EDITIONS = [("edition", EditionBlock(label=_("Edition")))]
