from __future__ import annotations

from datetime import timedelta

import pytest

from dayroom.apps.notices import actions, queries
from dayroom.apps.notices.models import DigestMark, Notice, Preference
from dayroom.apps.notices.ports import SCOPES, Scope
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.models import Member
from dayroom.kernel.errors import Invalid, NotFound
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db
TOPIC = ("topic", 3)


class Rooms:
    def of_member(self, member_id: int) -> list[Scope]:
        return [Scope(id=7, public_id="roomseven", name="Room seven")]


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SCOPES, "_plugs", {"rooms": Rooms()})


def tell(*people: Member, kind: str = NoticeKind.REPLY, **more: object) -> int:
    facts: dict[str, object] = {"now": NOW, "subject": TOPIC, "scope_id": 7, **more}
    return actions.tell(member_ids=[person.pk for person in people], kind=kind, **facts)  # type: ignore[arg-type]


def unread(person: Member) -> int:
    person.refresh_from_db()
    assert person.unread_count == Notice.objects.filter(member=person, read_at=None).count()
    return person.unread_count


def test_everybody_is_told_but_the_one_who_acts() -> None:
    ann, carl, mo = cast.ann(), cast.carl(), cast.mo()
    assert tell(ann, carl, mo, actor_id=carl.pk) == 2
    assert [unread(person) for person in (ann, carl, mo)] == [1, 0, 1]


def test_more_of_the_same_is_counted_not_repeated() -> None:
    ann = cast.ann()
    tell(ann)
    tell(ann, now=NOW + timedelta(hours=1))
    row = Notice.objects.get()
    assert (row.count, row.made_at, unread(ann)) == (2, NOW + timedelta(hours=1), 1)


def test_after_it_was_seen_it_is_a_new_notice() -> None:
    ann = cast.ann()
    tell(ann)
    assert actions.mark_seen(member_id=ann.pk, subject=TOPIC, now=NOW) == 1
    assert unread(ann) == 0
    tell(ann)
    assert (Notice.objects.count(), unread(ann)) == (2, 1)


def test_all_are_marked_as_seen_but_not_what_comes_later() -> None:
    ann, carl = cast.ann(), cast.carl()
    tell(ann, carl)
    tell(ann, subject=("topic", 4), now=NOW + timedelta(hours=2))
    assert actions.mark_all_seen(member_id=ann.pk, now=NOW + timedelta(hours=1)) == 1
    assert (unread(ann), unread(carl)) == (1, 1)


def test_what_was_turned_off_is_not_told_and_decisions_are() -> None:
    ann = cast.ann()
    Preference.objects.create(member=ann, scope_id=7, mode="NONE")
    assert tell(ann) == 0
    assert tell(ann, scope_id=8) == 1
    assert tell(ann, kind=NoticeKind.CASE_DECIDED) == 1


def test_telling_many_takes_the_same_number_of_questions(django_assert_max_num_queries: object) -> None:
    people = [cast.member(f"m{number}") for number in range(60)]
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert tell(*people) == 60


def test_taking_back_removes_what_nobody_has_seen() -> None:
    ann, carl = cast.ann(), cast.carl()
    tell(ann, carl)
    actions.mark_seen(member_id=carl.pk, subject=TOPIC, now=NOW)
    assert actions.take_back(kind=NoticeKind.REPLY, subject=TOPIC) == 1
    assert (unread(ann), Notice.objects.filter(member=carl).count()) == (0, 1)


def test_choices_are_kept_and_can_go_back_to_the_same_as_everything() -> None:
    ann = cast.ann()
    actions.choose(member_id=ann.pk, modes={"": "SITE", "roomseven": "INSTANT", "elsewhere": "NONE"}, now=NOW)
    assert queries.modes_of(ann.pk) == {None: "SITE", 7: "INSTANT"}
    actions.choose(member_id=ann.pk, modes={"": "DIGEST", "roomseven": ""}, now=NOW)
    assert queries.modes_of(ann.pk) == {None: "DIGEST"}
    for wrong in ({"": ""}, {"roomseven": "LOUD"}):
        with pytest.raises(Invalid):
            actions.choose(member_id=ann.pk, modes=wrong, now=NOW)


def test_one_click_stops_mails_and_leaves_silence_silent() -> None:
    ann = cast.ann()
    actions.choose(member_id=ann.pk, modes={"": "INSTANT", "roomseven": "NONE"}, now=NOW)
    actions.stop_mails(token=queries.token_for(ann.public_id), now=NOW)
    assert queries.modes_of(ann.pk) == {None: "SITE", 7: "NONE"}
    with pytest.raises(NotFound):
        actions.stop_mails(token=ann.public_id, now=NOW)


def test_erasing_a_member_deletes_what_was_told_them_and_unnames_them() -> None:
    ann, carl = cast.ann(), cast.carl()
    tell(ann, actor_id=carl.pk)
    tell(carl, actor_id=ann.pk)
    DigestMark.objects.create(member=ann, sent_at=NOW)
    Preference.objects.create(member=ann, mode="SITE")
    actions.forget_notices(ann.pk)
    assert list(Notice.objects.values_list("member_id", "actor_id")) == [(carl.pk, None)]
    assert (Preference.objects.count(), DigestMark.objects.count(), unread(ann)) == (0, 0, 0)
