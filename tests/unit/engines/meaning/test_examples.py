"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from dayroom.engines import meaning

MODULES = [name for _, name, _ in pkgutil.walk_packages(meaning.__path__, "dayroom.engines.meaning.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
