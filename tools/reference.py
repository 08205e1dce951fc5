"""Write the reference pages that are drawn from the program, or say which of them is not current.

    python tools/reference.py           write docs/reference/{settings,commands,views,rules,permissions}.md
    python tools/reference.py --check   write nothing; exit 1 when a page is not current

Run with the project's Python from the root of the checkout.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"
SETTINGS = ROOT / "src" / "dayroom" / "config" / "settings.py"
READERS = ("text", "flag", "number", "words")
WITHOUT_A_LINE_OF_SETTINGS = {
    "DAYROOM_WORKERS": ("2", "How many processes serve pages (`dayroom serve --workers`)."),
}
NOTE = "<!-- Written by tools/reference.py from the program itself: change the program, not this page. -->\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


# --- settings -----------------------------------------------------------------------------------------------------
def settings_read() -> Iterator[tuple[str, str, int]]:
    """(name, default as written, line) of every env.*(…) in the settings file, in its order."""
    for node in ast.walk(ast.parse(SETTINGS.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READERS):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "env"):
            continue
        values = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
        name = node.args[0]
        if isinstance(name, ast.Constant):
            yield str(name.value), default_of(values[0]) if values else "", node.lineno


def default_of(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return {True: "yes", False: "no"}[value.value] if isinstance(value.value, bool) else str(value.value)
    return f"as {ast.unparse(value).lower()}"


def sentences_of_settings() -> dict[str, str]:
    """NAME → the sentence of its comment ``# NAME: sentence``, which may go on over several lines."""
    found: dict[str, str] = {}
    name = ""
    for line in SETTINGS.read_text(encoding="utf-8").splitlines():
        comment = line.strip()
        begins = re.match(r"# ([A-Z_]{6,}): (.+)", comment)
        if begins:
            name = begins.group(1)
            found[name] = begins.group(2)
        elif name and comment.startswith("# ") and not comment.startswith("# ---"):
            found[name] += " " + comment[2:]
        else:
            name = ""
    return {key: text[:1].upper() + text[1:].rstrip(".") + "." for key, text in found.items()}


def settings_page() -> str:
    said = sentences_of_settings()
    rows: dict[str, list[str]] = {}
    for name, default, _line in sorted(settings_read(), key=lambda item: item[2]):
        rows.setdefault(name, [f"`{name}`", f"`{default}`" if default else "", said.get(name, "")])
    for name, (default, sentence) in WITHOUT_A_LINE_OF_SETTINGS.items():
        rows[name] = [f"`{name}`", f"`{default}`", sentence]
    return (
        "# Settings\n\n" + NOTE + "\nEvery setting is an environment variable with a default that runs. A name with "
        "`_FILE` behind it (`DAYROOM_SECRET_KEY_FILE=…`) names a file that holds the value. With "
        "`DAYROOM_PRODUCTION=yes` the site refuses to start with an unsafe setting and says which.\n\n"
        + table(["Setting", "Default", "What it does"], list(rows.values()))
    )


# --- commands -----------------------------------------------------------------------------------------------------
def options_of(name: str) -> list[list[str]]:
    """(option, what it does) of one command, from its own parser."""
    from django.core.management import get_commands, load_command_class
    from django.core.management.base import BaseCommand

    from dayroom import cli

    own = {
        "serve": cli.serve,
        "worker": cli.worker,
        "demo": cli.demo,
        "check": cli.check,
        "match": cli.match,
        "alarms": cli.alarms,
        "embeddings": cli.embeddings,
        "extract": cli.extract,
    }
    parsers: list[argparse.ArgumentParser] = []
    if name in own:
        kept = argparse.ArgumentParser.parse_args

        def caught(parser: argparse.ArgumentParser, *_args: object, **_named: object) -> argparse.Namespace:
            parsers.append(parser)
            raise SystemExit(0)

        argparse.ArgumentParser.parse_args = caught  # type: ignore[assignment,method-assign]
        try:
            with contextlib.suppress(SystemExit):
                own[name]([])
        finally:
            argparse.ArgumentParser.parse_args = kept  # type: ignore[method-assign]
        common: set[str] = set()
    else:
        app = get_commands().get(name)
        if app is None:
            return []  # the guard over commands says so, in its own words
        made = app if isinstance(app, BaseCommand) else load_command_class(app, name)
        parsers.append(made.create_parser("dayroom", name))
        common = {action.dest for action in BaseCommand().create_parser("dayroom", name)._actions}
    return [
        [f"`{' '.join(action.option_strings) or action.dest.upper()}`", action.help or ""]
        for parser in parsers
        for action in parser._actions
        if action.dest != "help" and action.dest not in common
    ]


