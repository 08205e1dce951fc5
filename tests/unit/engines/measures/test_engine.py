"""Every example in the engine's docstrings is right."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import dayroom.engines.disclosure
import dayroom.engines.measures

MODULES = [
    module.name
    for engine in (dayroom.engines.measures, dayroom.engines.disclosure)
    for module in pkgutil.walk_packages(engine.__path__, engine.__name__ + ".")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_right(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
