"""The made-up numbers tell the story they claim, and depend on each other as real ones do."""

from __future__ import annotations

from datetime import date
from itertools import islice
from statistics import mean

from dayroom.demo.made_up_days import MOODS, NIGHTS_END, TABLETS_BEGIN, anns_entries, fathers_entries
from dayroom.demo.made_up_people import HELPED, SIDE_EFFECTS, conditions, people
from dayroom.engines.measures import judge_reading, measures

TODAY = date(2026, 11, 20)


def test_anns_sugar_comes_down_after_the_nights_and_the_tablets() -> None:
    sugar = [((TODAY - e.at.date()).days, float(e.value)) for e in anns_entries(TODAY) if e.key == "glucose"]
    before = mean(value for ago, value in sugar if ago > NIGHTS_END)
    after = mean(value for ago, value in sugar if ago < TABLETS_BEGIN - 100)
    assert before - after > 25


def test_every_made_up_reading_can_be_right() -> None:
    for entry in (*anns_entries(TODAY), *fathers_entries(TODAY)):
        if entry.key in measures():
            judge_reading(entry.key, entry.value, entry.unit)
        else:
            assert 0 <= float(entry.value) <= 10


def test_nobody_made_up_is_in_danger_of_themselves() -> None:
    assert all(answers[8] == 0 for _ago, answers in MOODS)


def test_the_same_people_come_out_again_and_a_longer_list_begins_with_the_shorter() -> None:
    assert list(people(40, TODAY)) == list(islice(people(400, TODAY), 40))


def test_what_troubles_people_makes_them_stop_and_what_helps_makes_them_stay() -> None:
    said = [report for one in people(1500, TODAY) for report in one.said]
    stopped = {side: mean(bool(r.why_stopped) for r in said if r.side_effects == side) for side in SIDE_EFFECTS}
    again = {helped: mean(r.again for r in said if r.helped == helped) for helped in HELPED}
    assert stopped["NONE"] < stopped["MODERATE"] < stopped["SEVERE"]
    assert again["NONE"] < again["MODERATE"] < again["MAJOR"]


def test_every_condition_has_enough_people_to_be_told_of() -> None:
    counts = dict.fromkeys(conditions(), 0)
    for one in people(3000, TODAY):
        counts[one.condition] += 1
    assert min(counts.values()) > 100
