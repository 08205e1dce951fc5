"""Collect and compile translations without system tools.

    python tools/translations.py collect   refresh the .po files from the source
    python tools/translations.py compile   write the .mo files
    python tools/translations.py missing   list what a language lacks
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "dayroom"
LOCALE = SOURCE / "locale"
LANGUAGES = ("es",)
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}


def template_source(path: Path) -> bytes:
    """A template as Python calls, the way Django itself prepares one for extraction."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    return templatize(path.read_text(encoding="utf-8")).encode()


def collected() -> Catalog:
    found = Catalog(project="Dayroom", charset="utf-8")
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]):
        if "migrations" in path.parts:
            continue
        raw = path.read_bytes() if path.suffix == ".py" else template_source(path)
        for _line, message, _comments, context in extract("python", BytesIO(raw), keywords=KEYWORDS):
            flags = {"python-format"} if "%(" in str(message) else set()
            found.add(message, locations=[(path.relative_to(SOURCE).as_posix(), None)], context=context, flags=flags)
    return found


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
        catalog.fuzzy, catalog.header_comment = False, f"# Dayroom in {language}. Refresh with: tools/translations.py collect"
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        with po_path(language).open("wb") as file:
            # no line numbers: the file changes when words change, and only then
            write_po(file, catalog, sort_output=True, include_lineno=False, width=110)
        print(f"{language}: {len(catalog)} messages, {len(missing(language))} without translation")


def missing(language: str) -> list[str]:
    return [str(message.id) for message in read(language) if message.id and not message.string]


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
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
