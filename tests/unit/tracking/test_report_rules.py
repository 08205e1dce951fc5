"""Rules of reports, of what is counted from them, and of who is like whom."""

from __future__ import annotations

from datetime import date

import pytest

from dayroom.apps.tracking.presenters.treatments import ended_words, number, page_of
from dayroom.apps.tracking.queries.published import Listed, Published
from dayroom.apps.tracking.rules.counting import (
    Day,
    columns_of,
    count_day,
    ended,
    fitted,
    is_counted,
    plan_of,
    purpose_of,
)
from dayroom.apps.tracking.rules.figures import Share, figures_of, wilson
from dayroom.apps.tracking.rules.matching import CardFacts, shared, tokens_of
from dayroom.apps.tracking.rules.reports import NothingSaid, check_complete, coded, offered, with_suggestion
from dayroom.apps.tracking.vocabulary import Audience, known
from dayroom.apps.tracking.vocabulary.reports import ForPurpose, Said, SideEffect
from dayroom.engines.disclosure import Ledger, Says, Shown
from dayroom.engines.disclosure.errors import UnknownPart
from dayroom.engines.measures.reports import extract

TODAY = date(2026, 11, 21)
METFORMIN = known.treatments()["metformin"]
SAID = Said(purposes=(ForPurpose("type 2 DIABETES", "MAJOR"), ForPurpose("weight", "NONE")), severity="MILD",
            side_effects=(SideEffect("nausea", "MILD", "nausea"), SideEffect("odd taste")), cost="NONE",
            why_stopped=("COST", "SIDE_EFFECTS"), taking="STOPPED")


def rows(many: int, few: int = 0) -> list[dict[str, str]]:
    other = Said(purposes=(ForPurpose("type 2 diabetes", "NONE"),))
    return [columns_of(one, birth_year=1970, sex="FEMALE", today=TODAY) for one in [SAID] * many + [other] * few]


def page(treatment: str, many: int, few: int = 0):
    subject = f"{treatment}/type-2-diabetes"
    ledger = count_day(Ledger(plan_of(subject)), Day(rows(many, few), rows(many, few))).ledger
    listed = Listed(known.treatments()[treatment], "type-2-diabetes", ledger.people, TODAY, 1)
    return page_of(Published(listed, figures_of(ledger, {})))


def test_every_list_fits_together() -> None:
    assert all(purpose in known.conditions() for one in known.treatments().values() for purpose in one.purposes)
    assert known.treatment_named("Zoloft") is known.treatments()["sertraline"]
    assert known.treatment_named("my own words", "6809") is METFORMIN
    assert known.treatment_named("metformin from my aunt") is None


def test_a_report_becomes_one_row_and_is_counted_for_what_it_was_mainly_for() -> None:
    row = columns_of(SAID, birth_year=1970, sex="MALE", today=TODAY)
    assert purpose_of(SAID, METFORMIN) == "type-2-diabetes"
    assert (row["helped"], row["age"], row["sex"], row["ended"]) == ("MAJOR", "50-64", "MALE", "COST")
    assert (row["side_nausea"], row["side_rash"], row["adherence"]) == ("YES", "NO", "UNSAID")
    assert set(row) == set(plan_of("metformin/type-2-diabetes").columns)
    assert purpose_of(Said(purposes=(ForPurpose("something rare", "MAJOR"),)), METFORMIN) == known.OTHER
    assert ended(Said(taking="STILL", why_stopped=("COST",))) == "STILL"


@pytest.mark.parametrize(("audience", "agreed", "adult", "counts"), [
    (Audience.NUMBERS, True, True, True), (Audience.PLACE, True, True, True), (Audience.CHOSEN, True, True, False),
    (Audience.ME, True, True, False), (Audience.NUMBERS, False, True, False), (Audience.NUMBERS, True, False, False),
])
def test_counting_needs_a_yes_an_audience_and_an_adult(audience: str, agreed: bool, adult: bool, counts: bool) -> None:
    assert is_counted(SAID, audience=audience, agreed=agreed, adult=adult) is counts


def test_a_report_needs_purpose_and_effect_and_nothing_else() -> None:
    check_complete(Said(purposes=(ForPurpose("pain", "CANNOT_TELL"),)))
    for said in (Said(), Said(purposes=(ForPurpose("pain", ""),))):
        with pytest.raises(NothingSaid):
            check_complete(said)


