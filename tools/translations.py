"""Collect and compile translations without system tools.

    python tools/translations.py collect   refresh the .po files from the source
    python tools/translations.py compile   write the .mo files
    python tools/translations.py missing   list what a language lacks
    python tools/translations.py check     say where a translation and its message do not fit together

Besides what stands in gettext calls and templates, four kinds of sentences reach people and are collected here: the
docstrings of our errors (their first line is what a person reads), the sentences of the guard, the lines of the list
of helplines, and the names of countries. The guard has sentences in other languages of its own; those are taken as
they are.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dayroom.apps.people.vocabulary.places import country_table
from dayroom.engines.guard.conduct import CONDUCT_SENTENCES
from dayroom.engines.guard.readability.plain import SENTENCES as PLAIN_SENTENCES
from dayroom.engines.guard.sentences import SENTENCES
from dayroom.engines.meaning.sentences import SENTENCES as TOPIC_SENTENCES

SOURCE = Path(__file__).resolve().parent.parent / "src" / "dayroom"
LOCALE = SOURCE / "locale"
LANGUAGES = ("es",)
ENDS = (".html", ".txt")
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")
HEAD = """\
# Dayroom in another language. Refresh with: python tools/translations.py collect
msgid ""
msgstr ""
"Project-Id-Version: Dayroom\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def template_source(path: Path) -> bytes:
    """A template as Python calls, the way Django itself prepares one for extraction."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    return templatize(path.read_text(encoding="utf-8")).encode()


def collected() -> Catalog:
    found = Catalog(project="Dayroom", charset="utf-8")
    templates = (path for end in ENDS for path in SOURCE.rglob(f"templates/**/*{end}"))
    for path in sorted([*SOURCE.rglob("*.py"), *templates]):
        if "migrations" in path.parts:
            continue
        raw = path.read_bytes() if path.suffix == ".py" else template_source(path)
        for _line, message, _comments, context in extract("python", BytesIO(raw), keywords=KEYWORDS):
            flags = {"python-format"} if "%(" in str(message) else set()
            found.add(message, locations=[(path.relative_to(SOURCE).as_posix(), None)], context=context, flags=flags)
    for place, sentence in [*error_sentences(), *guard_sentences(), *helpline_words(), *country_words()]:
        found.add(sentence, locations=[(place, None)])
    return found


def error_sentences() -> Iterator[tuple[str, str]]:
    """The first line of the docstring of every error class: what a person reads when no other sentence is given."""
    classes: dict[str, tuple[str, ast.ClassDef, set[str]]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
                classes[node.name] = (path.relative_to(SOURCE).as_posix(), node, bases)
    errors = {"DayroomError"}
    while more := {name for name, (_, _, bases) in classes.items() if bases & errors} - errors:
        errors |= more
    for name in sorted(errors & classes.keys()):
        place, node, _bases = classes[name]
        if said := ast.get_docstring(node):
            yield place, said.splitlines()[0]


_SAID = {
    "engines/guard/sentences.py": SENTENCES,
    "engines/guard/conduct/sentences.py": CONDUCT_SENTENCES,
    "engines/guard/readability/plain.py": PLAIN_SENTENCES,
    "engines/meaning/sentences.py": TOPIC_SENTENCES,
}


def guard_sentences() -> Iterator[tuple[str, str]]:
    for place, rule in _rules():
        yield place, rule["sentence"]
        if "better" in rule:
            yield place, rule["better"]
    for place, table in _SAID.items():
        yield from ((place, sentence) for sentence in table["en"].values() if sentence)


def guard_translations(language: str) -> dict[str, str]:
    """What the guard itself says in a language: it is used without this site as well, so its own words lead."""
    said = {rule["sentence"]: rule.get(f"sentence_{language}", "") for _place, rule in _rules()}
    said |= {rule["better"]: rule.get(f"better_{language}", "") for _place, rule in _rules() if "better" in rule}
    for table in _SAID.values():
        own = table.get(language, {})
        said |= {sentence: own.get(key, "") for key, sentence in table["en"].items()}
    return {sentence: translated for sentence, translated in said.items() if sentence and translated}


def _rules() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted((SOURCE / "engines/guard/data/packs").glob("*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]:
            yield path.relative_to(SOURCE).as_posix(), rule


def helpline_words() -> Iterator[tuple[str, str]]:
    path = SOURCE / "engines/guard/data/helplines.toml"
    for line in tomllib.loads(path.read_text(encoding="utf-8"))["helpline"]:
        for word in (line["name"], line["hours"]):
            if word:
                yield path.relative_to(SOURCE).as_posix(), word


def country_words() -> Iterator[tuple[str, str]]:
    for _code, name in country_table():
        yield "apps/people/vocabulary/places.py", name


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Dayroom", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def collect() -> None:
    template = collected()
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        for sentence, translated in guard_translations(language).items():
            if catalog.get(sentence) is not None:
                catalog[sentence].string = translated
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_bytes(written(catalog, language))
        print(f"{language}: {len(catalog)} messages, {len(missing(language))} without translation")


def written(catalog: Catalog, language: str) -> bytes:
    """The file, with a head of our own: no dates and no empty fields, so that it changes only when words do."""
    head = HEAD.format(language=language, plurals=catalog.plural_forms)
    body = BytesIO()
    write_po(body, catalog, sort_output=True, include_lineno=False, width=110, omit_header=True)
    return head.encode() + body.getvalue().strip() + b"\n"


def missing(language: str) -> list[str]:
    return [str(message.id) for message in read(language) if message.id and not all(strings(message))]


def strings(message: Message) -> list[str]:
    return [str(one) for one in (message.string if isinstance(message.string, tuple | list) else [message.string])]


def misfits(language: str) -> list[str]:
    """Translations that lost or invented a placeholder. A singular may say "one" in place of the number."""
    found = []
    for message in read(language):
        if not message.id or not all(strings(message)):
            continue
        ids = list(message.id) if isinstance(message.id, tuple | list) else [message.id]
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        for index, said in enumerate(strings(message)):
            has = set(PLACEHOLDER.findall(said))
            may_lack = len(ids) > 1 and index == 0
            if has - wanted or (wanted - has and not may_lack) or said.count("%%") != ids[-1].count("%%"):
                found.append(f"{ids[-1]!r}: {said!r}")
    return found


def compile_all() -> None:
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalog = read_po(file)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


def main(words: list[str]) -> None:
    if words == ["collect"]:
        collect()
    elif words == ["compile"]:
        compile_all()
    elif words == ["missing"]:
        for language in LANGUAGES:
            print("\n".join(missing(language)))
    elif words == ["check"]:
        found = [line for language in LANGUAGES for line in misfits(language)]
        sys.exit("\n".join(found) if found else None)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
