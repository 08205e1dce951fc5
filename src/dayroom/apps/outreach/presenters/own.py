"""A clinician's own post, with what the checks say and the text as it could go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from dayroom.apps.outreach.actions.own import OwnLook, look_at_own
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.queries.messages import variants_of
from dayroom.apps.outreach.rules.messages import length_in
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.outreach.models import Message
    from dayroom.apps.people.models import Member


@dataclass(frozen=True, slots=True)
class OwnPage:
    look: OwnLook
    marked: SafeString
    checks: Sequence[tuple[str, str, str]]
    fits: Sequence[tuple[str, int, int]]  # (network, characters used, most)


def own_page(row: Message, member: Member) -> OwnPage:
    look = look_at_own(member=member, text=row.body, language=row.language, interests=row.interests,
                       ai_role=row.ai_role, ai_reviewed_by=row.ai_reviewed_by)
    channels = [CHANNELS[one.channel] for one in variants_of(row)]
    return OwnPage(
        look=look, marked=markup.marked(look.text, look.spans),
        checks=[(one.id, one.outcome.value, one.sentence) for one in look.conduct],
        fits=[(str(one.label), length_in(look.cleaned, "", one.limits), one.limits.text_most) for one in channels])
