from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from dayroom.apps.audit import actions
from dayroom.apps.audit.models import Event
from tests.cast import NOW

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_sealers_that_run_at_the_same_time_make_one_chain() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the in-memory test database cannot be shared by threads; on SQLite there is one writer at a time")
    for number in range(300):
        actions.record(actor_id=number, action="case.taken", now=NOW)

    def seal_and_leave(_number: int) -> int:
        try:
            return sum(actions.seal(NOW, most=20) for _turn in range(5))
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as workers:
        sealed = sum(workers.map(seal_and_leave, range(AT_ONCE)))
    assert sealed == Event.objects.exclude(seq=None).count() == 300
    assert actions.verify().ok
