"""Silence about a field is not allowed."""

from dayroom.platform.privacy import unclassed_fields


def test_every_field_of_every_model_is_classed() -> None:
    assert list(unclassed_fields()) == []
