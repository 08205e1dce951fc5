"""Base classes of rows, and the two tables the platform itself needs."""

from __future__ import annotations

from django.db import models

from dayroom.kernel.ids import PUBLIC_ID_LENGTH, new_public_id


class PublicIdField(models.CharField):  # type: ignore[type-arg]  # generic only for the type checker
    """The random name of a row in addresses, exports and the API."""

    def __init__(self, **options: object) -> None:
        options.update(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
        super().__init__(**options)  # type: ignore[arg-type]  # passed through as Django gives it

    def deconstruct(self):  # type: ignore[no-untyped-def]  # Django's own signature has no types
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "unique", "default", "editable"):
            kwargs.pop(key, None)
        return name, path, args, kwargs


class DataKey(models.Model):
    """One wrapped data key; the wrapping key never enters the database."""

    key_id = models.CharField(max_length=20, unique=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Privacy:
        pseudonymous = ("id", "key_id", "made_at", "retired_at")
        secret = ("wrapped",)


class PersonKey(models.Model):
    """One wrapped key of one person; without it what the person kept cannot be read by anybody, in no backup either."""

    owner_id = models.BigIntegerField(db_index=True)  # people stand above and are known by id
    key_id = models.CharField(max_length=20, unique=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "owner_id", "key_id", "made_at")
        secret = ("wrapped",)


class RateCount(models.Model):
    """How often a key was used in a window; keys are hashes, never addresses or words."""

    key = models.CharField(max_length=64, unique=True)
    window_start_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Privacy:
        pseudonymous = ("id", "key", "window_start_at", "count")
