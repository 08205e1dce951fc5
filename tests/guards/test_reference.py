"""What is documented is what there is: the reference pages are drawn from the program, and are current."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command, get_commands
from tools import reference

from dayroom import cli
from dayroom.engines.guard.detectors import DETECTORS
from tests.guards.tree import ROOT, SOURCE

# commands that builders use; they need no sentence for operators
BUILDERS = {"load_demo": "called by `dayroom demo`", "moderation_states": "draws a reference page"}
VARIABLE = re.compile(r"\b(?:DAYROOM_[A-Z_]+[A-Z]|DATABASE_URL)\b")
# names that are read as settings of Django's, not from the environment
NOT_A_VARIABLE = {"DAYROOM_WRAPPING_KEYS"}


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_the_page_is_current(name: str) -> None:
    assert reference.is_current(name, reference.PAGES[name]()), "run .venv/bin/python tools/reference.py"


def test_the_chart_of_case_states_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    call_command("moderation_states", "--check")


def test_every_setting_says_what_it_is_for() -> None:
    said = reference.sentences_of_settings()
    assert sorted({name for name, _default, _line in reference.settings_read()} - set(said)) == []


def test_no_sentence_speaks_of_a_setting_that_is_not_there() -> None:
    read = {name for name, _default, _line in reference.settings_read()}
    assert sorted(set(reference.sentences_of_settings()) - read) == []


def test_every_variable_that_the_program_mentions_is_documented() -> None:
    page = (reference.FOLDER / "settings.md").read_text(encoding="utf-8")
    mentioned = {
        name.removesuffix("_FILE")
        for path in [*SOURCE.rglob("*.py")]
        for name in VARIABLE.findall(path.read_text(encoding="utf-8"))
    }
    assert sorted(name for name in mentioned if f"`{name}`" not in page) == []


def test_every_command_in_the_list_is_a_command() -> None:
    own = {"serve", "worker", "demo", "check", "match", "alarms", "extract", "embeddings"}
    assert sorted(name for name in cli.SENTENCES if name not in own and name not in get_commands()) == []


def test_every_command_of_ours_is_in_the_list() -> None:
    ours = {name for name, app in get_commands().items() if str(app).startswith("dayroom.")}
    assert sorted(ours - set(cli.SENTENCES) - set(BUILDERS)) == []


def test_every_option_of_a_command_says_what_it_does() -> None:
    silent = [
        f"{name} {option}"
        for name in cli.SENTENCES
        if name != "migrate"
        for option, sentence in reference.options_of(name)
        if not sentence
    ]
    assert silent == []


def test_every_detector_is_used_by_a_rule_and_documented() -> None:
    page = (reference.FOLDER / "rules.md").read_text(encoding="utf-8")
    assert sorted(name for name in DETECTORS if f"`{name}`" not in page) == []