def commands_page() -> str:
    from dayroom.cli import SENTENCES

    parts = ["# Commands\n\n" + NOTE + "\n`dayroom` is one program; `dayroom help` prints this list.\n"]
    for name, sentence in SENTENCES.items():
        parts.append(f"\n## dayroom {name}\n\n{sentence[:1].upper() + sentence[1:]}.\n")
        options = [] if name == "migrate" else options_of(name)  # Django's own; its options are in Django's manual
        if options:
            parts.append("\n" + table(["Option", "What it does"], options))
    return "".join(parts)


# --- views --------------------------------------------------------------------------------------------------------
def roles_table() -> str:
    from dayroom.apps.people.vocabulary import ROLE_SENTENCES, SECOND_FACTOR_ROLES, Role

    return table(
        ["Role", "What they do here", "Second factor"],
        [
            [f"`{role.value}`", str(ROLE_SENTENCES[role]), "needed" if role in SECOND_FACTOR_ROLES else "their choice"]
            for role in Role
        ],
    )


def views_page() -> str:
    tree = importlib.import_module("tests.guards.tree")
    excused = importlib.import_module("tests.guards.test_gates").EXCUSED
    rows = [
        [f"`/{address}`", pattern.name or "", tree.gate_of(pattern) or excused.get(pattern.name, "")]
        for address, pattern in tree.views()
    ]
    for address, what in tree.BEHIND_ONE_GATE.items():
        gate = next(tree.gate_of(pattern) for found, pattern in tree.every_view() if found.startswith(address))
        rows.append([f"`/{address}…`", what, gate])
    return (
        "# Pages and who may open them\n\n" + NOTE + "\nThe gate is the outer door; what somebody sees inside is "
        "decided by the queries (see [permissions](permissions.md)).\n\n"
        + table(["Address", "Name", "Gate"], rows)
        + "\n## Roles on the whole site\n\nWhat somebody is in one community (member, peer supporter, moderator) is "
        "decided there. A verified clinician needs a second factor too.\n\n"
        + roles_table()
    )


# --- rules of the guard -------------------------------------------------------------------------------------------
def rules_page() -> str:
    from dayroom.engines.guard.packs import load_pack, pack_paths

    parts = ["# What the guard looks for\n\n" + NOTE]
    for path in pack_paths():
        pack = load_pack(path)
        rows = [
            [
                f"`{rule.id}`", str(rule.version), rule.family.value.lower(),
                f"`{rule.detector}`" if rule.detector else "phrases", str(rule.source),
            ]
            for rule in sorted(pack.rules, key=lambda rule: rule.id)
        ]
        parts.append(f"\n## {pack.title} ({pack.name} {pack.version})\n\n")
        parts.append(table(["Rule", "Version", "Family", "Found by", "Source"], rows))
    return "".join(parts)


# --- permissions --------------------------------------------------------------------------------------------------
def permissions_page() -> str:
    return str(importlib.import_module("tests.integration.permissions").page())


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "views.md": views_page,
    "rules.md": rules_page,
    "permissions.md": permissions_page,
}


def main(arguments: list[str]) -> int:
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.setdefault("DAYROOM_DATA_DIR", scratch)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dayroom.config.settings")
        import django

        django.setup()
        drawn = {name: draw() for name, draw in PAGES.items()}
    stale = [name for name, text in drawn.items() if not is_current(name, text)]
    if arguments == ["--check"]:
        sys.stdout.write("".join(f"docs/reference/{name} is not current\n" for name in stale))
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(drawn[name], encoding="utf-8")
        sys.stdout.write(f"docs/reference/{name} written\n")
    return 0


def is_current(name: str, text: str) -> bool:
    path = FOLDER / name
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
