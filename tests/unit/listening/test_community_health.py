"""How a community is doing, checked by hand."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest

from dayroom.apps.listening.rules.community_health import (
    Facts,
    Joined,
    Written,
    at_time,
    gini,
    measure,
    median,
    survival,
)
from dayroom.apps.listening.vocabulary.community_health import BY_NAME, FEW, MOST_WAIT, Person

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def post(topic: int, writer: int, hours_ago: float, *, opens: bool = False, who: Person = Person.MEMBER) -> Written:
    return Written(topic, opens, writer, who, NOW - timedelta(hours=hours_ago))


def asked(people: int, *, answered: int, hours: float = 2.0, who: Person = Person.MEMBER) -> list[Written]:
    """``people`` topics opened 100 hours ago by as many; the first ``answered`` got a reply by one person more."""
    topics = [post(number, number, 100, opens=True) for number in range(1, people + 1)]
    return topics + [post(number, 999, 100 - hours, who=who) for number in range(1, answered + 1)]


def test_survival_by_kaplan_and_meier_as_computed_by_hand() -> None:
    # 10 spans: events at 1, 2, 2, 4, 7; censored at 2, 3, 5, 8, 8
    spans = [
        (1, True),
        (2, True),
        (2, True),
        (2, False),
        (3, False),
        (4, True),
        (5, False),
        (7, True),
        (8, False),
        (8, False),
    ]
    curve = survival(spans)
    assert [when for when, _share in curve] == [1, 2, 4, 7]
    by_hand = [9 / 10, 9 / 10 * 7 / 9, 7 / 10 * 4 / 5, 56 / 100 * 2 / 3]
    assert [share for _when, share in curve] == pytest.approx(by_hand)
    assert median(curve) == 7
    assert at_time(curve, 0.5) == 1.0
    assert at_time(curve, 3.9) == pytest.approx(0.7)
    assert survival([]) == []
    assert median([]) is None


def test_those_who_still_wait_are_not_left_out_of_the_median() -> None:
    found = measure(Facts(NOW, asked(20, answered=8)))
    # eight answers within two hours look quick; twelve people have waited for 100 hours
    assert "first_reply_hours" not in found.values
    assert found.withheld["first_reply_hours"] == MOST_WAIT
    assert found.values["unanswered_24h"] == found.values["unanswered_72h"] == pytest.approx(12 / 20)
    found = measure(Facts(NOW, asked(20, answered=12)))
    assert found.values["first_reply_hours"] == pytest.approx(2.0)


def test_answers_of_the_team_are_told_apart() -> None:
    found = measure(Facts(NOW, asked(20, answered=15, who=Person.TEAM)))
    assert found.values["first_reply_hours"] == pytest.approx(2.0)
    assert found.withheld["first_reply_by_members_hours"] == MOST_WAIT


def test_ones_own_second_post_is_no_answer() -> None:
    alone = [*asked(12, answered=0), *(post(number, number, 50) for number in range(1, 13))]
    found = measure(Facts(NOW, alone))
    assert found.values["replies_per_topic"] == 0
    assert found.values["unanswered_24h"] == 1


def test_nothing_is_told_of_fewer_than_eleven_people() -> None:
    found = measure(Facts(NOW, asked(9, answered=9), joined=[Joined(NOW, None)] * 10, worries={"worry_flags": 3}))
    assert found.values == {}
    assert set(found.withheld) == set(BY_NAME) - {name for name in BY_NAME if name.startswith("worry_")} | {
        "worry_flags"
    }
    assert set(found.withheld.values()) == {FEW}


def test_a_role_of_few_is_not_to_be_worked_out_from_the_others() -> None:
    people = [post(1, number, 5) for number in range(30)]
    carers = [post(1, 100 + number, 5, who=Person.CARER) for number in range(12)]
    few = [post(1, 200 + number, 5, who=Person.CLINICIAN) for number in range(2)]
    found = measure(Facts(NOW, people + carers + few))
    assert found.withheld["share_clinician"] == FEW
    # members alone would leave 14 for carers and professionals; carers too would leave the two
    assert found.withheld["share_carer"] == FEW
    assert found.values["share_member"] == pytest.approx(30 / 44, abs=1e-4)
    assert found.values["share_team"] == 0


def test_even_and_uneven_talk() -> None:
    even = measure(Facts(NOW, [post(1, number, 5) for number in range(20)]))
    assert even.values["writers_evenly"] == pytest.approx(20)
    assert even.values["gini"] == 0
    loud = measure(Facts(NOW, [post(1, 0, 5)] * 81 + [post(1, number, 5) for number in range(1, 20)]))
    entropy = -(0.81 * math.log(0.81) + 19 * 0.01 * math.log(0.01))
    assert loud.values["writers_evenly"] == pytest.approx(math.exp(entropy), abs=1e-3)
    # one of twenty is the busiest 1 in 100, and one person is not told of
    assert loud.withheld["posts_of_top_1"] == loud.withheld["posts_of_next_9"] == FEW
    many = measure(
        Facts(NOW, [post(1, number, 5) for number in range(1_200) for _more in range(1 + 9 * (number < 12))])
    )
    assert many.values["posts_of_top_1"] == pytest.approx(120 / 1_308, abs=1e-4)
    assert many.values["posts_of_next_9"] == pytest.approx(108 / 1_308, abs=1e-4)
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)


def test_people_who_talk_past_each_other_are_no_circle() -> None:
    circle = [post(topic, topic + step, 5) for topic in range(9) for step in (0, 1)]  # ten people, tied one by one
    apart = [post(100 + number, 100 + number, 5) for number in range(10)]
    assert measure(Facts(NOW, circle + apart)).values["in_one_circle"] == pytest.approx(10 / 20)


def test_who_joined_lately_may_still_stay() -> None:
    gone = [Joined(NOW - timedelta(days=200), NOW - timedelta(days=190))] * 6  # left after 10 days
    here = [Joined(NOW - timedelta(days=200), NOW - timedelta(days=1))] * 6
    new = [Joined(NOW - timedelta(days=5), NOW)] * 8  # at risk for five days only: no word about the 28th
    found = measure(Facts(NOW, (), joined=gone + here + new))
    assert found.values["staying_28d"] == pytest.approx(0.5)
    assert found.values["staying_90d"] == pytest.approx(0.5)


def test_readers_are_counted_only_with_their_leave_and_nobody_is_ranked() -> None:
    posts = [post(1, number, 5) for number in range(4)]
    found = measure(Facts(NOW, posts, readers=range(2, 22), counted=range(2, 22), reacted=[4]))
    # 20 who agreed were here: 17 of them only read (2 and 3 wrote, 4 reacted)
    assert found.values["readers_only"] == pytest.approx(17 / 20)


def test_harms_stand_beside_in_thousands_and_small_counts_are_not_told() -> None:
    posts = [post(1, number, 5) for number in range(500)]
    found = measure(Facts(NOW, posts, worries={"worry_flags": 20, "worry_privacy": 10, "worry_selling": 0}))
    assert found.values["worry_flags"] == 40
    assert found.values["worry_selling"] == 0
    assert found.withheld["worry_privacy"] == FEW
