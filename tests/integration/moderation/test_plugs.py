from __future__ import annotations

import pytest
from django.core import mail
from django.utils import timezone

from dayroom.apps.audit.ports import NAMES
from dayroom.apps.moderation import actions
from dayroom.apps.moderation.vocabulary import Statement
from dayroom.apps.notices import jobs, queries
from dayroom.apps.people.models import Member
from dayroom.platform.ports import PERSONAL_DATA
from tests.integration.moderation.notes import Notes

pytestmark = pytest.mark.django_db


def decided(notes: Notes, ann: Member, carl: Member, mo: Member) -> str:
    now = timezone.now()
    flag, _made = actions.flag(member_id=carl.pk, subject_kind="note", subject_public_id=str(notes.add(ann.pk)),
                               reason="SAFETY", note="zebranote", now=now)
    return actions.decide_case(
        by=mo, case_public_id=flag.case.public_id, verdict="HIDE", limit_until=None, now=now,
        statement=Statement("INCOMPATIBLE_CONTENT", "Be kind", "zebrawhy"),
    ).public_id


def test_every_notice_of_moderation_leads_somewhere(
    notes: Notes, ann: Member, carl: Member, mo: Member, sue: Member
) -> None:
    decision = decided(notes, ann, carl, mo)
    actions.appeal(member_id=ann.pk, decision_public_id=decision, text="Look", now=timezone.now())
    for person, parts in ((ann, ["/decisions/"]), (carl, ["/flags/"]), (mo, ["/desk/cases/"]),
                          (sue, ["/desk/appeals/", "/desk/cases/"])):
        lines = queries.lines_of(queries.notices_of(person.pk).rows, person.pk)
        found = {next(part for part in parts if line.url.startswith(part)) for line in lines}
        assert found == set(parts)


def test_the_author_is_mailed_a_link_that_works_without_signing_in(
    notes: Notes, ann: Member, carl: Member, mo: Member
) -> None:
    decision = decided(notes, ann, carl, mo)
    jobs.send_instant.func()
    to_ann = next(sent for sent in mail.outbox if sent.to == [ann.email])
    assert f"/decisions/{decision}?key=" in to_ann.body
    assert "zebra" not in str([sent.body + sent.subject for sent in mail.outbox])


def test_the_export_holds_what_one_flagged_and_what_was_decided_about_one(
    notes: Notes, ann: Member, carl: Member, mo: Member
) -> None:
    decided(notes, ann, carl, mo)
    plug = PERSONAL_DATA["moderation"]
    assert "zebranote" in str(list(plug.export(carl.pk)))
    assert "zebrawhy" in str(list(plug.export(ann.pk)))
    assert "zebranote" not in str(list(plug.export(ann.pk)))
    plug.erase(ann.pk)
    plug.erase(carl.pk)
    assert "zebra" not in str([list(plug.export(person.pk)) for person in (ann, carl)])


def test_the_record_names_members_by_handle(ann: Member) -> None:
    assert NAMES["member"].names([ann.pk]) == {ann.pk: "ann"}
    assert (NAMES["member"].id_of("Ann"), NAMES["member"].id_of("nobody-here")) == (ann.pk, None)
