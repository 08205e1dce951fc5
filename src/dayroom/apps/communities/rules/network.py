"""Reading what the network desk is given: a table of communities, a list of addresses. No queries, no clock."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dayroom.apps.communities.vocabulary import Audience, JoinPolicy, Visibility
from dayroom.kernel.errors import Invalid
from dayroom.platform import markup

COLUMNS = (
    "name", "slug", "description", "conditions", "language", "visibility", "audience", "join_policy", "moderator",
)
ROWS_MOST = 1000
ADDRESSES_MOST = 200  # in one go: what one connection to a mail server takes in a few seconds
SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
LANGUAGE = re.compile(r"^[a-z]{2,3}(?:-[a-z0-9]{2,8})?$")
NAME_MARK = "{name}"  # stands in the template's description for the community's name


class TableUnreadable(Invalid):
    """This is not a table we can read. Start with a first line that names the columns; "name" is needed."""


class TableTooLong(Invalid):
    """This is more than 1,000 communities. Please send them in parts."""


@dataclass(frozen=True, slots=True)
class Template:
    """What all communities of one batch share where their line says nothing."""

    description: str = ""
    rules: str = ""
    welcome: str = ""
    language: str = "en"
    visibility: str = Visibility.PUBLIC
    join_policy: str = JoinPolicy.OPEN
    crisis_rules: bool = False


@dataclass(frozen=True, slots=True)
class NewPlace:
    """One line of the table, read and completed from the template."""

    line: int
    name: str
    slug: str
    description: str
    conditions: tuple[str, ...]
    language: str
    visibility: str
    audience: str
    join_policy: str
    moderator: str  # a handle, or empty


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line, in a sentence."""

    line: int
    sentence: str


@dataclass(slots=True)
class Table:
    """Everything that could be read, and everything that could not."""

    places: list[NewPlace] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)


def read_places(text: str, template: Template) -> Table:
    """Read a CSV with a heading line; commas, semicolons or tabs. Raises TableUnreadable, TableTooLong."""
    text = markup.clean(text.lstrip("\ufeff"))
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=mark, restkey="_more", restval="")
    names = [name.strip().lower() for name in reader.fieldnames or []]
    if "name" not in names:
        raise TableUnreadable()
    reader.fieldnames = names
    table = Table()
    seen: dict[str, int] = {}
    try:
        for row in reader:
            if len(table.places) + len(table.faults) >= ROWS_MOST:
                raise TableTooLong()
            if any(isinstance(value, str) and value.strip() for value in row.values()):
                _read_line(row, reader.line_num, template, table, seen)
    except csv.Error as fault:
        raise TableUnreadable() from fault
    return table


def _read_line(row: dict[str, str], line: int, template: Template, table: Table, seen: dict[str, int]) -> None:
    value = {name: markup.clean_line(row.get(name) or "") for name in COLUMNS}
    place = NewPlace(
        line=line, name=value["name"], slug=value["slug"] or slugify(value["name"])[:60],
        description=value["description"] or template.description.replace(NAME_MARK, value["name"]),
        conditions=tuple(word.strip() for word in re.split(r"[;|]", value["conditions"]) if word.strip()),
        language=value["language"].lower() or template.language,
        visibility=value["visibility"].upper() or template.visibility,
        audience=value["audience"].upper() or Audience.EVERYONE,
        join_policy=value["join_policy"].upper() or template.join_policy,
        moderator=value["moderator"].lstrip("@"),
    )
    sentences = list(_faults_of(place, extra="_more" in row))
    if place.slug in seen:
        sentences.append(_("The address “%(slug)s” stands on line %(line)d already.") % {
            "slug": place.slug, "line": seen[place.slug]})
    seen.setdefault(place.slug, line)
    if sentences:
        table.faults.append(LineFault(line, " ".join(sentences)))
    else:
        table.places.append(place)


def _faults_of(place: NewPlace, *, extra: bool) -> list[str]:
    faults = []
    if extra:
        faults.append(_("There are more values than columns. Put quotes around text with commas."))
    if not place.name or len(place.name) > 80:
        faults.append(_("It needs a name of at most 80 characters."))
    if not SLUG.match(place.slug) or len(place.slug) > 60:
        faults.append(_("The address may hold small letters, numbers and single hyphens."))
    if not place.description or len(place.description) > 600:
        faults.append(_("It needs a description of at most 600 characters."))
    if not LANGUAGE.match(place.language):
        faults.append(_("The language is a short code such as en or es."))
    if place.visibility not in Visibility.values:
        faults.append(_("“visibility” is PUBLIC, HYBRID or PRIVATE."))
    if place.audience not in (Audience.EVERYONE, Audience.CLINICIANS):
        faults.append(_("“audience” is EVERYONE or CLINICIANS."))
    if place.join_policy not in JoinPolicy.values:
        faults.append(_("“join_policy” is OPEN, ASK or INVITED."))
    elif place.visibility == Visibility.PRIVATE and place.join_policy == JoinPolicy.OPEN:
        faults.append(_("A private community takes people in by ASK or INVITED."))
    return faults


def read_addresses(text: str) -> tuple[list[str], list[int]]:
    """(addresses without doubles, numbers of the lines that hold none). The addresses are not kept anywhere."""
    good: dict[str, None] = {}
    bad: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        for part in filter(None, (piece.strip(" \t<>\"'") for piece in re.split(r"[,;]", line))):
            try:
                validate_email(part)
            except ValidationError:
                bad.append(number)
            else:
                good[part.lower()] = None
    return list(good), sorted(set(bad))
