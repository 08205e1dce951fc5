"""Another app comes in only by its doors; foreign keys point down; the list of apps stands in ladder order."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps

SOURCE = Path(__file__).resolve().parents[2] / "src" / "dayroom"
DOORS = {"actions", "queries", "ports", "vocabulary"}
LADDER = [
    "platform",
    "audit",
    "screening",
    "people",
    "notices",
    "moderation",
    "communities",
    "conversations",
    "tracking",
    "library",
    "listening",
    "outreach",
    "governance",
    "web",
    "demo",
]


def app_of(parts: tuple[str, ...]) -> str:
    if parts and parts[0] == "apps" and len(parts) > 1:
        return parts[1]
    return parts[0] if parts else ""


def runtime_imports(tree: ast.Module) -> list[str]:
    """Modules imported when the program runs: what stands under TYPE_CHECKING is for the reader and the checker."""
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    return [
        f"{node.module}.{name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level and id(node) not in hidden
        for name in node.names
    ]


def test_another_app_is_entered_only_by_its_doors() -> None:
    wrong = []
    for file in sorted(SOURCE.rglob("*.py")):
        parts = file.relative_to(SOURCE).parts
        home = app_of(parts)
        for name in runtime_imports(ast.parse(file.read_text(encoding="utf-8"))):
            if not name.startswith("dayroom.apps."):
                continue
            _, _, other, *rest = name.split(".")
            doors = DOORS | ({"presenters"} if home in ("web", "demo") else set())
            if other != home and rest and rest[0] not in doors:
                wrong.append(f"{file.relative_to(SOURCE)} imports {name}")
    assert wrong == []


def test_foreign_keys_point_down_the_ladder() -> None:
    rung = {name: place for place, name in enumerate(LADDER)}
    wrong = []
    for model in apps.get_models():
        here = model._meta.app_label
        if here not in rung:
            continue
        for field in model._meta.local_fields:
            if field.remote_field and field.remote_field.model._meta.app_label in rung:
                there = field.remote_field.model._meta.app_label
                if rung[there] > rung[here] or {here, there} == {"communities", "conversations"}:
                    wrong.append(f"{model._meta.label}.{field.name} -> {there}")
    assert wrong == []


def test_installed_apps_stand_in_ladder_order() -> None:
    ours = [config.name.rsplit(".", 1)[-1] for config in apps.get_app_configs() if config.name.startswith("dayroom.")]
    assert ours == LADDER


@pytest.mark.parametrize("name", ["utils", "helpers", "services", "common", "manager", "managers"])
def test_no_room_is_named_after_nothing(name: str) -> None:
    assert [str(path) for path in SOURCE.rglob(f"{name}*") if path.stem == name] == []
