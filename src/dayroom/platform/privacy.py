"""Every model field is classed, in the model, by an inner class ``Privacy``.

    class Privacy:
        public = ("public_id", "handle")
        personal = ("email",)

Exports, erasure, demo dumps and masks read these classes; nobody keeps a second list.
Third-party models are classed in the owning app's ``vocabulary.THIRD_PARTY_PRIVACY``.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string

CLASSES = ("public", "pseudonymous", "personal", "health", "secret")

type_name = str


def declared_classes(model: type[models.Model]) -> dict[str, str]:
    """Field name → class, as the model (or, for third-party tables, an app's vocabulary) says it."""
    declared = getattr(model, "Privacy", None)
    if declared is None:
        return dict(_third_party().get(model._meta.label, {}))
    return {name: kind for kind in CLASSES for name in getattr(declared, kind, ())}


def class_of(model: type[models.Model], field_name: str) -> str:
    return declared_classes(model)[field_name]


def fields_of(model: type[models.Model], *kinds: str) -> list[str]:
    return [name for name, kind in declared_classes(model).items() if kind in kinds]


def unclassed_fields() -> Iterator[str]:
    """Every concrete field that nobody has classed, as ``app.Model.field``."""
    for model in apps.get_models(include_auto_created=True):
        declared = declared_classes(model)
        for field in model._meta.local_concrete_fields:
            if field.name not in declared:
                yield f"{model._meta.label}.{field.name}"


def _third_party() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for config in apps.get_app_configs():
        if not config.name.startswith("dayroom."):
            continue
        try:
            found.update(import_string(f"{config.name}.vocabulary.THIRD_PARTY_PRIVACY"))
        except ImportError:
            continue
    return found