def test_words_are_never_coded_that_are_not_a_name_of_the_list() -> None:
    assert coded("Feeling Sick").code == "nausea"
    assert coded("nauseaish").code == ""


def test_a_suggestion_goes_in_once_and_never_takes_away() -> None:
    words = "I had bad nausea. The nausea made me quit because of it."
    found = offered(extract(words), words)
    said = SAID
    for one in found:
        said = with_suggestion(said, one, words)
    assert [one.text for one in said.side_effects] == ["nausea", "odd taste"]
    assert said.why_stopped[0] == "COST"


def test_an_older_plan_counts_what_it_knows() -> None:
    plan = plan_of("metformin/type-2-diabetes")
    row = fitted({"helped": "MAJOR", "burden": "UNHEARD", "side_new": "YES"}, plan)
    assert (row["helped"], row["burden"], row["side_nausea"], "side_new" in row) == ("MAJOR", "UNSAID", "NO", False)


def test_two_pages_can_be_laid_side_by_side() -> None:
    one, other = page("metformin", 60, 20), page("semaglutide", 30)
    pairs = list(zip((one.helped, *one.rest, one.side_effects), (other.helped, *other.rest, other.side_effects),
                     strict=True))
    assert all(left.heading == right.heading for left, right in pairs)
    assert [line.share for line in one.helped.lines][:4] == ["75 %", "0 %", "0 %", "25 %"]
    assert (one.people, other.people) == ("80", "30")


def test_what_is_too_few_alone_is_told_together_or_not_at_all() -> None:
    told = page("metformin", 40, 5)
    assert not told.helped.says_something
    few = [columns_of(Said(purposes=(ForPurpose("pain", one),)), birth_year=None, sex="", today=TODAY)
           for one in ("NONE", "SLIGHT") for _ in range(8)]
    ledger = count_day(Ledger(plan_of("metformin/overweight")), Day(rows(40) + few, rows(40) + few)).ledger
    shares = figures_of(ledger, {}).helped.shares
    together = next(one for one in shares if one.together)
    assert {"SLIGHT", "NONE"} <= set(together.together)
    assert together.people.people == 16
    assert number(Shown(Says.HIDDEN, None)) == "too few to say"
    assert number(Shown(Says.AT_LEAST, 30)) == "at least 30"


def test_filters_that_are_not_planned_are_refused() -> None:
    ledger = Ledger(plan_of("metformin/type-2-diabetes"))
    for chosen in ({"helped": "MAJOR"}, {"age": "33"}, {"severity": "NONE"}):
        with pytest.raises(UnknownPart):
            figures_of(ledger, chosen)


@pytest.mark.parametrize(("people", "base", "low", "high"), [(30, 100, 0.219, 0.396), (0, 50, 0.0, 0.071),
                                                               (50, 50, 0.929, 1.0)])
def test_intervals_by_wilson(people: int, base: int, low: float, high: float) -> None:
    assert [round(end, 3) for end in wilson(people, base)] == [low, high]


def test_what_counts_nothing_makes_nobody_alike_and_the_young_share_no_word_with_others() -> None:
    facts = CardFacts(conditions=(("Type 2 diabetes", "mild"),), treatments=("Metformin", "my own tea"), age="35-49")
    mine = tokens_of(facts, young=False)
    assert "A|t:my own tea" in mine
    assert not set(mine) & set(tokens_of(facts, young=True))
    theirs = frozenset(tokens_of(CardFacts(conditions=(("blood sugar", ""),), age="35-49"), young=False))
    assert shared(mine, theirs, {"age": 0}).tokens == ("A|c:type-2-diabetes",)
    assert shared(mine, theirs, {"condition": 3, "stage": 0, "treatment": 0, "age": 1}).share == 1.0
    assert shared(mine, theirs, dict.fromkeys(("condition", "stage", "treatment", "age", "sex"), 0)).share == 0.0


def test_several_reasons_to_stop_say_once_that_people_stopped() -> None:
    few = Share("", Shown(Says.EXACT, 50), together=("COST", "INSURER", "OTHER", ""))
    assert ended_words(few) == "stopped: the cost, the insurer or something else; not said, all together"
    assert ended_words(Share("COST", Shown(Says.EXACT, 50))) == "stopped: the cost"
