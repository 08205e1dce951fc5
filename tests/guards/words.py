"""The English sentences that people meet: from templates and from Python, as translators see them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.guards.tree import SOURCE, templates

MARKERS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
ERRORS = {
    "DayroomError", "Invalid", "TooLarge", "WrongType", "Refused", "TooMany", "NotFound", "Conflict", "Unavailable",
}
SHORT = re.compile(r"""\{%\s*(?:translate|trans)\s+("([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b[^%]*%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
HOLES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|%\(\w+\)[sd]|%[sd]|\{\w*\}", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>")


def in_template(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    for _whole, double, single in SHORT.findall(text):
        yield double or single
    for block in BLOCK.findall(text):
        for form in re.split(r"\{%\s*plural\s*%\}", block):
            yield " ".join(form.split())


def in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value
        # the docstring of an error is the sentence that its person sees
        if isinstance(node, ast.ClassDef) and ERRORS & {base.id for base in node.bases if isinstance(base, ast.Name)}:
            yield (ast.get_docstring(node) or "").split("\n\n")[0]


def sentences() -> dict[str, list[str]]:
    """File → what it says, without holes and markup."""
    found: dict[str, list[str]] = {}
    for path in templates():
        if "components_page" not in path.parts:
            found[str(path.relative_to(SOURCE))] = list(in_template(path))
    for path in sorted(SOURCE.rglob("*.py")):
        if "content" not in path.parts and "migrations" not in path.parts:
            found[str(path.relative_to(SOURCE))] = list(in_python(path))
    return {
        name: clean
        for name, texts in found.items()
        if (clean := [MARKUP.sub(" ", HOLES.sub(" it ", text)).strip() for text in texts if text.strip()])
    }
