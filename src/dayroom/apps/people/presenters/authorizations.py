"""An authorization in words, and as a file for an auditor."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dayroom.apps.people.models import Authorization
from dayroom.apps.people.queries.authorizations import UseLine, lacks_of, uses_of
from dayroom.apps.people.vocabulary.authorizations import Channel, Lack, Scope

RISKY = ("=", "+", "-", "@", "\t", "\r")  # a table program would take such a cell for a formula


@dataclass(frozen=True, slots=True)
class Shown:
    """One authorization for a list or a page."""

    row: Authorization
    lacks: list[str]
    uses: list[UseLine]

    @property
    def counts(self) -> bool:
        return not self.lacks

    @property
    def is_over(self) -> bool:
        """Taken back or ended: what stands somewhere on it has to come down."""
        return self.row.revoked_at is not None or str(Lack.EXPIRED.label) in self.lacks

    @property
    def may_end(self) -> bool:
        """Whether it waits for something to happen."""
        row = self.row
        return bool(row.expiry_event.strip()) and row.revoked_at is None and row.event_happened_at is None

    @property
    def still_up(self) -> int:
        return sum(1 for line in self.uses if line.use.taken_down_at is None)

    @property
    def scopes(self) -> str:
        return _names(Scope.choices, self.row.scopes)

    @property
    def channels(self) -> str:
        return _names(Channel.choices, self.row.channels)


def _names(choices: Iterable[tuple[str, Any]], codes: str) -> str:
    return ", ".join(str(name) for code, name in choices if code in codes.split())


def shown(row: Authorization, today: date) -> Shown:
    return Shown(row, [str(lack.label) for lack in lacks_of(row, today)], uses_of(row))


def record_of(one: Shown) -> dict[str, Any]:
    """Everything that an auditor asks for, in plain values; the names in it are the patient's."""
    row = one.row
    plain = {
        "id": row.public_id, "entered_by": row.made_by.handle if row.made_by else "", "entered_at": row.made_at,
        "description": row.description, "scopes": row.scopes.split(), "who_may_disclose": row.discloser,
        "to_whom": row.recipients, "channels": row.channels.split(), "purpose": row.purpose,
        "expires_on": row.expires_on, "expiry_event": row.expiry_event, "event_happened_at": row.event_happened_at,
        "signed_by": row.signer_name,
        "signed_on": row.signed_on, "by_representative": row.by_representative,
        "representative_authority": row.representative_authority, "says_revocation": row.says_revocation,
        "says_conditioning": row.says_conditioning, "says_redisclosure": row.says_redisclosure,
        "in_plain_language": row.in_plain_language, "copy_given": row.copy_given, "signed_how": row.signed_how,
        "has_form": bool(row.form_file), "counts": one.counts, "missing": one.lacks, "revoked_at": row.revoked_at,
        "kept_until": row.kept_until,
    }
    plain["uses"] = [
        {"place": line.title, "here": line.use.subject_id is not None, "used_at": line.use.used_at,
         "taken_down_at": line.use.taken_down_at} for line in one.uses
    ]
    return plain


def as_json(found: Iterable[Shown]) -> str:
    return json.dumps([record_of(one) for one in found], default=lambda value: value.isoformat(), ensure_ascii=False,
                      indent=1)


def as_csv(found: Iterable[Shown]) -> str:
    """One line per use; an authorization without a use has one line."""
    out = io.StringIO()
    writer: Any = None
    for one in found:
        told = record_of(one)
        for use in told.pop("uses") or [{"place": "", "here": "", "used_at": None, "taken_down_at": None}]:
            line = {**told, **{f"use_{key}": value for key, value in use.items()}}
            if writer is None:
                writer = csv.DictWriter(out, list(line))
                writer.writeheader()
            writer.writerow({key: _cell(value) for key, value in line.items()})
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = " ".join(value)
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return f"'{text}" if text.startswith(RISKY) else text


def state_words(one: Shown) -> str:
    """One word for a badge."""
    if one.row.revoked_at is not None:
        return _("taken back")
    if one.is_over:
        return _("ended")
    return _("counts") if one.counts else _("does not count")
